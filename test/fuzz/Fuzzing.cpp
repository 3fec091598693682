//===- Fuzzing.cpp - what the fuzz targets share --------------------------===//

#include "test/fuzz/Fuzzing.h"

#include "compiler/Notation/DiagnosticPrinter.h"
#include "compiler/Transforms/NetPasses.h"
#include "dialects/Net/IR/NetDialect.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/FileSystem.h"
#include <cstdlib>
#include <unistd.h>

using namespace mlir;
using namespace netc;

llvm::StringRef fuzzing::asText(Bytes bytes) {
  return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

void fuzzing::withContext(llvm::StringRef text,
                          llvm::function_ref<void(MLIRContext *)> run) {
  constexpr unsigned usesOfContext = 200;
  static std::unique_ptr<MLIRContext> context;
  static unsigned uses = 0;
  if (uses++ % usesOfContext == 0) {
    context = std::make_unique<MLIRContext>(MLIRContext::Threading::DISABLED);
    context->loadDialect<net::NetDialect>();
    context->printOpOnDiagnostic(false);
  }
  DiagnosticPrinter printer(context.get(), llvm::nulls(), ColorMode::Always);
  SourceBuffer source("fuzz", text.str());
  printer.addSource(source);
  run(context.get());
}

static LogicalResult inferShapes(ModuleOp module) {
  PassManager passes(module.getContext());
  passes.addPass(createInferShapesPass());
  return passes.run(module);
}

[[noreturn]] static void fail(const char *what, llvm::StringRef first,
                              llvm::StringRef second) {
  llvm::errs() << what << "\n--- first\n"
               << first << "\n--- second\n"
               << second << "\n";
  std::abort();
}

void fuzzing::checkRoundTrip(
    BuiltNet net, MLIRContext *context,
    llvm::function_ref<FailureOr<std::string>(const BuiltNet &)> write,
    llvm::function_ref<FailureOr<BuiltNet>(llvm::StringRef)> read) {
  FailureOr<std::string> first = write(net);
  if (succeeded(first)) {
    FailureOr<BuiltNet> again = read(*first);
    if (failed(again))
      fail("what was written cannot be read", *first, "");
    FailureOr<std::string> second = write(*again);
    if (failed(second) || *second != *first)
      fail("reading and writing changes the net", *first,
           succeeded(second) ? *second : "(not written)");
  }
  // Bare coders have no shapes.
  if (!(*net.module)->hasAttr(coderAttribute))
    (void)inferShapes(*net.module);
}

/// A file in memory, by the name under which it can be opened.
namespace {
class MemoryFileName {
public:
  MemoryFileName(fuzzing::Bytes bytes, llvm::StringRef ending) {
    int fd;
    if (llvm::sys::fs::createTemporaryFile("netc-fuzz", ending, fd, path))
      std::abort();
    llvm::raw_fd_ostream file(fd, /*shouldClose=*/true);
    file << fuzzing::asText(bytes);
  }
  ~MemoryFileName() { llvm::sys::fs::remove(path); }
  llvm::StringRef name() const { return path; }

private:
  llvm::SmallString<64> path;
};
} // namespace

void fuzzing::readAsFile(
    Bytes bytes, llvm::StringRef ending,
    llvm::function_ref<FailureOr<ArrayStore>(llvm::StringRef, EmitArrayError)>
        read) {
  withContext("", [&](MLIRContext *context) {
    MemoryFileName file(bytes, ending);
    Location location = FileLineColLoc::get(context, file.name(), 0, 0);
    FailureOr<ArrayStore> arrays =
        read(file.name(), [&] { return emitError(location); });
    if (failed(arrays))
      return;
    // Every byte is read: a view past the end of the file would show.
    unsigned sum = 0;
    for (const auto &[key, data] : *arrays)
      for (char byte : data.bytes)
        sum += static_cast<unsigned char>(byte);
    volatile unsigned seen = sum;
    (void)seen;
  });
}

void fuzzing::readAsFile(Bytes bytes, llvm::StringRef ending,
                         FailureOr<ArrayData> (*read)(llvm::StringRef,
                                                      EmitArrayError)) {
  readAsFile(bytes, ending,
             [read](llvm::StringRef path,
                    EmitArrayError emitError) -> FailureOr<ArrayStore> {
               FailureOr<ArrayData> array = read(path, emitError);
               if (failed(array))
                 return failure();
               ArrayStore arrays;
               arrays.insert("array", std::move(*array));
               return arrays;
             });
}
