//===- CompileTest.cpp - nets compiled, loaded and run -------------------===//

#include "compiler/Pipeline/Compile.h"

#include "compiler/Pipeline/Phases.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/FileSystem.h"
#include <dlfcn.h>
#include <gtest/gtest.h>

using namespace mlir;
using namespace netc;
namespace fs = llvm::sys::fs;

// LinearLayer[2] after three inputs.
static constexpr const char *linearNet = R"mlir(
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}
net.root @net(%Input: !net.array<[3], real>) {
  %0 = net.linear %Input {dimensions = array<i64: 2>, weights = @Weights,
                          biases = @Biases}
      : (!net.array<[3], real>) -> !net.array<*>
  net.yield %0 : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
)mlir";

static const float weights[] = {1, 2, 3, -1, 0, 1};
static const float biases[] = {0.5, -0.5};

static ArrayData dataOf(ArrayRef<float> values, SmallVector<int64_t> shape) {
  ArrayData data;
  data.element = ElementType::Real32;
  data.shape = std::move(shape);
  data.bytes = ArrayRef<char>(reinterpret_cast<const char *>(values.data()),
                              values.size() * sizeof(float));
  return data;
}

namespace {
class CompileTest : public testing::Test {
protected:
  CompileTest()
      : handler(&context, [this](Diagnostic &diagnostic) {
          messages += diagnostic.str() + "\n";
          return success();
        }) {
    DialectRegistry registry;
    registerCompilerDialects(registry);
    context.appendDialectRegistry(registry);
    net = parseSourceString<ModuleOp>(linearNet, &context);
    arrays.insert("Weights", dataOf(weights, {2, 3}));
    arrays.insert("Biases", dataOf(biases, {2}));
    llvm::SmallString<64> path;
    EXPECT_FALSE(fs::createUniqueDirectory("netc-compile", path));
    folder = path.str();
    options.output = folder + "/linear.so";
    options.source = "nets/linear.net";
  }
  ~CompileTest() override { fs::remove_directories(folder); }

  void expectError(StringRef part) {
    CompileResult other;
    EXPECT_TRUE(failed(compileNet(*net, arrays, options, other)));
    EXPECT_NE(messages.find(part), std::string::npos) << messages;
    std::error_code error;
    EXPECT_EQ(fs::directory_iterator(folder, error), fs::directory_iterator())
        << "something was left behind";
  }

  MLIRContext context;
  std::string messages;
  ScopedDiagnosticHandler handler;
  OwningOpRef<ModuleOp> net;
  ArrayStore arrays;
  CompileOptions options;
  CompileResult result;
  std::string folder;
};

/// A loaded library with a context and arrays, for nets of one port each way.
class Runner {
public:
  explicit Runner(const std::string &path, int64_t batch) {
    handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    EXPECT_NE(handle, nullptr) << dlerror();
    net =
        reinterpret_cast<const netrt_net *(*)()>(dlsym(handle, "linear_net"))();
    netrt_options options = {};
    options.struct_size = sizeof(options);
    options.max_batch = batch;
    EXPECT_EQ(netrt_context_create(net, &options, &context), NETRT_OK);
    EXPECT_EQ(netrt_arrays_create(net, nullptr, &arrays), NETRT_OK);
  }
  ~Runner() {
    netrt_arrays_destroy(arrays);
    netrt_context_destroy(context);
    dlclose(handle);
  }
  template <typename Number>
  std::vector<Number> run(std::vector<Number> input, int64_t batch) {
    netrt_element element =
        sizeof(Number) == sizeof(float) ? NETRT_REAL32 : NETRT_REAL64;
    std::vector<Number> output(2 * batch);
    const int64_t inputShape[] = {batch, 3}, outputShape[] = {batch, 2};
    netrt_tensor in = netrt_tensor_of(input.data(), element, 2, inputShape);
    netrt_tensor out = netrt_tensor_of(output.data(), element, 2, outputShape);
    EXPECT_EQ(netrt_run(context, arrays, 0, &in, 1, &out, 1), NETRT_OK)
        << netrt_last_error(context);
    return output;
  }

  const netrt_net *net = nullptr;
  netrt_context *context = nullptr;
  netrt_arrays *arrays = nullptr;

private:
  void *handle;
};
} // namespace

TEST_F(CompileTest, SharedLibraryComputes) {
  ASSERT_TRUE(succeeded(compileNet(*net, arrays, options, result))) << messages;
  EXPECT_EQ(result.files, (std::vector<std::string>{folder + "/linear.so",
                                                    folder + "/linear.h"}));
  Runner runner(folder + "/linear.so", 3);
  EXPECT_EQ(runner.run<float>({1, 1, 1}, 1), (std::vector<float>{6.5, -0.5}));
  EXPECT_EQ(runner.run<float>({1, 1, 1, 0, 0, 0, 1, 0, 2}, 3),
            (std::vector<float>{6.5, -0.5, 0.5, -0.5, 7.5, 0.5}));
  EXPECT_EQ(runner.net->entries.count, 2u);
}

TEST_F(CompileTest, PrecisionConvertsTheArrays) {
  options.precision = ElementType::Real64;
  options.cpu = "baseline";
  ASSERT_TRUE(succeeded(compileNet(*net, arrays, options, result))) << messages;
  Runner runner(folder + "/linear.so", 1);
  EXPECT_EQ(netrt_get_array(runner.net, 0)->value_element, NETRT_REAL64);
  EXPECT_EQ(runner.run<double>({1, 1, 1}, 1), (std::vector<double>{6.5, -0.5}));
}

TEST_F(CompileTest, ExternalArraysAreNotEmbedded) {
  options.arrays = ArrayPlacement::External;
  options.cpu = "native";
  auto library = compileNetToTemporary(*net, arrays, options, result);
  ASSERT_TRUE(succeeded(library)) << messages;
  Runner runner(library->path(), 1);
  EXPECT_EQ(netrt_get_array(runner.net, 0)->value, nullptr);
  EXPECT_STREQ(netrt_arrays_missing(runner.arrays), "Weights");
}

TEST_F(CompileTest, TemporaryLibrariesGoAway) {
  options.cpu = "native";
  std::string path;
  {
    auto library = compileNetToTemporary(*net, arrays, options, result);
    ASSERT_TRUE(succeeded(library)) << messages;
    path = library->path();
    EXPECT_TRUE(fs::exists(path));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(CompileTest, TextIsInTheResult) {
  options.output = "-";
  options.emit = EmitKind::Mlir;
  ASSERT_TRUE(succeeded(compileNet(*net, arrays, options, result)));
  EXPECT_NE(result.text.find("net.linear"), std::string::npos);
  EXPECT_NE(result.text.find("!net.array<[2, 3], real>"), std::string::npos);
  for (const Phase &phase : phases()) {
    options.stopAfter = phase.name;
    CompileResult stopped;
    EXPECT_TRUE(succeeded(compileNet(*net, arrays, options, stopped)))
        << phase.name.str() << ": " << messages;
    EXPECT_FALSE(stopped.text.empty());
  }
}

TEST_F(CompileTest, EveryKindIsWritten) {
  for (StringRef name : emitKindNames()) {
    options.emit = *parseEmitKind(name);
    options.cpu = "baseline";
    options.output = folder + "/linear." + name.str();
    CompileResult other;
    EXPECT_TRUE(succeeded(compileNet(*net, arrays, options, other)))
        << name.str() << ": " << messages;
    EXPECT_TRUE(fs::exists(options.output));
  }
}

TEST_F(CompileTest, WrongPrefix) {
  options.prefix = "my net";
  expectError("[bad-option] the prefix \"my net\" cannot begin");
}

TEST_F(CompileTest, HeaderInThePlaceOfTheLibrary) {
  options.output = folder + "/linear.h";
  expectError("[bad-option] the library would be overwritten");
}

TEST_F(CompileTest, WrongProcessor) {
  options.cpu = "v5";
  expectError("[bad-option] unknown processor \"v5\"");
}

TEST_F(CompileTest, WrongPhase) {
  options.emit = EmitKind::Mlir;
  options.stopAfter = "shape";
  expectError("[bad-option] unknown phase \"shape\"");
}

TEST_F(CompileTest, ForeignTarget) {
  options.triple = "aarch64-linux-gnu";
  expectError("[unsupported-target]");
}

TEST_F(CompileTest, MissingAndSurplusArraysAreListed) {
  arrays.erase("Biases");
  arrays.erase("Weights");
  arrays.insert("Bias", dataOf(biases, {2}));
  options.requireArrays = true;
  expectError("[missing-arrays] arrays without a value: \"Weights\" {2, 3}, "
              "\"Biases\" {2}");
  EXPECT_NE(messages.find("[surplus-arrays] arrays that the net does not have: "
                          "\"Bias\""),
            std::string::npos);
}

TEST_F(CompileTest, WrongShapeOfAnArray) {
  arrays.insert("Weights", dataOf(weights, {3, 2}));
  expectError("\"Weights\" has shape {3, 2}, needs {2, 3}");
}

TEST_F(CompileTest, OutputFolderMissing) {
  options.output = folder + "/none/linear.so";
  expectError("[cannot-write-file]");
}
