//===- text.cpp - fuzzes the text notation --------------------------------===//

#include "compiler/Frontend/Text/Text.h"
#include "test/fuzz/Fuzzing.h"

using namespace netc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text = fuzzing::asText({data, size});
  // Enough for every net, and little enough for many runs.
  TextOptions options;
  options.limits.stepLimit = 20000;
  options.limits.sizeLimit = 100000;
  fuzzing::withContext(text, [&](mlir::MLIRContext *context) {
    auto read = [&](llvm::StringRef text) {
      return readNetText(SourceBuffer("fuzz", text.str()), context, options);
    };
    if (auto net = read(text); mlir::succeeded(net))
      fuzzing::checkRoundTrip(
          std::move(*net), context,
          [](const BuiltNet &net) {
            return writeNetText(*net.module, net.arrays, {INT64_MAX});
          },
          read);
  });
  return 0;
}
