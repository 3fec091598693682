//===- ArrayFiles.cpp - the reader for the ending of a file name ----------===//

#include "compiler/Arrays/FileBytes.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace netc {

using Reader = FailureOr<ArrayData> (*)(llvm::StringRef, EmitArrayError);

namespace {
struct Ending {
  llvm::StringLiteral ending;
  Reader read;
};
} // namespace

std::string listKeys(const ArrayStore &arrays) {
  constexpr size_t most = 10;
  std::string text;
  for (const auto &[i, entry] : llvm::enumerate(arrays)) {
    if (i == most)
      return text + ", ...";
    text += (i ? ", \"" : "\"") + entry.first + "\"";
  }
  return text;
}

bool isArrayArchive(llvm::StringRef path) {
  return path.ends_with_insensitive(".npz") ||
         path.ends_with_insensitive(".safetensors");
}

FailureOr<ArrayStore> readArrayArchive(llvm::StringRef path,
                                       EmitArrayError emitError) {
  return path.ends_with_insensitive(".npz") ? readNpz(path, emitError)
                                            : readSafetensors(path, emitError);
}

static FailureOr<ArrayData> readOnlyArray(llvm::StringRef path,
                                          EmitArrayError emitError) {
  FailureOr<ArrayStore> arrays = readArrayArchive(path, emitError);
  if (failed(arrays))
    return failure();
  if (arrays->size() != 1)
    return badFile(path,
                   "it holds " + llvm::Twine(arrays->size()) +
                       " arrays where one was expected" +
                       (arrays->empty() ? "" : ": " + listKeys(*arrays)),
                   emitError);
  return arrays->begin()->second;
}

static constexpr Ending endings[] = {
    {".npy", readNpy},       {".json", readJsonArray},
    {".idx", readIdx},       {".idx.gz", readIdx},
    {"-ubyte", readIdx},     {"-ubyte.gz", readIdx},
    {".npz", readOnlyArray}, {".safetensors", readOnlyArray}};

static Reader readerFor(llvm::StringRef path) {
  for (const Ending &known : endings)
    if (path.ends_with_insensitive(known.ending))
      return known.read;
  return nullptr;
}

bool isArrayFile(llvm::StringRef path) { return readerFor(path) != nullptr; }

FailureOr<ArrayData> readArrayFile(llvm::StringRef path,
                                   EmitArrayError emitError) {
  if (Reader read = readerFor(path))
    return read(path, emitError);
  return badFile(path,
                 "not a kind of file that holds an array (.npy, .npz, .json, "
                 ".idx, .idx.gz, .safetensors)",
                 emitError);
}

} // namespace netc
