//===- Descriptor.cpp - the constant behind `<prefix>_net()` -------------===//

#include "compiler/Codegen/Object/Descriptor.h"

#include "compiler/Codegen/Object/ArraysObject.h"
#include "compiler/Codegen/Object/CoderData.h"
#include "compiler/Codegen/Object/DataImage.h"
#include "compiler/Codegen/Object/LibraryDescription.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace netc;

std::string netc::entrySymbol(StringRef prefix, StringRef function,
                              StringRef variant) {
  return (prefix + "_net." + function + "." + variant).str();
}

std::string netc::coreSymbol(StringRef prefix, StringRef name) {
  return (prefix + "_net." + name).str();
}

std::string netc::arraysSymbol(StringRef prefix) {
  return (prefix + "_net.arrays").str();
}

namespace {
/// Writes one table of the descriptor after the other.
class DescriptorWriter {
public:
  DescriptorWriter(const LibraryDescription &description, Module &module)
      : description(description), module(module) {}

  /// The address of the finished netrt_net.
  Constant *write();

private:
  void writePorts();
  void writeArrays();
  void writeEntries();
  void writeVariants();
  void writeLengths();

  Constant *writeCode(const EntryDescription &entry);
  Constant *arrayPlaces(const EntryDescription &entry);
  template <typename Number>
  Constant *numbers(ArrayRef<Number> values, StringRef name);

  /// An address in another object of this library.
  Constant *external(const std::string &name, uint64_t offset = 0);

  /// Emits a table and enters it in the root at `offset`.
  void table(size_t offset, const DataImage &image, size_t count, size_t stride,
             StringRef name);

  const LibraryDescription &description;
  Module &module;
  netrt_net root{};
  DataImage rootImage;
  DataImage coders;
  size_t coderCount = 0;
  /// What is known only after the tables: pointers of the root.
  SmallVector<std::pair<size_t, Constant *>> rootPointers;
};
} // namespace

template <typename Number>
Constant *DescriptorWriter::numbers(ArrayRef<Number> values, StringRef name) {
  DataImage image;
  for (Number value : values)
    image.add(value);
  return image.emit(module, name);
}

Constant *DescriptorWriter::arrayPlaces(const EntryDescription &entry) {
  // A null list would mean all arrays, so an empty one has an address too.
  static const uint32_t none = 0;
  return numbers(entry.arrays.empty() ? ArrayRef(none) : ArrayRef(entry.arrays),
                 "arrays");
}

Constant *DescriptorWriter::external(const std::string &name, uint64_t offset) {
  GlobalVariable *global = module.getGlobalVariable(name);
  Type *byte = Type::getInt8Ty(module.getContext());
  if (!global) {
    global = new GlobalVariable(module, byte, /*isConstant=*/true,
                                GlobalValue::ExternalLinkage, nullptr, name);
    global->setVisibility(GlobalValue::HiddenVisibility);
    global->setDSOLocal(true);
  }
  Constant *distance =
      ConstantInt::get(Type::getInt64Ty(module.getContext()), offset);
  return ConstantExpr::getInBoundsGetElementPtr(byte, global, distance);
}

void DescriptorWriter::table(size_t offset, const DataImage &image,
                             size_t count, size_t stride, StringRef name) {
  netrt_table table{nullptr, count, stride};
  std::memcpy(reinterpret_cast<char *>(&root) + offset, &table, sizeof(table));
  rootPointers.push_back(
      {offset + offsetof(netrt_table, data), image.emit(module, name)});
}

void DescriptorWriter::writePorts() {
  DataImage image;
  for (const PortDescription &port : description.ports) {
    netrt_port record{};
    record.rank = port.dims.size();
    record.direction = port.direction;
    record.element = port.element;
    record.coder = -1;
    if (port.coder) {
      record.coder = coderCount++;
      addCoder(*port.coder, coders, module);
    }
    record.minimum = port.minimum;
    record.maximum = port.maximum;
    record.flags = port.flags;
    size_t offset = image.add(record);
    image.setPointer(offset + offsetof(netrt_port, name),
                     emitString(module, port.name));
    image.setPointer(offset + offsetof(netrt_port, dims),
                     numbers(ArrayRef(port.dims), "dims"));
  }
  table(offsetof(netrt_net, ports), image, description.ports.size(),
        sizeof(netrt_port), "ports");
  table(offsetof(netrt_net, coders), coders, coderCount, sizeof(netrt_coder),
        "coders");
}

void DescriptorWriter::writeArrays() {
  DataImage image;
  std::vector<uint64_t> offsets = arrayOffsets(description);
  for (auto [array, dataOffset] : zip_equal(description.arrays, offsets)) {
    netrt_array record{};
    record.rank = array.dims.size();
    record.element = array.element;
    record.value_element = array.value ? array.value->element : 0;
    record.flags = array.flags;
    record.learning_rate_multiplier = array.learningRateMultiplier;
    size_t offset = image.add(record);
    image.setPointer(offset + offsetof(netrt_array, key),
                     emitString(module, array.key));
    image.setPointer(offset + offsetof(netrt_array, dims),
                     numbers(ArrayRef(array.dims), "dims"));
    image.setPointer(offset + offsetof(netrt_array, role),
                     emitString(module, array.role));
    if (array.value)
      image.setPointer(offset + offsetof(netrt_array, value),
                       external(arraysSymbol(description.prefix), dataOffset));
  }
  table(offsetof(netrt_net, arrays), image, description.arrays.size(),
        sizeof(netrt_array), "arrays");
}

Constant *DescriptorWriter::writeCode(const EntryDescription &entry) {
  DataImage image;
  for (auto [variant, code] : zip_equal(description.variants, entry.code)) {
    netrt_code record{};
    record.arena_constant = code.arenaConstant;
    record.arena_per_example = code.arenaPerExample;
    size_t offset = image.add(record);
    image.setPointer(offset + offsetof(netrt_code, function),
                     external(entrySymbol(description.prefix, entry.function,
                                          variant.name)));
  }
  return image.emit(module, "code");
}

void DescriptorWriter::writeEntries() {
  DataImage image;
  for (const EntryDescription &entry : description.entries) {
    netrt_entry record{};
    record.kind = entry.kind;
    record.mode = entry.mode;
    record.precision = entry.precision;
    record.device = NETRT_CPU;
    record.batch = entry.batch;
    record.group = entry.group;
    record.program = entry.program;
    record.input_count = entry.inputs.size();
    record.output_count = entry.outputs.size();
    record.array_count = entry.arrays.size();
    record.code.count = entry.code.size();
    record.code.stride = sizeof(netrt_code);
    size_t offset = image.add(record);
    image.setPointer(offset + offsetof(netrt_entry, inputs),
                     numbers(ArrayRef(entry.inputs), "inputs"));
    image.setPointer(offset + offsetof(netrt_entry, outputs),
                     numbers(ArrayRef(entry.outputs), "outputs"));
    image.setPointer(offset + offsetof(netrt_entry, arrays),
                     arrayPlaces(entry));
    image.setPointer(offset + offsetof(netrt_entry, code) +
                         offsetof(netrt_table, data),
                     writeCode(entry));
  }
  table(offsetof(netrt_net, entries), image, description.entries.size(),
        sizeof(netrt_entry), "entries");
}

void DescriptorWriter::writeVariants() {
  DataImage image;
  for (const CpuVariant &variant : description.variants) {
    netrt_variant record{};
    record.features = variant.required;
    size_t offset = image.add(record);
    image.setPointer(offset + offsetof(netrt_variant, name),
                     emitString(module, variant.name));
  }
  table(offsetof(netrt_net, variants), image, description.variants.size(),
        sizeof(netrt_variant), "variants");
}

void DescriptorWriter::writeLengths() {
  DataImage image;
  for (const std::string &length : description.lengths)
    image.setPointer(image.add<const char *>(nullptr),
                     emitString(module, length));
  table(offsetof(netrt_net, lengths), image, description.lengths.size(),
        sizeof(const char *), "lengths");
}

Constant *DescriptorWriter::write() {
  root.magic = NETRT_MAGIC;
  root.abi_version = NETRT_ABI_VERSION;
  root.struct_size = sizeof(netrt_net);
  writePorts();
  writeArrays();
  writeEntries();
  writeVariants();
  writeLengths();
  rootImage.add(root);
  for (auto [offset, target] : rootPointers)
    rootImage.setPointer(offset, target);
  rootImage.setPointer(offsetof(netrt_net, name),
                       emitString(module, description.prefix));
  rootImage.setPointer(offsetof(netrt_net, producer),
                       emitString(module, "netc " NETC_VERSION));
  rootImage.setPointer(offsetof(netrt_net, core),
                       external(coreSymbol(description.prefix, coreTableName)));
  return rootImage.emit(module, "net");
}

std::unique_ptr<Module>
netc::buildDescriptor(const LibraryDescription &description,
                      LLVMContext &context) {
  auto module = std::make_unique<Module>(description.prefix, context);
  Constant *root = DescriptorWriter(description, *module).write();
  // The one symbol that others see.
  auto *function = Function::Create(
      FunctionType::get(PointerType::get(context, 0), /*isVarArg=*/false),
      GlobalValue::ExternalLinkage, description.prefix + "_net", *module);
  function->setDoesNotThrow();
  IRBuilder<> builder(BasicBlock::Create(context, "", function));
  builder.CreateRet(root);
  return module;
}
