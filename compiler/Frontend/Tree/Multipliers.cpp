//===- Multipliers.cpp - LearningRateMultipliers -------------------------===//

#include "compiler/Frontend/Tree/Multipliers.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

namespace {

/// A layer in its container, or an array in its layer (place 0).
struct Part {
  StringRef name;
  int64_t place;
  int64_t count;
};

} // namespace

// m;;n, where n may be All or count from the end.
static bool spans(const Expr &span, const Part &part) {
  auto end = [&](const Expr &limit) {
    std::optional<int64_t> place = limit.asInt64();
    if (!place)
      return part.count;
    return *place < 0 ? part.count + 1 + *place : *place;
  };
  return part.place > 0 && part.place >= end(span.args()[0]) &&
         part.place <= end(span.args()[1]);
}

static bool matches(const Expr &key, const Part &part) {
  if (key.isCall("Blank", 0) || key.isSymbol("_"))
    return true;
  if (key.isCall("Span", 2))
    return spans(key, part);
  if (std::optional<StringRef> name = key.nameOrText())
    return !part.name.empty() && *name == part.name;
  return part.place > 0 && key.asInt64() == part.place;
}

// A list is the way to a part inside of parts; all that lies in a part follows
// it.
static bool matches(const Expr &key, ArrayRef<Part> path) {
  if (!key.isList())
    return matches(key, path.front());
  if (key.args().empty() || key.args().size() > path.size())
    return false;
  return llvm::all_of(llvm::zip(key.args(), path), [](auto step) {
    return matches(std::get<0>(step), std::get<1>(step));
  });
}

static std::optional<double> valueOf(const Expr &value) {
  if (value.isSymbol("None"))
    return 0;
  return value.asDouble();
}

static std::optional<double> multiplierIn(const Expr &spec,
                                          ArrayRef<Part> path) {
  if (!spec)
    return std::nullopt;
  if (!spec.isList() && !spec.isRule())
    return valueOf(spec);
  for (const Expr &rule : spec.isList() ? spec.args() : ArrayRef(spec))
    if (rule.isRule() && matches(rule.args()[0], path))
      return valueOf(rule.args()[1]);
  return std::nullopt;
}

std::optional<double> tree::multiplierOf(const Node &layer, StringRef array) {
  SmallVector<Part> path{{array, 0, 0}}; // from outside to the array
  std::optional<double> found = multiplierIn(layer.multipliers, path);
  for (const Node *at = &layer; !found && at->parent; at = at->parent) {
    auto count = static_cast<int64_t>(at->parent->layers.size());
    path.insert(path.begin(), {at->name, at->place, count});
    found = multiplierIn(at->parent->multipliers, path);
  }
  return found;
}

static bool isMultiplier(const Expr &value) {
  return value.isSymbol("Automatic") || valueOf(value);
}

LogicalResult tree::checkMultipliers(const Node &node,
                                     const BuildContext &build) {
  const Expr &spec = node.multipliers;
  bool isRules = spec && (spec.isList() || spec.isRule());
  bool isGood = !spec || (isRules ? true : isMultiplier(spec));
  if (isRules)
    for (const Expr &rule : spec.isList() ? spec.args() : ArrayRef(spec))
      isGood &= rule.isRule() && isMultiplier(rule.args()[1]);
  if (isGood)
    return success();
  return build.error(spec, "bad-argument")
         << "LearningRateMultipliers of " << describe(node)
         << " must be a number, None, Automatic, or a list of rules part -> "
         << "number, got " << show(spec);
}
