//===- net-translate.cpp - nets from one notation to another -------------===//

#include "compiler/Frontend/Protobuf/Protobuf.h"
#include "compiler/Frontend/Text/Text.h"
#include "dialects/Net/IR/NetDialect.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace netc;

namespace {

struct Notation {
  StringRef name;
  FailureOr<BuiltNet> (*read)(StringRef name, StringRef text, MLIRContext *);
  FailureOr<std::string> (*write)(ModuleOp, const ArrayStore &,
                                  const WriteOptions &);
  int64_t inlineLimit;
};

} // namespace

static FailureOr<BuiltNet> readText(StringRef name, StringRef text,
                                    MLIRContext *context) {
  SourceBuffer source(name.str(), text.str());
  return readNetText(source, context);
}

static FailureOr<BuiltNet> read(const Notation &notation,
                                const llvm::SourceMgr &sources,
                                MLIRContext *context) {
  const llvm::MemoryBuffer *buffer =
      sources.getMemoryBuffer(sources.getMainFileID());
  return notation.read(buffer->getBufferIdentifier(), buffer->getBuffer(),
                       context);
}

static LogicalResult write(const Notation &notation, ModuleOp module,
                           const ArrayStore &arrays, llvm::raw_ostream &os) {
  FailureOr<std::string> text =
      notation.write(module, arrays, {notation.inlineLimit, {}});
  if (succeeded(text))
    os << *text;
  return success(succeeded(text));
}

static void registerDialects(DialectRegistry &registry) {
  registry.insert<net::NetDialect>();
}

// text-to-mlir keeps the structure only; text-to-text keeps arrays as well.
static void registerNotation(const Notation &from,
                             ArrayRef<Notation> notations) {
  static std::vector<std::string> names;
  names.reserve(64); // the registry keeps references
  StringRef toModule = names.emplace_back((from.name + "-to-mlir").str());
  StringRef fromModule = names.emplace_back(("mlir-to-" + from.name).str());
  TranslateToMLIRRegistration(
      toModule, toModule,
      [&from](const llvm::SourceMgr &sources, MLIRContext *context) {
        FailureOr<BuiltNet> net = read(from, sources, context);
        return OwningOpRef<Operation *>(
            succeeded(net) ? net->module.release().getOperation() : nullptr);
      },
      registerDialects);
  TranslateFromMLIRRegistration(
      fromModule, fromModule,
      [&from](ModuleOp module, llvm::raw_ostream &os) {
        return write(from, module, ArrayStore(), os);
      },
      registerDialects);
  for (const Notation &to : notations) {
    StringRef both =
        names.emplace_back((from.name + "-to-" + to.name).str());
    TranslateRegistration(
        both, both,
        [&from, &to](const std::shared_ptr<llvm::SourceMgr> &sources,
                     llvm::raw_ostream &os,
                     MLIRContext *context) -> LogicalResult {
          FailureOr<BuiltNet> net = read(from, *sources, context);
          if (failed(net))
            return failure();
          return write(to, *net->module, net->arrays, os);
        });
  }
}

int main(int argc, char **argv) {
  static const Notation notations[] = {
      {"net-text", readText, writeNetText, 64},
      {"net-proto", readNetProtobuf, writeNetProtobuf, INT64_MAX},
      {"net-textproto", readNetTextproto, writeNetTextproto, INT64_MAX}};
  for (const Notation &notation : notations)
    registerNotation(notation, notations);
  LogicalResult result =
      mlirTranslateMain(argc, argv, "netc notation translator\n");
  return succeeded(result) ? 0 : 1;
}
