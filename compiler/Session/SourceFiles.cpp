//===- SourceFiles.cpp - texts that expressions point into ---------------===//

#include "compiler/Session/SourceFiles.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace mlir;

namespace netc {

Span SourceFiles::find(Location location) const {
  FileLineColRange place;
  location->walk([&](Location part) {
    place = dyn_cast<FileLineColRange>(part);
    return place ? WalkResult::interrupt() : WalkResult::advance();
  });
  if (!place || place.getStartLine() == 0)
    return {};
  for (const SourceBuffer &source : buffers) {
    unsigned lines = source.getLineCount();
    if (source.getName() != place.getFilename().getValue() ||
        place.getStartLine() > lines || place.getEndLine() > lines)
      continue;
    auto offset = [&](unsigned line, unsigned column) {
      size_t begin = source.getLine(line).data() - source.getText().data();
      return static_cast<uint32_t>(
          std::min(begin + std::max(column, 1u) - 1, source.getText().size()));
    };
    return {&source, offset(place.getStartLine(), place.getStartColumn()),
            offset(place.getEndLine(), place.getEndColumn())};
  }
  return {};
}

FailureOr<std::string> SourceFiles::read(llvm::StringRef path,
                                         MLIRContext *context) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/false,
                                                   /*RequiresNullTerminator=*/
                                                   false);
  if (!buffer)
    return emitError(FileLineColLoc::get(context, path, 0, 0))
           << "[cannot-read-file] cannot be read: "
           << buffer.getError().message();
  return (*buffer)->getBuffer().str();
}

} // namespace netc
