//===- EmitArrays.cpp - the arrays of layers become net.arrays -----------===//

#include "compiler/Frontend/Tree/EmitArrays.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Frontend/Tree/Multipliers.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

static SmallVector<net::PositionStep> positionOf(const Node &layer) {
  SmallVector<net::PositionStep> position;
  for (const Node *at = &layer; at->parent; at = at->parent)
    position.push_back({at->name, at->place});
  std::reverse(position.begin(), position.end());
  return position;
}

static std::string showDimensions(ArrayRef<int64_t> dimensions) {
  auto sizes = llvm::map_range(
      dimensions, [](int64_t size) { return std::to_string(size); });
  return "{" + llvm::join(sizes, ", ") + "}";
}

static bool isTrained(net::ArrayRole role) {
  return role != net::ArrayRole::MovingMean &&
         role != net::ArrayRole::MovingVariance;
}

net::ArrayOp ArrayEmitter::declare(const ArrayUse &use, const Node &layer,
                                   StringRef key) {
  FloatAttr multiplier;
  if (std::optional<double> given = multiplierOf(layer, use.schema->name))
    multiplier = builder.getF64FloatAttr(*given);
  return net::ArrayOp::create(
      builder, build.locate(use.value ? use.value : layer.expr),
      builder.getStringAttr(key),
      TypeAttr::get(
          net::ArrayType::unknown(build.context, net::Element::real())),
      builder.getStringAttr(net::toString(use.schema->role)), Attribute(),
      builder.getBoolAttr(isTrained(use.schema->role)), multiplier);
}

static bool hasValue(net::ArrayOp array, const ArrayStore &store) {
  return array.getInitializerAttr() || store.lookup(array.getSymName());
}

// Every place that says dimensions must say the same.
LogicalResult ArrayEmitter::setDimensions(net::ArrayOp array,
                                          ArrayRef<int64_t> dimensions,
                                          const Expr &written) {
  auto known = cast<net::ArrayType>(array.getType()).fixedShape();
  if (known && ArrayRef(*known) != dimensions)
    return build.error(written, "bad-array")
           << "the array has dimensions " << showDimensions(*known)
           << " already, this says " << showDimensions(dimensions);
  array.setType(net::ArrayType::of(build.context, dimensions));
  return success();
}

LogicalResult ArrayEmitter::define(net::ArrayOp array, ArrayValue value,
                                   const Expr &written) {
  if (value.dimensions) {
    array->setAttr(dimensionsAttribute,
                   builder.getDenseI64ArrayAttr(*value.dimensions));
    if (failed(setDimensions(array, *value.dimensions, written)))
      return failure();
  }
  if (value.kind == ArrayValue::Kind::Open)
    return success();
  if (hasValue(array, store))
    return build.error(written, "bad-array")
           << "the shared array \"" << *value.shared
           << "\" already has a value";
  if (value.kind == ArrayValue::Kind::Filled)
    array.setInitializerAttr(builder.getF64FloatAttr(value.fill));
  if (value.kind == ArrayValue::Kind::Random)
    array.setInitializerAttr(toExpressionAttribute(value.expr, build.context));
  if (value.kind != ArrayValue::Kind::Data)
    return success();
  if (failed(setDimensions(array, value.data.shape, written)))
    return failure();
  store.insert(array.getSymName(), std::move(value.data));
  return success();
}

LogicalResult ArrayEmitter::emit(const ArrayUse &use, const Node &layer,
                                 NamedAttrList &attributes) {
  ArrayValue value;
  std::string name = use.schema->name.str();
  if (use.value) {
    FailureOr<ArrayValue> parsed = parseArrayValue(
        use.value, "\"" + name + "\" of " + describe(layer), build);
    if (failed(parsed))
      return failure();
    value = std::move(*parsed);
  }
  if (value.kind == ArrayValue::Kind::None)
    return success();
  std::string key = value.shared ? "@" + *value.shared
                                 : net::arrayKey(positionOf(layer), name);
  auto [entry, isNew] = arrays.try_emplace(key);
  if (isNew) {
    entry->second = declare(use, layer, key);
    if (value.shared)
      entry->second->setAttr(sharedAttribute, builder.getUnitAttr());
  } else if (!value.shared || !entry->second->hasAttr(sharedAttribute)) {
    return build.error(use.value ? use.value : layer.expr, "duplicate-name")
           << "two arrays have the key \"" << key << "\"";
  }
  attributes.set(use.schema->attribute, FlatSymbolRefAttr::get(
                                            builder.getContext(), key));
  return define(entry->second, std::move(value), use.value);
}

LogicalResult ArrayEmitter::emit(const Node &layer, NamedAttrList &attributes) {
  bool isGood = true;
  for (const ArrayUse &use : layer.arrays)
    isGood &= succeeded(emit(use, layer, attributes));
  return success(isGood);
}
