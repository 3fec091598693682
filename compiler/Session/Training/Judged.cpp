//===- Judged.cpp - what of a net can be measured ------------------------===//

#include "compiler/Session/Training/Judged.h"
#include "compiler/Transforms/AttachLoss.h"
#include "dialects/Net/IR/NetTypes.h"
#include "dialects/Net/IR/Positions.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;
using measurements::Judgement;
using measurements::Output;
using measurements::TargetForm;

static void shapeLike(Value value, Output &output) {
  if (auto shape = cast<net::ArrayType>(value.getType()).fixedShape())
    output.shape.assign(shape->begin(), shape->end());
}

/// What the layer says of its two inputs; none where it judges nothing.
static Output judgementOf(Operation *layer) {
  Output output;
  StringRef notation = net::notationOf(layer);
  if (notation == "MeanSquaredLossLayer" || notation == "MeanAbsoluteLossLayer")
    output.judgement = Judgement::Numbers;
  if (notation != "CrossEntropyLossLayer")
    return output;
  output.judgement = Judgement::Classes;
  auto form = layer->getAttrOfType<StringAttr>("form").getValue();
  auto target = cast<net::ArrayType>(layer->getOperand(1).getType());
  bool isAutomatic = form == "Automatic";
  if (target.getElement().isInteger())
    output.form = TargetForm::Index;
  else if (form == "Binary" || (isAutomatic && target.getRank() == 0))
    output.form = TargetForm::Binary;
  else
    output.form = TargetForm::Probabilities;
  return output;
}

namespace {

class Judge {
public:
  Judge(net::RootOp root, const LossList &losses) : root(root) {
    for (auto [name, value] :
         llvm::zip(root.getOutputNames().getAsRange<StringAttr>(),
                   root.getOutputs())) {
      Output &output = ports.emplace_back();
      output.port = name.str();
      shapeLike(value, output);
      output.isLoss = llvm::any_of(
          losses, [&](const auto &loss) { return loss.first == output.port; });
    }
  }

  SmallVector<Output> run();

private:
  void visit(Block &body);
  void judge(Operation *layer);
  bool namePort(Value value, Output &output);
  bool nameTarget(Value value, Output &output);

  net::RootOp root;
  SmallVector<Output> ports, judged;
};

} // namespace

/// An output of the net, or what a layer inside of it makes.
bool Judge::namePort(Value value, Output &output) {
  for (auto [port, known] : llvm::zip(root.getOutputs(), ports))
    if (sourceOf(port) == value) {
      output.port = known.port;
      return true;
    }
  auto made = dyn_cast<OpResult>(value);
  if (!made || made.getResultNumber() != 0 ||
      !root.getNet()->isProperAncestor(made.getOwner()))
    return false;
  output.port = net::positionKey(net::positionOf(made.getOwner()));
  output.isInside = true;
  return true;
}

bool Judge::nameTarget(Value value, Output &output) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument || argument.getOwner() != &root.getBody().front())
    return false;
  output.target =
      cast<StringAttr>(root.getInputNames()[argument.getArgNumber()]).str();
  return true;
}

void Judge::judge(Operation *layer) {
  Output output = judgementOf(layer);
  if (output.judgement == Judgement::None ||
      !namePort(sourceOf(layer->getOperand(0)), output) ||
      !nameTarget(sourceOf(layer->getOperand(1)), output))
    return;
  shapeLike(layer->getOperand(0), output);
  judged.push_back(output);
}

void Judge::visit(Block &body) {
  for (Operation &op : body) {
    if (net::isContainer(&op))
      visit(op.getRegion(0).front());
    else
      judge(&op);
  }
}

SmallVector<Output> Judge::run() {
  visit(root.getBody().front());
  for (const Output &port : ports)
    if (llvm::none_of(
            judged, [&](const Output &each) { return each.port == port.port; }))
      judged.push_back(port);
  return std::move(judged);
}

SmallVector<Output> training::judgedOutputs(net::RootOp root,
                                            const LossList &losses) {
  return Judge(root, losses).run();
}
