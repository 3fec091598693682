//===- textproto.cpp - fuzzes the text form of protocol buffers
//------------===//

#include "compiler/Frontend/Protobuf/Protobuf.h"
#include "test/fuzz/Fuzzing.h"

using namespace netc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef bytes = fuzzing::asText({data, size});
  fuzzing::withContext(bytes, [&](mlir::MLIRContext *context) {
    auto read = [&](llvm::StringRef bytes) {
      return readNetTextproto("fuzz", bytes, context);
    };
    if (auto net = read(bytes); mlir::succeeded(net))
      fuzzing::checkRoundTrip(
          std::move(*net), context,
          [](const BuiltNet &net) {
            return writeNetTextproto(*net.module, net.arrays);
          },
          read);
  });
  return 0;
}
