//===- BindLayer.cpp - a layer's arguments by its schema -----------------===//

#include "compiler/Frontend/Tree/ArrayValues.h"
#include "compiler/Frontend/Tree/Build.h"
#include "compiler/Frontend/Tree/PortShapes.h"
#include "compiler/Frontend/Tree/Settings.h"
#include "compiler/Notation/NumericLeaf.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;
using net::ArgumentKind;
using net::ArgumentSchema;
using net::ArraySchema;

static constexpr StringLiteral multipliersName = "LearningRateMultipliers";
static constexpr unsigned mostInputs = 10000;

namespace {

/// Binds the arguments of one layer.
class LayerBinder {
public:
  LayerBinder(Node &layer, BuildContext &build)
      : layer(layer), schema(*layer.schema), build(build) {}

  LogicalResult bind(ArrayRef<Expr> arguments);

private:
  LogicalResult bindPositional(const Expr &value, int place);
  LogicalResult bindOption(const Expr &option);
  LogicalResult bindSetting(const ArgumentSchema &argument, const Expr &value);
  LogicalResult bindArray(const ArraySchema &array, const Expr &value);
  LogicalResult bindInputPorts(const Expr &value);
  LogicalResult addNamedInput(StringRef name, const Expr &shape);
  LogicalResult checkRequired();
  LogicalResult reportSurplus(const Expr &value);
  LogicalResult reportUnknown(const Expr &key, StringRef name);
  LogicalResult reportTwice(const Expr &value, StringRef what);

  void makePorts();
  void nameInputsBySlots(const Expr &function);
  std::string nameOf(const ArgumentSchema &argument) const;

  Node &layer;
  const net::LayerSchema &schema;
  BuildContext &build;
  llvm::SmallDenseMap<const ArgumentSchema *, Expr> given;
};

} // namespace

static bool matches(StringRef name, StringRef known,
                    ArrayRef<StringRef> aliases) {
  return (!known.empty() && name == known) ||
         llvm::is_contained(aliases, name);
}

// argument 1 of LinearLayer; "Stride" of layer 2 (ConvolutionLayer)
std::string LayerBinder::nameOf(const ArgumentSchema &argument) const {
  std::string what = argument.name.empty()
                         ? "argument " + std::to_string(argument.position + 1)
                         : "\"" + argument.name.str() + "\"";
  return what + " of " + describe(layer);
}

//===----------------------------------------------------------------------===//
// Settings and arrays
//===----------------------------------------------------------------------===//

LogicalResult LayerBinder::reportTwice(const Expr &value, StringRef what) {
  build.error(value, "bad-option") << what << " is given twice";
  return failure();
}

LogicalResult LayerBinder::reportSurplus(const Expr &value) {
  unsigned most = llvm::count_if(schema.arguments, [](auto &argument) {
    return argument.position >= 0;
  });
  InFlightDiagnostic diagnostic =
      build.error(value, "bad-option")
      << describe(layer) << " takes "
      << (most == 0 ? std::string("no arguments before its options")
                    : "at most " + std::to_string(most) +
                          (most == 1 ? " argument" : " arguments") +
                          " before its options")
      << ", got " << show(value) << " as one more";
  return diagnostic;
}

LogicalResult LayerBinder::bindPositional(const Expr &value, int place) {
  auto *found = llvm::find_if(schema.arguments, [&](auto &argument) {
    return argument.position == place;
  });
  if (found == schema.arguments.end())
    return reportSurplus(value);
  return bindSetting(*found, value);
}

LogicalResult LayerBinder::bindSetting(const ArgumentSchema &argument,
                                       const Expr &value) {
  if (!given.try_emplace(&argument, value).second)
    return reportTwice(value, nameOf(argument));
  if (argument.kind == ArgumentKind::InputPorts)
    return bindInputPorts(value);
  FailureOr<Attribute> attribute =
      parseSetting(argument, toNestedLists(value), build.context);
  if (failed(attribute))
    return build.error(value, "bad-argument")
           << nameOf(argument) << " must be " << allowedValues(argument)
           << ", got " << show(value);
  if (*attribute)
    layer.settings.emplace_back(
        StringAttr::get(build.context, argument.attribute), *attribute);
  if (argument.kind == ArgumentKind::ScalarFunction && layer.growing)
    nameInputsBySlots(value);
  return success();
}

LogicalResult LayerBinder::bindArray(const ArraySchema &array,
                                     const Expr &value) {
  ArrayUse &use = *llvm::find_if(
      layer.arrays, [&](ArrayUse &each) { return each.schema == &array; });
  if (use.value)
    return reportTwice(value,
                       "\"" + array.name.str() + "\" of " + describe(layer));
  if (value.isSymbol("None") && !array.mayBeNone)
    return build.error(value, "bad-argument")
           << "\"" << array.name << "\" of " << describe(layer)
           << " cannot be None";
  use.value = value;
  return success();
}

//===----------------------------------------------------------------------===//
// Ports
//===----------------------------------------------------------------------===//

void LayerBinder::makePorts() {
  for (const net::PortSchema &port : schema.inputs) {
    if (port.variadic) {
      layer.growing = true;
      continue;
    }
    InputPort &input = layer.inputs.emplace_back();
    input.name = port.name.str();
    input.state = port.optional;
  }
  for (const net::PortSchema &port : schema.outputs) {
    OutputPort &output = layer.outputs.emplace_back();
    output.name = port.name.str();
    output.state = port.optional;
  }
}

// #a + #b & has the inputs a and b; #1 + #2 & has Input1 and Input2.
void LayerBinder::nameInputsBySlots(const Expr &function) {
  std::optional<SlotUse> use = slotsOf(function);
  if (!use || use->count == 0)
    return;
  growInputs(layer, use->count);
  layer.growing = false;
  for (auto [input, name] : llvm::zip(layer.inputs, use->names)) {
    input.name = name;
    layer.namedInputs = true;
  }
}

LogicalResult LayerBinder::addNamedInput(StringRef name, const Expr &shape) {
  FailureOr<PortShape> parsed = parsePortShape(shape, /*isOutput=*/false, build);
  if (failed(parsed))
    return failure();
  if (name.empty())
    return build.error(shape, "bad-argument")
           << "InputPorts of " << describe(layer)
           << " needs a name for every input";
  if (findInput(layer, name) || findOutput(layer, name))
    return build.error(shape, "duplicate-name")
           << "InputPorts of " << describe(layer)
           << " needs names that no other port has, \"" << name
           << "\" is taken by another "
           << (findInput(layer, name) ? "input" : "output");
  InputPort &input = layer.inputs.emplace_back();
  input.name = name.str();
  input.shape = *parsed;
  return success();
}

// InputPorts -> n | {shape, ...} | <|"name" -> shape, ...|>
LogicalResult LayerBinder::bindInputPorts(const Expr &ports) {
  Expr value = toNestedLists(ports);
  if (value.isSymbol("Automatic"))
    return success();
  std::optional<int64_t> count = value.asInt64();
  bool isList = value.isList() || value.isAssociation();
  if (!layer.growing || (!isList && !count) ||
      (count && (*count < 1 || *count > mostInputs)))
    return build.error(value, "bad-argument")
           << "InputPorts of " << describe(layer)
           << " must be a number of inputs, a list of shapes or an association "
           << "of names and shapes, got " << show(value);
  layer.growing = false;
  if (count) {
    growInputs(layer, *count);
    return success();
  }
  layer.inputs.clear();
  for (auto [index, element] : llvm::enumerate(value.args())) {
    std::string name = "Input" + std::to_string(index + 1);
    Expr shape = element;
    if (value.isAssociation() && element.isRule()) {
      name = element.args()[0].nameOrText().value_or("").str();
      shape = element.args()[1];
      layer.namedInputs = true;
    }
    if (failed(addNamedInput(name, shape)))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

LogicalResult LayerBinder::reportUnknown(const Expr &key, StringRef name) {
  SmallVector<StringRef> known;
  for (const ArgumentSchema &argument : schema.arguments)
    if (!argument.name.empty())
      known.push_back(argument.name);
  for (const ArraySchema &array : schema.arrays)
    known.push_back(array.name);
  for (const InputPort &input : layer.inputs)
    known.push_back(input.name);
  for (const OutputPort &output : layer.outputs)
    known.push_back(output.name);
  if (!schema.arrays.empty())
    known.push_back(multipliersName);
  InFlightDiagnostic diagnostic = build.error(key, "bad-option")
                                  << describe(layer) << " has no option "
                                  << show(key);
  build.hintNearest(diagnostic, name, known);
  diagnostic.attachNote() << "its options are " << llvm::join(known, ", ");
  return diagnostic;
}

LogicalResult LayerBinder::bindOption(const Expr &option) {
  const Expr &key = option.args()[0], &value = option.args()[1];
  StringRef name = key.nameOrText().value_or("");
  for (const ArgumentSchema &argument : schema.arguments)
    if (matches(name, argument.name, argument.aliases))
      return bindSetting(argument, value);
  for (const ArraySchema &array : schema.arrays)
    if (matches(name, array.name, array.aliases))
      return bindArray(array, value);
  if (name == multipliersName) {
    layer.multipliers = value;
    return success();
  }
  if (isPortOption(layer, name))
    return setPortShape(layer, name, option, build);
  return reportUnknown(key, name);
}

LogicalResult LayerBinder::checkRequired() {
  for (const ArgumentSchema &argument : schema.arguments)
    if (argument.required && !given.contains(&argument)) {
      InFlightDiagnostic diagnostic =
          build.error(layer.expr, "bad-option")
          << describe(layer) << " needs ";
      diagnostic << (argument.name.empty()
                         ? "argument " + std::to_string(argument.position + 1)
                         : "\"" + argument.name.str() + "\"")
                 << ", " << allowedValues(argument);
      return diagnostic;
    }
  return success();
}

LogicalResult LayerBinder::bind(ArrayRef<Expr> arguments) {
  makePorts();
  for (const ArraySchema &array : schema.arrays)
    layer.arrays.push_back({&array, {}});
  int place = 0;
  SmallVector<Expr> options;
  for (const Expr &argument : arguments) {
    if (argument.isRule())
      options.push_back(argument);
    else if (failed(bindPositional(argument, place++)))
      return failure();
  }
  // InputPorts makes the ports that other options name.
  auto makesPorts = [](const Expr &option) {
    return option.args()[0].nameOrText() == "InputPorts";
  };
  for (const Expr &option : options)
    if (makesPorts(option) && failed(bindOption(option)))
      return failure();
  for (const Expr &option : options)
    if (!makesPorts(option) && failed(bindOption(option)))
      return failure();
  return checkRequired();
}

NodeOrFailure tree::bindLayer(const Expr &call, const net::LayerSchema &schema,
                              Seat seat, BuildContext &build) {
  std::unique_ptr<Node> layer = makeNode(Node::Kind::Layer, call, seat);
  layer->schema = &schema;
  if (failed(LayerBinder(*layer, build).bind(call.args())))
    return failure();
  return layer;
}
