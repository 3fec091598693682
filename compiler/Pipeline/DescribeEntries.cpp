//===- DescribeEntries.cpp - entry points and their code as data ---------===//

#include "compiler/Pipeline/Describe.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace netc;

// As DecomposeLayers writes them.
static constexpr StringLiteral entryName = "netc.entry";
static constexpr StringLiteral portName = "netc.port";
static constexpr StringLiteral arrayName = "netc.array";
static constexpr StringLiteral probeName = "netc.probe";
// As the CPU back end does.
static constexpr StringLiteral arenaConstantName = "netc.arena_constant";
static constexpr StringLiteral arenaPerExampleName = "netc.arena_per_example";

/// What an earlier phase should have written: our own mistake, not the user's.
static LogicalResult malformed(Operation *op, const Twine &what) {
  return op->emitError("[internal] ") << what;
}

static std::optional<uint32_t> findPort(const LibraryDescription &description,
                                        StringRef name, int32_t direction) {
  for (auto [place, port] : llvm::enumerate(description.ports))
    if (port.name == name && port.direction == direction)
      return place;
  return std::nullopt;
}

static std::optional<uint32_t> findArray(const LibraryDescription &description,
                                         StringRef key) {
  for (auto [place, array] : llvm::enumerate(description.arrays))
    if (array.key == key)
      return place;
  return std::nullopt;
}

static void readVersion(DictionaryAttr attributes, EntryDescription &entry) {
  auto word = [&](StringRef name) {
    auto text = attributes.getAs<StringAttr>(name);
    return text ? text.getValue() : StringRef();
  };
  entry.kind = llvm::StringSwitch<int32_t>(word("kind"))
                   .Case("gradient", NETRT_GRADIENT)
                   .Case("train_step", NETRT_TRAIN_STEP)
                   .Case("prepare", NETRT_PREPARE)
                   .Default(NETRT_INFER);
  entry.mode = word("mode") == "Training" ? NETRT_TRAINING : NETRT_TEST;
  entry.precision = word("precision") == "Real64" ? NETRT_REAL64 : NETRT_REAL32;
  if (auto batch = attributes.getAs<IntegerAttr>("batch"))
    entry.batch = batch.getInt();
}

/// The port of an inner value that was asked for, made by the first entry.
static uint32_t probePort(StringRef name, RankedTensorType type,
                          LibraryDescription &description) {
  if (auto place = findPort(description, name, NETRT_OUTPUT))
    return *place;
  PortDescription port;
  port.name = name;
  port.direction = NETRT_OUTPUT;
  port.flags = NETRT_PORT_PROBE;
  // Without the batch, which stands first.
  port.dims.assign(type.getShape().drop_front());
  if (type.getElementType().isInteger())
    port.element = NETRT_INTEGER64;
  description.ports.push_back(std::move(port));
  return description.ports.size() - 1;
}

static LogicalResult readPorts(func::FuncOp function,
                               LibraryDescription &description,
                               EntryDescription &entry) {
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    auto port = function.getArgAttrOfType<StringAttr>(i, portName);
    auto array = function.getArgAttrOfType<StringAttr>(i, arrayName);
    auto place = port    ? findPort(description, port.getValue(), NETRT_INPUT)
                 : array ? findArray(description, array.getValue())
                         : std::nullopt;
    if (!place)
      return malformed(function,
                       "argument " + Twine(i) + " is no known port or array");
    (port ? entry.inputs : entry.arrays).push_back(*place);
  }
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    auto port = function.getResultAttrOfType<StringAttr>(i, portName);
    auto probe = function.getResultAttrOfType<StringAttr>(i, probeName);
    auto place = port ? findPort(description, port.getValue(), NETRT_OUTPUT)
                      : std::nullopt;
    if (probe)
      place = probePort(probe.getValue(),
                        cast<RankedTensorType>(function.getResultTypes()[i]),
                        description);
    if (!place)
      return malformed(function, "result " + Twine(i) + " is no known port");
    entry.outputs.push_back(*place);
  }
  return success();
}

LogicalResult netc::describeEntries(ModuleOp decomposed,
                                    LibraryDescription &description) {
  for (func::FuncOp function : decomposed.getOps<func::FuncOp>()) {
    auto attributes = function->getAttrOfType<DictionaryAttr>(entryName);
    if (!attributes)
      continue;
    EntryDescription entry;
    entry.function = function.getSymName();
    readVersion(attributes, entry);
    if (failed(readPorts(function, description, entry)))
      return failure();
    entry.code.resize(description.variants.size());
    description.entries.push_back(std::move(entry));
  }
  if (description.entries.empty())
    return malformed(decomposed, "no entry points");
  return success();
}

LogicalResult netc::describeCode(ModuleOp lowered, size_t variant,
                                 LibraryDescription &description) {
  for (EntryDescription &entry : description.entries) {
    auto function = lowered.lookupSymbol<LLVM::LLVMFuncOp>(entry.function);
    if (!function)
      return malformed(lowered, "no code for " + entry.function);
    auto constant = function->getAttrOfType<IntegerAttr>(arenaConstantName);
    auto slope = function->getAttrOfType<IntegerAttr>(arenaPerExampleName);
    if (!constant || !slope)
      return malformed(function, "size of the arena is not known");
    entry.code[variant] = {constant.getInt(), slope.getInt()};
  }
  return success();
}
