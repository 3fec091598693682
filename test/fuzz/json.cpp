//===- json.cpp - fuzzes the reader of .json files ---------------------------===//

#include "test/fuzz/Fuzzing.h"

using namespace netc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzzing::readAsFile(
      {data, size}, "json",
      [](llvm::StringRef path,
         EmitArrayError emitError) -> mlir::FailureOr<ArrayStore> {
        mlir::FailureOr<ArrayData> array = readJsonArray(path, emitError);
        if (failed(array))
          return mlir::failure();
        ArrayStore arrays;
        arrays.insert("array", std::move(*array));
        return arrays;
      });
  return 0;
}
