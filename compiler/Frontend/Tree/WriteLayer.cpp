//===- WriteLayer.cpp - a layer's arguments by its schema ----------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Frontend/Tree/EmitArrays.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Frontend/Tree/PortShapes.h"
#include "compiler/Frontend/Tree/Settings.h"
#include "compiler/Frontend/Tree/Write.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/Sequence.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;
using net::ArgumentKind;
using net::ArgumentSchema;

//===----------------------------------------------------------------------===//
// Settings
//===----------------------------------------------------------------------===//

static const ArgumentSchema *argumentAt(const net::LayerSchema &schema,
                                        int position) {
  for (const ArgumentSchema &argument : schema.arguments)
    if (argument.position == position)
      return &argument;
  return nullptr;
}

// Arguments by place. After a gap, those with a name go to the options, and where
// one has none the gap is filled.
static void writeSettings(Operation *op, const net::LayerSchema &schema,
                          SmallVectorImpl<Expr> &arguments,
                          OptionMap &options) {
  int gap = 0;
  for (int position = 0;; ++position) {
    const ArgumentSchema *argument = argumentAt(schema, position);
    if (!argument)
      break;
    Attribute value = op->getAttr(argument->attribute);
    if (!value) {
      ++gap;
    } else if (gap && !argument->name.empty()) {
      options[argument->name.str()] = writeSetting(*argument, value);
    } else {
      arguments.append(gap, Expr::symbol("Automatic"));
      arguments.push_back(writeSetting(*argument, value));
      gap = 0;
    }
  }
  for (const ArgumentSchema &argument : schema.arguments)
    if (argument.position < 0)
      if (Attribute value = op->getAttr(argument.attribute))
        options[argument.name.str()] = writeSetting(argument, value);
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

bool tree::isFilled(net::ArrayOp array, const ArrayData &data) {
  auto fill = dyn_cast_or_null<FloatAttr>(array.getInitializerAttr());
  return fill && llvm::all_of(llvm::seq<int64_t>(0, data.elementCount()),
                              [&](int64_t index) {
                                return elementAsDouble(data, index) ==
                                       fill.getValueAsDouble();
                              });
}

// The value of an array; null where it has none here.
static Expr writeValue(net::ArrayOp array, const WriteContext &context) {
  const ArrayData *data = context.arrays.lookup(array.getSymName());
  if (data && !isFilled(array, *data) && data->elementCount() <= context.options.inlineLimit)
    return Expr::numeric(std::make_shared<const ArrayData>(*data));
  if (Attribute initializer = array.getInitializerAttr())
    return toExpr(initializer);
  return {};
}

static Expr writeShared(net::ArrayOp array, const Expr &value, bool isFirst) {
  Expr name = Expr::string(array.getSymName().drop_front());
  Attribute dimensions = isFirst ? array->getAttr(dimensionsAttribute) : nullptr;
  if (!value && !dimensions)
    return Expr::call("NetArray", {name});
  SmallVector<Expr> rules = {Expr::rule(Expr::string("Name"), name)};
  if (value)
    rules.push_back(Expr::rule(Expr::string("Array"), value));
  if (dimensions)
    rules.push_back(Expr::rule(Expr::string("Dimensions"), toExpr(dimensions)));
  return Expr::call("NetArray", {Expr::association(rules)});
}

static void writeArrays(Operation *op, const net::LayerSchema &schema,
                        OptionMap &options, WriteContext &context) {
  for (const net::ArraySchema &each : schema.arrays) {
    auto symbol = op->getAttrOfType<FlatSymbolRefAttr>(each.attribute);
    if (!symbol) {
      if (each.mayBeNone)
        options[each.name.str()] = Expr::symbol("None");
      continue;
    }
    auto found = context.arrayOps.find(symbol.getValue());
    if (found == context.arrayOps.end())
      continue;
    net::ArrayOp array = found->second;
    bool isFirst = context.writtenArrays.insert(symbol.getValue()).second;
    Expr value = isFirst ? writeValue(array, context) : Expr();
    if (array->hasAttr(sharedAttribute))
      value = writeShared(array, value, isFirst);
    if (value)
      options[each.name.str()] = value;
  }
}

//===----------------------------------------------------------------------===//
// Numbered and named inputs
//===----------------------------------------------------------------------===//

static bool hasAnyNumberOfInputs(const net::LayerSchema &schema) {
  return llvm::any_of(schema.inputs, [](auto &port) { return port.variadic; });
}

static std::optional<SlotUse> slotsOfLayer(Operation *op,
                                           const net::LayerSchema &schema) {
  for (const ArgumentSchema &argument : schema.arguments)
    if (argument.kind == ArgumentKind::ScalarFunction)
      if (Attribute function = op->getAttr(argument.attribute))
        return slotsOf(toExpr(function));
  return std::nullopt;
}

// How many inputs the layer has if nothing is said: those of its edges in a graph.
static unsigned impliedInputs(Operation *op) {
  Operation *parent = op->getParentOp();
  if (isa<net::GraphOp>(parent))
    return op->getNumOperands();
  bool isFirst = &op->getBlock()->front() == op;
  return isFirst ? 2 : 1;
}

static void writeInputPorts(Operation *op, const net::LayerSchema &schema,
                            OptionMap &options) {
  if (!hasAnyNumberOfInputs(schema))
    return;
  std::optional<SlotUse> slots = slotsOfLayer(op, schema);
  auto names = op->getAttrOfType<ArrayAttr>(net::portNamesAttribute);
  unsigned implied = slots && slots->count ? slots->count : impliedInputs(op);
  if (!names) {
    if (op->getNumOperands() != implied)
      options["InputPorts"] = Expr::integer(op->getNumOperands());
    return;
  }
  if (slots && llvm::equal(slots->names, names.getAsValueRange<StringAttr>()))
    return;
  SmallVector<Expr> rules;
  for (StringRef name : names.getAsValueRange<StringAttr>()) {
    auto shape = options.find(name.str());
    rules.push_back(Expr::rule(Expr::string(name),
                               shape == options.end()
                                   ? Expr::symbol("Automatic")
                                   : shape->second));
    if (shape != options.end())
      options.erase(shape);
  }
  options["InputPorts"] = Expr::association(rules);
}

//===----------------------------------------------------------------------===//
// The layer
//===----------------------------------------------------------------------===//

Expr tree::writeLayer(Operation *op, OptionMap options,
                      WriteContext &context) {
  const net::LayerSchema *schema =
      net::findLayerOfOp(op->getName().getStringRef());
  assert(schema && "an op in a net that is no layer");
  SmallVector<Expr> arguments;
  writeInputPorts(op, *schema, options);
  writeSettings(op, *schema, arguments, options);
  writeArrays(op, *schema, options, context);
  for (auto &[name, value] : options)
    arguments.push_back(Expr::rule(Expr::string(name), value));
  return Expr::call(schema->notation, arguments);
}
