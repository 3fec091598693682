//===- Losses.cpp - the losses that a net is trained by ------------------===//

#include "compiler/Session/Losses.h"

#include "compiler/Session/Load.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/Positions.h"

using namespace mlir;
using namespace netc;

static bool isA(StringRef notation, Operation *layer) {
  return layer && net::notationOf(layer) == notation;
}

static bool isLogisticSigmoid(Operation *layer) {
  Attribute function = layer->getAttr("function");
  auto symbol = dyn_cast_if_present<net::SymbolAttr>(function);
  auto name = dyn_cast_if_present<StringAttr>(function);
  return (symbol && symbol.getName() == "LogisticSigmoid") ||
         (name && name.getValue() == "Sigmoid");
}

Expr netc::automaticLoss(net::RootOp root, unsigned output,
                         bool vectorTargets) {
  Operation *layer = producerOf(root, output);
  auto crossEntropy = [](StringRef form) {
    return Expr::call("CrossEntropyLossLayer", {Expr::string(form)});
  };
  if (isA("SoftmaxLayer", layer))
    return crossEntropy(vectorTargets ? "Probabilities" : "Index");
  if (isA("ElementwiseLayer", layer) && isLogisticSigmoid(layer))
    return crossEntropy("Binary");
  return Expr::call("MeanSquaredLossLayer", {});
}

LogicalResult netc::checkAutomaticLoss(net::RootOp root, unsigned output) {
  Operation *layer = producerOf(root, output);
  if (!isA("SoftmaxLayer", layer))
    return success();
  auto written = layer->getAttrOfType<IntegerAttr>("level");
  int64_t level = written ? written.getInt() : -1; // as the layer has it
  auto type = cast<net::ArrayType>(layer->getResult(0).getType());
  if (level == -1 ||
      (level > 0 && (!type.getRanked() || level == type.getRank())))
    return success();
  auto error = emitCoded(layer->getLoc(), "bad-option");
  error << "output \""
        << cast<StringAttr>(root.getOutputNames()[output]).getValue()
        << "\" is normalized along level " << level
        << ", but the loss that is attached by itself, CrossEntropyLossLayer, "
           "takes probabilities along the last level";
  error.attachNote() << "hint: give a LossFunction";
  return error;
}

FailureOr<LossList> netc::attachAutomaticLosses(BuiltNet &net) {
  net::RootOp root = *net.module->getOps<net::RootOp>().begin();
  MLIRContext *context = root.getContext();
  LossList losses;
  SmallVector<unsigned> open;
  for (unsigned i = 0, e = root.getOutputNames().size(); i < e; ++i)
    if (isLossOutput(root, i))
      losses.push_back({cast<StringAttr>(root.getOutputNames()[i]).str(), 1});
    else
      open.push_back(i);
  for (unsigned output : open) {
    std::string name = cast<StringAttr>(root.getOutputNames()[output]).str();
    std::string prefix = open.size() == 1 && losses.empty() ? "" : name;
    if (failed(checkAutomaticLoss(root, output)))
      return failure();
    FailureOr<BuiltNet> loss =
        buildNet(automaticLoss(root, output, /*vectorTargets=*/false), context);
    if (failed(loss) ||
        failed(attachLoss(root, *loss->module->getOps<net::RootOp>().begin(),
                          {name, prefix + "Target", prefix + "Loss"})))
      return failure();
    losses.push_back({prefix + "Loss", 1});
  }
  if (failed(inferShapes(*net.module)))
    return failure();
  return losses;
}
