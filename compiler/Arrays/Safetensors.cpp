//===- Safetensors.cpp - named arrays in a file ---------------------------===//

#include "runtime/src/files/Safetensors.h"
#include "compiler/Arrays/FileBytes.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace netc {

FailureOr<ArrayStore> readSafetensors(llvm::StringRef path,
                                      EmitArrayError emitError) {
  FailureOr<FileBytes> file = readBytes(path, emitError);
  if (failed(file))
    return failure();
  std::vector<netrt::StoredArray> stored;
  std::string reason;
  if (!netrt::parseSafetensors({file->bytes.data(), file->bytes.size()}, stored,
                               reason))
    return badFile(path, reason, emitError);
  ArrayStore arrays;
  for (const netrt::StoredArray &entry : stored) {
    ArrayData data;
    data.element = static_cast<ElementType>(entry.element);
    data.shape.assign(entry.shape.begin(), entry.shape.end());
    data.owner = file->owner;
    data.bytes = llvm::ArrayRef<char>(entry.bytes.data(), entry.bytes.size());
    arrays.insert(entry.key, std::move(data));
  }
  return arrays;
}

LogicalResult writeSafetensors(llvm::StringRef path, const ArrayStore &arrays,
                               EmitArrayError emitError) {
  std::vector<netrt::StoredArray> stored;
  for (const auto &[key, data] : arrays)
    stored.push_back({key,
                      static_cast<netrt_element>(data.element),
                      {data.shape.begin(), data.shape.end()},
                      {data.bytes.data(), data.bytes.size()}});
  netrt::sortForStorage(stored);
  return writeAtomically(
      path,
      [&](llvm::raw_ostream &stream) {
        stream << netrt::makeSafetensorsHeader(stored);
        for (const netrt::StoredArray &array : stored)
          stream.write(array.bytes.data(), array.bytes.size());
      },
      emitError);
}

} // namespace netc
