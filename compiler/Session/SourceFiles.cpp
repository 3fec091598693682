//===- SourceFiles.cpp - texts that expressions point into ---------------===//

#include "compiler/Session/SourceFiles.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace mlir;

namespace netc {

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
