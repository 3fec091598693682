//===- FileBytes.cpp - what the readers of array files share --------------===//

#include "compiler/Arrays/FileBytes.h"
#include "runtime/src/files/MappedFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <vector>

using namespace mlir;

namespace netc {

static FailureOr<FileBytes> readStandardInput(EmitArrayError emitError) {
  auto input = llvm::MemoryBuffer::getSTDIN();
  if (!input)
    return fileError("-", "cannot-read-file", emitError)
           << input.getError().message();
  std::shared_ptr<llvm::MemoryBuffer> owner = std::move(*input);
  return FileBytes{owner, {owner->getBufferStart(), owner->getBufferSize()}};
}

FailureOr<FileBytes> readBytes(llvm::StringRef path, EmitArrayError emitError) {
  if (path == "-")
    return readStandardInput(emitError);
  std::string reason;
  std::shared_ptr<netrt::MappedFile> file =
      netrt::MappedFile::open(path.str(), reason);
  if (!file)
    return fileError(path, "cannot-read-file", emitError) << reason;
  std::span<const char> bytes = file->bytes();
  return FileBytes{file, llvm::ArrayRef<char>(bytes.data(), bytes.size())};
}

FailureOr<ArrayData> allocateArray(llvm::StringRef path, ElementType element,
                                   llvm::ArrayRef<int64_t> shape,
                                   EmitArrayError emitError) {
  std::optional<int64_t> bytes = byteCount(element, shape);
  // No file that fits a disk of today describes more than this.
  if (!bytes || *bytes > int64_t(1) << 46)
    return badFile(path, "its shape is one that no memory can hold", emitError);
  auto memory = std::make_shared<std::vector<char>>(*bytes);
  ArrayData array;
  array.element = element;
  array.shape.assign(shape.begin(), shape.end());
  array.bytes = llvm::ArrayRef<char>(memory->data(), memory->size());
  array.owner = memory;
  return array;
}

llvm::MutableArrayRef<char> writableBytes(ArrayData &array) {
  return {const_cast<char *>(array.bytes.data()), array.bytes.size()};
}

void swapBytes(llvm::MutableArrayRef<char> bytes, size_t elementSize) {
  for (size_t i = 0; i + elementSize <= bytes.size(); i += elementSize)
    std::reverse(bytes.begin() + i, bytes.begin() + i + elementSize);
}

/// What went wrong with a stream, which would abort with it otherwise.
static llvm::Error takeError(llvm::raw_fd_ostream &stream) {
  stream.flush();
  std::error_code problem = stream.error();
  stream.clear_error();
  return llvm::errorCodeToError(problem);
}

llvm::Error writeWhole(llvm::StringRef path,
                       llvm::function_ref<void(llvm::raw_ostream &)> write) {
  return llvm::writeToOutput(path, [&](llvm::raw_ostream &stream) {
    write(stream);
    // writeToOutput has one other kind of stream, which cannot fail.
    return path == "/dev/null"
               ? llvm::Error::success()
               : takeError(static_cast<llvm::raw_fd_ostream &>(stream));
  });
}

LogicalResult writeAtomically(llvm::StringRef path,
                              std::function<void(llvm::raw_ostream &)> write,
                              EmitArrayError emitError) {
  llvm::Error error = writeWhole(path, write);
  if (!error)
    return success();
  return fileError(path, "cannot-write-file", emitError)
         << reasonOf(std::move(error));
}

} // namespace netc
