//===- Differentiate.cpp - gradients as results of entry points -----------===//

#include "compiler/Transforms/EntryFunction.h"
#include "compiler/Transforms/InlineComposites.h"
#include "compiler/Transforms/PrimPasses.h"
#include "compiler/Transforms/ReverseMode.h"

namespace netc {
#define GEN_PASS_DEF_DIFFERENTIATEPASS
#include "compiler/Transforms/PrimPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

namespace {
// One function with a request: what to derive, by what.
class Differentiation {
public:
  Differentiation(func::FuncOp function, DictionaryAttr request)
      : function(function), request(request), entry(function),
        builder(entry.terminator()) {}

  LogicalResult run();

private:
  SmallVector<StringRef> names(StringRef list) const;
  LogicalResult findTargets();
  LogicalResult seedOutputs(ReverseMode &reverse);

  struct Target {
    StringRef kind, name;
    Value value;
  };

  func::FuncOp function;
  DictionaryAttr request;
  EntryFunction entry;
  OpBuilder builder;
  SmallVector<Target> targets;
};
} // namespace

SmallVector<StringRef> Differentiation::names(StringRef list) const {
  SmallVector<StringRef> result;
  if (auto array = request.getAs<ArrayAttr>(list))
    for (auto name : array.getAsRange<StringAttr>())
      result.push_back(name.getValue());
  return result;
}

LogicalResult Differentiation::findTargets() {
  auto find = [&](StringRef list, StringRef role,
                  StringRef kind) -> LogicalResult {
    for (StringRef name : names(list)) {
      Value value = entry.argument(role, name);
      if (!value)
        return function.emitError("has no ") << list << " \"" << name << "\"";
      targets.push_back({kind, name, value});
    }
    return success();
  };
  return failure(failed(find("ports", entry::port, entry::portGradient)) ||
                 failed(find("arrays", entry::array, entry::arrayGradient)));
}

// Ones, or what the caller imposes. Outputs of integers carry no gradient.
LogicalResult Differentiation::seedOutputs(ReverseMode &reverse) {
  SmallVector<StringRef> imposed = names("imposed");
  for (StringRef name : imposed)
    if (!entry.result(entry::port, name))
      return function.emitError("has no output \"") << name << "\"";
  func::ReturnOp end = entry.terminator();
  for (unsigned i = 0, e = end.getNumOperands(); i < e; ++i) {
    StringAttr name = entry.resultName(i, entry::port);
    Value output = end.getOperand(i);
    auto type = cast<RankedTensorType>(output.getType());
    if (!name || !isa<FloatType>(type.getElementType()))
      continue;
    Value adjoint = llvm::is_contained(imposed, name.getValue())
                        ? entry.addArgument(type, entry::imposed, name)
                        : reverse.constantLike(output, 1);
    reverse.seed(output, adjoint);
  }
  return success();
}

LogicalResult Differentiation::run() {
  inlineComposites(function, [](prim::CompositeOp composite) {
    return composite.getGradient().empty();
  });
  if (failed(findTargets()))
    return failure();
  auto wanted = llvm::map_to_vector(
      targets, [](const Target &target) { return target.value; });
  SmallVector<Operation *> ops = entry.ops();
  ReverseMode reverse(builder, function.getLoc(), wanted);
  if (failed(seedOutputs(reverse)) || failed(reverse.run(ops, EntryFunction::segmentsOf(request))))
    return failure();
  reverse.setLoc(function.getLoc());
  SmallVector<Value> gradients;
  for (const Target &target : targets)
    gradients.push_back(reverse.adjoint(target.value));
  if (!request.contains("outputs"))
    entry.dropResults();
  for (auto [target, gradient] : llvm::zip_equal(targets, gradients))
    entry.addResult(gradient, target.kind, target.name);
  return success();
}

namespace {
struct DifferentiatePass : netc::impl::DifferentiatePassBase<DifferentiatePass> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    auto request = function->getAttrOfType<DictionaryAttr>(entry::gradientRequest);
    if (!request)
      return;
    function->removeAttr(entry::gradientRequest);
    if (failed(Differentiation(function, request).run()))
      signalPassFailure();
  }
};
} // namespace
