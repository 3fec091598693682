//===- RoundTripTest.cpp - every spec through every notation --------------===//

#include "compiler/Frontend/Protobuf/Protobuf.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Transforms/NetPasses.h"
#include "dialects/Net/IR/NetDialect.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "test/unit/Frontend/RandomGraphs.h"
#include "test/unit/Frontend/Specs.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace netc;

namespace {

const WriteOptions whole{INT64_MAX};

/// Takes one spec from notation to notation and compares what arrives.
class RoundTrip {
public:
  RoundTrip(const Spec &spec, MLIRContext &context)
      : spec(spec), context(context),
        collect(&context, [this](Diagnostic &diagnostic) {
          messages += diagnostic.str() + "\n";
          return success();
        }) {}

  /// False where the spec is no net.
  bool run();

private:
  FailureOr<BuiltNet> readText(const std::string &text) {
    SourceBuffer source(spec.name, text);
    return readNetText(source, &context);
  }
  FailureOr<BuiltNet> read() {
    return spec.isTextproto ? readNetTextproto(spec.name, spec.text, &context)
                            : readText(spec.text);
  }
  static std::string structureOf(const BuiltNet &net) {
    std::string text;
    llvm::raw_string_ostream os(text);
    net.module.get()->print(os);
    return text;
  }
  static std::string textOf(const BuiltNet &net) {
    FailureOr<std::string> text = writeNetText(*net.module, net.arrays, whole);
    return succeeded(text) ? *text : "";
  }
  /// Texts of cases that evaluate to data, or apply a net.
  bool isValue() const {
    llvm::StringRef text = messages;
    return text.starts_with("[no-net]") ||
           text.contains("a net cannot be applied to data here");
  }
  void expectEqual(const FailureOr<BuiltNet> &net, const char *way);
  void throughMlir(const BuiltNet &net);
  void inferred(const BuiltNet &net);

  const Spec &spec;
  MLIRContext &context;
  std::string messages;
  ScopedDiagnosticHandler collect;
  std::string structure, text;
};

void RoundTrip::expectEqual(const FailureOr<BuiltNet> &net, const char *way) {
  ASSERT_TRUE(succeeded(net))
      << spec.name << ": " << way << " cannot be read: " << messages << "\n"
      << text;
  EXPECT_EQ(structureOf(*net), structure) << spec.name << ": " << way;
  EXPECT_EQ(textOf(*net), text) << spec.name << ": " << way;
}

void RoundTrip::throughMlir(const BuiltNet &net) {
  BuiltNet again;
  again.module = parseSourceString<ModuleOp>(structure, &context);
  again.arrays = net.arrays;
  ASSERT_TRUE(again.module) << spec.name << ": " << messages;
  EXPECT_EQ(textOf(again), text) << spec.name << ": mlir";
}

// What inference finds out is not written. Some specs are of wrong sizes.
void RoundTrip::inferred(const BuiltNet &net) {
  BuiltNet solved;
  solved.module = OwningOpRef<ModuleOp>(net.module.get().clone());
  solved.arrays = net.arrays;
  PassManager passes(&context);
  passes.addPass(createInferShapesPass());
  if (succeeded(passes.run(*solved.module)))
    EXPECT_EQ(textOf(solved), text) << spec.name << ": inferred";
}

bool RoundTrip::run() {
  FailureOr<BuiltNet> net = read();
  if (failed(net)) {
    EXPECT_TRUE(spec.mayFail || isValue()) << spec.name << ": " << messages;
    return false;
  }
  structure = structureOf(*net);
  text = textOf(*net);
  expectEqual(readText(text), "text");
  auto binary = writeNetProtobuf(*net->module, net->arrays);
  if (failed(binary)) {
    ADD_FAILURE() << spec.name << ": " << messages;
    return true;
  }
  FailureOr<BuiltNet> fromBinary =
      readNetProtobuf(spec.name, *binary, &context);
  expectEqual(fromBinary, "binary");
  if (failed(fromBinary))
    return true;
  auto proto = writeNetTextproto(*fromBinary->module, fromBinary->arrays);
  FailureOr<BuiltNet> fromProto = readNetTextproto(spec.name, *proto, &context);
  expectEqual(fromProto, "textproto");
  if (succeeded(fromProto))
    EXPECT_EQ(*writeNetProtobuf(*fromProto->module, fromProto->arrays), *binary)
        << spec.name;
  throughMlir(*net);
  inferred(*net);
  return true;
}

TEST(RoundTrip, KeepsEverySpecOfTheRepository) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<net::NetDialect>();
  int nets = 0;
  std::vector<Spec> specs = readSpecs();
  for (const Spec &spec : specs)
    nets += RoundTrip(spec, context).run();
  RecordProperty("specs", static_cast<int>(specs.size()));
  RecordProperty("nets", nets);
  // Half of it is gone if this fails, or the folders were not found.
  EXPECT_GT(nets, 450);
}

// Ports have an order and exist for edges outside; readers and writers must
// agree.
TEST(RoundTrip, KeepsRandomGraphs) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<net::NetDialect>();
  int nets = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    Spec spec{"seed " + std::to_string(seed), makeRandomGraph(seed), false,
              true};
    nets += RoundTrip(spec, context).run();
  }
  EXPECT_GT(nets, 400);
}

} // namespace
