//===- Parts.cpp - arrays that a position names --------------------------===//

#include "compiler/Session/Training/Parts.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

static SmallVector<Step> pathTo(Operation *layer, StringRef array) {
  SmallVector<Step> path{{array, 0, 0}};
  for (Operation *at = layer; at && at->hasAttr(net::placeAttribute);
       at = at->getParentOp()) {
    Step step;
    if (auto name = at->getAttrOfType<StringAttr>(net::nameAttribute))
      step.name = name.getValue();
    step.place = at->getAttrOfType<IntegerAttr>(net::placeAttribute).getInt();
    step.count =
        std::distance(at->getBlock()->begin(), at->getBlock()->end()) - 1;
    path.insert(path.begin(), step);
  }
  return path;
}

std::vector<NetPart> training::partsOf(net::RootOp root) {
  std::vector<NetPart> parts;
  llvm::StringMap<size_t> places;
  for (auto array : root->getParentRegion()->getOps<net::ArrayOp>()) {
    if (!array.getTrainable() ||
        cast<net::ArrayType>(array.getType()).getElement().isInteger())
      continue;
    places[array.getSymName()] = parts.size();
    NetPart &part = parts.emplace_back();
    part.key = array.getSymName().str();
    if (std::optional<APFloat> multiplier = array.getMultiplier())
      part.multiplier = multiplier->convertToDouble();
  }
  root.getNet()->walk([&](Operation *op) {
    const net::LayerSchema *schema =
        net::findLayerOfOp(op->getName().getStringRef());
    for (const net::ArraySchema &array :
         schema ? schema->arrays : ArrayRef<net::ArraySchema>()) {
      auto symbol = op->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
      auto found = symbol ? places.find(symbol.getValue()) : places.end();
      if (found != places.end())
        parts[found->second].paths.push_back(pathTo(op, array.name));
    }
  });
  return parts;
}

/// m;;n, where n may be All or count from the end.
static bool spans(const Expr &span, const Step &step) {
  auto end = [&](const Expr &limit) {
    std::optional<int64_t> place = limit.asInt64();
    if (!place)
      return step.count;
    return *place < 0 ? step.count + 1 + *place : *place;
  };
  return step.place >= end(span.args()[0]) && step.place <= end(span.args()[1]);
}

static bool namesStep(const Expr &part, const Step &step) {
  if (part.isCall("Blank", 0) || part.isSymbol("_") || part.isSymbol("All"))
    return true;
  if (part.isCall("Alternatives"))
    return llvm::any_of(
        part.args(), [&](const Expr &each) { return namesStep(each, step); });
  if (std::optional<StringRef> name = part.nameOrText())
    return !step.name.empty() && *name == step.name;
  if (step.place == 0)
    return false;
  if (part.isCall("Span", 2))
    return spans(part, step);
  std::optional<int64_t> place = part.asInt64();
  return place && (*place < 0 ? step.count + 1 + *place : *place) == step.place;
}

static bool namesPath(const Expr &part, ArrayRef<Step> path) {
  if (part.isCall("Alternatives"))
    return llvm::any_of(
        part.args(), [&](const Expr &each) { return namesPath(each, path); });
  if (!part.isList())
    return !path.empty() && namesStep(part, path.front());
  if (part.args().size() > path.size())
    return false;
  for (auto [each, step] : llvm::zip(part.args(), path))
    if (!namesStep(each, step))
      return false;
  return true;
}

bool training::names(const Expr &part, const NetPart &array) {
  return llvm::any_of(array.paths, [&](const SmallVector<Step> &path) {
    return namesPath(part, path);
  });
}

std::optional<double> training::numberFor(const NetPart &array,
                                          const PartNumbers &numbers) {
  for (const auto &[part, number] : numbers.rules)
    if (names(part, array))
      return number;
  return numbers.all;
}

LogicalResult training::checkPart(const Expr &part, ArrayRef<NetPart> arrays,
                                  StringRef option, MLIRContext *context) {
  if (llvm::any_of(arrays,
                   [&](const NetPart &array) { return names(part, array); }))
    return success();
  auto error = reportError(context, part.span(), "bad-option");
  error << option << ": " << toInputForm(part)
        << " names no layer or array of the net that can be trained";
  SmallVector<StringRef> known;
  std::string list;
  for (const NetPart &array : arrays) {
    list += (list.empty() ? "" : ", ") + array.key;
    for (const auto &path : array.paths)
      for (const Step &step : path)
        if (!step.name.empty() && !llvm::is_contained(known, step.name))
          known.push_back(step.name);
  }
  if (part.nameOrText())
    if (std::string hint = didYouMean(*part.nameOrText(), known); !hint.empty())
      error.attachNote() << "hint: " << hint;
  error.attachNote() << "its arrays: " << list;
  return error;
}

LogicalResult training::checkParts(const PartNumbers &numbers,
                                   ArrayRef<NetPart> arrays, StringRef option,
                                   MLIRContext *context) {
  for (const auto &[part, number] : numbers.rules)
    if (failed(checkPart(part, arrays, option, context)))
      return failure();
  return success();
}
