//===- DescribeEntries.cpp - entry points and their code as data ---------===//

#include "compiler/Pipeline/Describe.h"

#include "compiler/Transforms/EntryFunction.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace netc;

// As the CPU back end does.
static constexpr StringLiteral arenaConstantName = "netc.arena_constant";
static constexpr StringLiteral arenaPerExampleName = "netc.arena_per_example";

/// What an earlier phase should have written: our own mistake, not the user's.
static LogicalResult malformed(Operation *op, const Twine &what) {
  return op->emitError("[internal] ") << what;
}

/// A port without flags is one of the net itself.
static std::optional<uint32_t> findPort(const LibraryDescription &description,
                                        StringRef name, int32_t direction,
                                        uint32_t flags = 0) {
  for (auto [place, port] : llvm::enumerate(description.ports))
    if (port.name == name && port.direction == direction && port.flags == flags)
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
                   .Case("evaluate", NETRT_EVALUATE)
                   .Default(NETRT_INFER);
  entry.mode = word("mode") == "Training" ? NETRT_TRAINING : NETRT_TEST;
  entry.precision = word("precision") == "Real64" ? NETRT_REAL64 : NETRT_REAL32;
  if (auto batch = attributes.getAs<IntegerAttr>("batch"))
    entry.batch = batch.getInt();
  if (auto group = attributes.getAs<IntegerAttr>("group"))
    entry.group = group.getInt();
}

namespace {
/// What arguments or results of a function are in the description.
struct PortRole {
  StringLiteral attribute;
  int32_t direction;
  uint32_t flags; ///< none: a port of the net, described already
};

/// Describes one entry; ports and arrays that only entries have are added.
class EntryDescriber {
public:
  EntryDescriber(func::FuncOp function, LibraryDescription &description,
                 EntryDescription &result)
      : function(function), entry(function), description(description),
        result(result) {}

  LogicalResult describe();

private:
  std::optional<uint32_t> place(const PortRole &role, StringRef name,
                                Type type);
  std::optional<uint32_t> arrayPlace(StringRef key, Type type);
  LogicalResult describeArgument(unsigned index);
  LogicalResult describeResult(unsigned index);

  func::FuncOp function;
  EntryFunction entry;
  LibraryDescription &description;
  EntryDescription &result;
};
} // namespace

static constexpr uint32_t unbatched = NETRT_PORT_UNBATCHED;
static constexpr PortRole argumentRoles[] = {
    {entry::port, NETRT_INPUT, 0},
    {entry::imposed, NETRT_INPUT, NETRT_PORT_GRADIENT},
    {entry::setting, NETRT_INPUT, NETRT_PORT_SETTING | unbatched},
};
static constexpr PortRole resultRoles[] = {
    {entry::port, NETRT_OUTPUT, 0},
    {entry::probe, NETRT_OUTPUT, NETRT_PORT_PROBE},
    {entry::portGradient, NETRT_OUTPUT, NETRT_PORT_GRADIENT},
    {entry::arrayGradient, NETRT_OUTPUT, NETRT_PORT_GRADIENT | unbatched},
};

/// Ports beyond those of the net are made by the first entry that has them.
std::optional<uint32_t> EntryDescriber::place(const PortRole &role,
                                              StringRef name, Type type) {
  auto known = findPort(description, name, role.direction, role.flags);
  if (known || role.flags == 0)
    return known;
  PortDescription port;
  port.name = name;
  port.direction = role.direction;
  port.flags = role.flags;
  auto tensor = cast<RankedTensorType>(type);
  // Without the batch, which stands first.
  port.dims.assign(tensor.getShape().drop_front(role.flags & unbatched ? 0 : 1));
  if (tensor.getElementType().isInteger())
    port.element = NETRT_INTEGER64;
  description.ports.push_back(std::move(port));
  return description.ports.size() - 1;
}

/// An array that the net does not have is the optimiser's.
std::optional<uint32_t> EntryDescriber::arrayPlace(StringRef key, Type type) {
  if (auto known = findArray(description, key))
    return known;
  if (result.kind != NETRT_TRAIN_STEP)
    return std::nullopt;
  ArrayDescription array;
  array.key = key;
  array.dims.assign(cast<RankedTensorType>(type).getShape());
  array.role = "State";
  array.flags = NETRT_ARRAY_STATE;
  description.arrays.push_back(std::move(array));
  return description.arrays.size() - 1;
}

LogicalResult EntryDescriber::describeArgument(unsigned index) {
  Type type = function.getArgumentTypes()[index];
  if (StringAttr key = entry.argumentName(index, entry::array))
    if (auto found = arrayPlace(key, type)) {
      result.arrays.push_back(*found);
      return success();
    }
  for (const PortRole &role : argumentRoles)
    if (StringAttr name = entry.argumentName(index, role.attribute))
      if (auto found = place(role, name, type)) {
        result.inputs.push_back(*found);
        return success();
      }
  return malformed(function,
                   "argument " + Twine(index) + " is no known port or array");
}

LogicalResult EntryDescriber::describeResult(unsigned index) {
  if (entry.resultName(index, entry::update)) // stored in its array
    return success();
  for (const PortRole &role : resultRoles)
    if (StringAttr name = entry.resultName(index, role.attribute))
      if (auto found = place(role, name, function.getResultTypes()[index])) {
        result.outputs.push_back(*found);
        return success();
      }
  return malformed(function, "result " + Twine(index) + " is no known port");
}

LogicalResult EntryDescriber::describe() {
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    if (failed(describeArgument(i)))
      return failure();
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    if (failed(describeResult(i)))
      return failure();
  return success();
}

LogicalResult netc::describeEntries(ModuleOp decomposed,
                                    LibraryDescription &description) {
  for (func::FuncOp function : decomposed.getOps<func::FuncOp>()) {
    auto attributes = function->getAttrOfType<DictionaryAttr>(entry::attribute);
    if (!attributes)
      continue;
    EntryDescription described;
    described.function = function.getSymName();
    readVersion(attributes, described);
    if (failed(EntryDescriber(function, description, described).describe()))
      return failure();
    described.code.resize(description.variants.size());
    description.entries.push_back(std::move(described));
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
