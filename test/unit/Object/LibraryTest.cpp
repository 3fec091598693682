//===- LibraryTest.cpp - libraries made in process, loaded and run -------===//

#include "compiler/Codegen/Object/Library.h"

#include "compiler/Codegen/Object/OutputFile.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "llvm/Object/Archive.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <dlfcn.h>
#include <gtest/gtest.h>

using namespace mlir;
using namespace netc;

// output[e] = input[e] + array[0] for each example e, one number each, in
// parallel; arena[0] gets the first input, so that its size matters.
static constexpr const char *loweredNet = R"mlir(
llvm.func @netrt_core_parallel_for(!llvm.ptr, !llvm.ptr, i64, i64)

llvm.func @entry_0_0(%frame: !llvm.ptr, %begin: i64, %end: i64) {
  %one = llvm.mlir.constant(1 : i64) : i64
  %inputs = llvm.load %frame : !llvm.ptr -> !llvm.ptr
  %input = llvm.load %inputs : !llvm.ptr -> !llvm.ptr
  %outputsAt = llvm.getelementptr %frame[8] : (!llvm.ptr) -> !llvm.ptr, i8
  %outputs = llvm.load %outputsAt : !llvm.ptr -> !llvm.ptr
  %output = llvm.load %outputs : !llvm.ptr -> !llvm.ptr
  %arraysAt = llvm.getelementptr %frame[16] : (!llvm.ptr) -> !llvm.ptr, i8
  %arrays = llvm.load %arraysAt : !llvm.ptr -> !llvm.ptr
  %array = llvm.load %arrays : !llvm.ptr -> !llvm.ptr
  %addend = llvm.load %array : !llvm.ptr -> f32
  llvm.br ^head(%begin : i64)
^head(%i: i64):
  %more = llvm.icmp "slt" %i, %end : i64
  llvm.cond_br %more, ^body, ^done
^body:
  %from = llvm.getelementptr %input[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
  %x = llvm.load %from : !llvm.ptr -> f32
  %y = llvm.fadd %x, %addend : f32
  %to = llvm.getelementptr %output[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
  llvm.store %y, %to : f32, !llvm.ptr
  %next = llvm.add %i, %one : i64
  llvm.br ^head(%next : i64)
^done:
  llvm.return
}

llvm.func @entry_0(%frame: !llvm.ptr) {
  %grain = llvm.mlir.constant(2 : i64) : i64
  %arenaAt = llvm.getelementptr %frame[24] : (!llvm.ptr) -> !llvm.ptr, i8
  %arena = llvm.load %arenaAt : !llvm.ptr -> !llvm.ptr
  %inputs = llvm.load %frame : !llvm.ptr -> !llvm.ptr
  %input = llvm.load %inputs : !llvm.ptr -> !llvm.ptr
  %x = llvm.load %input : !llvm.ptr -> f32
  llvm.store %x, %arena : f32, !llvm.ptr
  %batchAt = llvm.getelementptr %frame[32] : (!llvm.ptr) -> !llvm.ptr, i8
  %batch = llvm.load %batchAt : !llvm.ptr -> i64
  %kernel = llvm.mlir.addressof @entry_0_0 : !llvm.ptr
  llvm.call @netrt_core_parallel_for(%frame, %kernel, %batch, %grain)
      : (!llvm.ptr, !llvm.ptr, i64, i64) -> ()
  llvm.return
}
)mlir";

static const float addend[] = {0.5f};

static LibraryDescription adderDescription(StringRef prefix) {
  LibraryDescription description;
  description.prefix = prefix;
  description.source = "adder.net";
  PortDescription input;
  input.name = "Input";
  PortDescription output;
  output.name = "Output";
  output.direction = NETRT_OUTPUT;
  ClassCoderDescription classes;
  classes.labels = {{"cat"}, {"7", NETRT_LABEL_INTEGER, 7, 7}};
  output.coder =
      CoderDescription{"NetDecoder[{\"Class\", {\"cat\", 7}}]", classes};
  description.ports = {input, output};
  ArrayDescription array;
  array.key = "1.Biases";
  array.role = "Biases";
  array.value =
      EmbeddedValue{{reinterpret_cast<const char *>(addend), sizeof(addend)},
                    NETRT_REAL32,
                    nullptr};
  ArrayDescription unset;
  unset.key = "2.Weights";
  unset.dims = {3, 2};
  unset.role = "Weights";
  description.arrays = {unset, array};
  EntryDescription entry;
  entry.function = "entry_0";
  entry.inputs = {0};
  entry.outputs = {1};
  entry.arrays = {1};
  description.variants = cpuVariants("multi");
  entry.code.assign(description.variants.size(), {64, 4});
  description.entries = {entry};
  return description;
}

namespace {
class LibraryTest : public testing::Test {
protected:
  LibraryTest() {
    DialectRegistry registry;
    registry.insert<LLVM::LLVMDialect>();
    registerBuiltinDialectTranslation(registry);
    registerLLVMDialectTranslation(registry);
    context.appendDialectRegistry(registry);
    context.loadAllAvailableDialects();
    module = parseSourceString<ModuleOp>(loweredNet, &context);
    llvm::SmallString<64> path;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("netc-object", path));
    folder = path.str();
  }
  ~LibraryTest() override { llvm::sys::fs::remove_directories(folder); }

  std::unique_ptr<LibraryBuilder>
  build(StringRef prefix,
        LibraryBuilder::Form form = LibraryBuilder::Form::Objects) {
    auto builder = std::make_unique<LibraryBuilder>(
        form, prefix, std::vector<std::string>{"entry_0"},
        "x86_64-pc-linux-gnu", UnknownLoc::get(&context));
    LibraryDescription description = adderDescription(prefix);
    for (const CpuVariant &variant : description.variants)
      EXPECT_TRUE(succeeded(builder->addVariant(*module, variant)));
    EXPECT_TRUE(succeeded(builder->addCore()));
    EXPECT_TRUE(succeeded(builder->addDescriptor(description)));
    return builder;
  }

  OutputFile output(StringRef name) {
    auto file = OutputFile::create(folder + "/" + name.str(),
                                   OutputFile::Mode::Executable,
                                   UnknownLoc::get(&context));
    EXPECT_TRUE(succeeded(file));
    return std::move(*file);
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::string folder;
};

/// A loaded library; unloads itself.
struct Loaded {
  explicit Loaded(const std::string &path, const char *symbol)
      : handle(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
    if (!handle)
      ADD_FAILURE() << dlerror();
    else if (auto *get = reinterpret_cast<const netrt_net *(*)()>(
                 dlsym(handle, symbol)))
      net = get();
  }
  ~Loaded() {
    if (handle)
      dlclose(handle);
  }
  void *handle;
  const netrt_net *net = nullptr;
};
} // namespace

TEST_F(LibraryTest, SharedLibraryDescribesItself) {
  auto builder = build("adder");
  OutputFile file = output("adder.so");
  ASSERT_TRUE(succeeded(builder->writeSharedLibrary(file)));
  ASSERT_TRUE(succeeded(file.commit()));
  Loaded library(folder + "/adder.so", "adder_net");
  const netrt_net *net = library.net;
  ASSERT_NE(net, nullptr);
  EXPECT_TRUE(netrt_is_compatible(net));
  EXPECT_STREQ(net->name, "adder");
  ASSERT_EQ(net->ports.count, 2u);
  EXPECT_STREQ(netrt_get_port(net, 1)->name, "Output");
  EXPECT_EQ(netrt_get_port(net, 1)->maximum,
            std::numeric_limits<int64_t>::max());
  const auto *coder = netrt_get_coder(net, netrt_get_port(net, 1)->coder);
  ASSERT_EQ(coder->kind, NETRT_CODER_CLASS_DECODER);
  const auto *classes = static_cast<const netrt_class_coder *>(coder->settings);
  ASSERT_EQ(classes->labels.count, 2u);
  const auto *label =
      static_cast<const netrt_label *>(netrt_at(&classes->labels, 1));
  EXPECT_STREQ(label->text, "7");
  EXPECT_EQ(label->integer, 7);
  const netrt_array *array = netrt_get_array(net, 1);
  EXPECT_STREQ(array->key, "1.Biases");
  EXPECT_EQ(reinterpret_cast<uintptr_t>(array->value) % 64, 0u);
  EXPECT_EQ(*static_cast<const float *>(array->value), 0.5f);
  EXPECT_EQ(netrt_get_array(net, 0)->value, nullptr);
  EXPECT_EQ(netrt_get_array(net, 0)->dims[1], 2);
  ASSERT_EQ(net->variants.count, 3u);
  EXPECT_EQ(netrt_get_variant(net, 1)->features, NETRT_CPU_X86_64_V3);
  const netrt_entry *entry = netrt_get_entry(net, 0);
  EXPECT_EQ(entry->arrays[0], 1u);
  ASSERT_EQ(entry->code.count, 3u);
}

TEST_F(LibraryTest, SharedLibraryRunsInEachVariant) {
  auto builder = build("adder");
  OutputFile file = output("adder.so");
  ASSERT_TRUE(succeeded(builder->writeSharedLibrary(file)));
  ASSERT_TRUE(succeeded(file.commit()));
  Loaded library(folder + "/adder.so", "adder_net");
  ASSERT_NE(library.net, nullptr);
  for (const char *variant : {"baseline", "v3", "v4"}) {
    netrt_options options = {};
    options.struct_size = sizeof(options);
    options.max_batch = 5;
    options.threads = 2;
    options.cpu = variant;
    netrt_context *run = nullptr;
    netrt_status status = netrt_context_create(library.net, &options, &run);
    if (status == NETRT_UNSUPPORTED_CPU)
      continue;
    ASSERT_EQ(status, NETRT_OK);
    netrt_arrays *arrays = nullptr;
    ASSERT_EQ(netrt_arrays_create(library.net, nullptr, &arrays), NETRT_OK);
    const float input[] = {1, 2, 3, 4, 5};
    float result[5] = {};
    const int64_t shape[] = {5};
    netrt_tensor in = netrt_tensor_of(input, NETRT_REAL32, 1, shape);
    netrt_tensor out = netrt_tensor_of(result, NETRT_REAL32, 1, shape);
    EXPECT_EQ(netrt_run(run, arrays, 0, &in, 1, &out, 1), NETRT_OK)
        << netrt_last_error(run);
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(result[i], i + 1.5f) << variant;
    netrt_arrays_destroy(arrays);
    netrt_context_destroy(run);
  }
}

TEST_F(LibraryTest, ObjectsHaveOneGlobalSymbol) {
  auto builder = build("adder");
  OutputFile file = output("adder.o");
  ASSERT_TRUE(succeeded(builder->writeObject(file)));
  ASSERT_TRUE(succeeded(file.commit()));
  auto binary = llvm::object::ObjectFile::createObjectFile(folder + "/adder.o");
  ASSERT_TRUE(bool(binary));
  std::vector<std::string> defined;
  for (llvm::object::SymbolRef symbol : binary->getBinary()->symbols()) {
    uint32_t flags = llvm::cantFail(symbol.getFlags());
    if ((flags & llvm::object::BasicSymbolRef::SF_Global) &&
        !(flags & llvm::object::BasicSymbolRef::SF_Undefined))
      defined.push_back(llvm::cantFail(symbol.getName()).str());
  }
  EXPECT_EQ(defined, std::vector<std::string>{"adder_net"});
}

TEST_F(LibraryTest, ArchivesHoldTheObject) {
  auto builder = build("adder");
  OutputFile file = output("adder.a");
  ASSERT_TRUE(succeeded(builder->writeStaticLibrary(file)));
  ASSERT_TRUE(succeeded(file.commit()));
  auto buffer = llvm::cantFail(llvm::errorOrToExpected(
      llvm::MemoryBuffer::getFile(folder + "/adder.a")));
  auto archive = llvm::cantFail(llvm::object::Archive::create(*buffer));
  EXPECT_TRUE(bool(llvm::cantFail(archive->findSym("adder_net"))));
}

TEST_F(LibraryTest, TextIsOneModule) {
  auto builder = build("adder", LibraryBuilder::Form::Text);
  std::string ir, assembly;
  llvm::raw_string_ostream irStream(ir), assemblyStream(assembly);
  ASSERT_TRUE(succeeded(builder->writeLlvm(irStream)));
  ASSERT_TRUE(succeeded(builder->writeAssembly(assemblyStream)));
  EXPECT_NE(ir.find("define hidden void @adder_net.entry_0.v3("),
            std::string::npos);
  EXPECT_NE(ir.find("\"target-cpu\"=\"x86-64-v4\""), std::string::npos);
  EXPECT_NE(assembly.find("adder_net:"), std::string::npos);
}
