//===- AttachLoss.cpp - losses behind a net, for training -----------------===//

#include "compiler/Transforms/AttachLoss.h"

#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Positions.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace netc;

static constexpr StringLiteral lossName = "Loss";
static constexpr StringLiteral lossInput = "Input";
static constexpr StringLiteral lossTarget = "Target";

Value netc::sourceOf(Value value) {
  for (;;) {
    if (auto made = dyn_cast<OpResult>(value)) {
      if (!net::isContainer(made.getOwner()))
        return value;
      Block &body = made.getOwner()->getRegion(0).front();
      value = body.getTerminator()->getOperand(made.getResultNumber());
      continue;
    }
    auto argument = cast<BlockArgument>(value);
    Operation *parent = argument.getOwner()->getParentOp();
    if (isa<net::RootOp>(parent))
      return value;
    value = parent->getOperand(argument.getArgNumber());
  }
}

Operation *netc::producerOf(net::RootOp root, unsigned output,
                            unsigned *result) {
  auto made = dyn_cast<OpResult>(
      sourceOf(*std::next(root.getOutputs().begin(), output)));
  if (!made)
    return nullptr;
  if (result)
    *result = made.getResultNumber();
  return made.getOwner();
}

bool netc::isLossOutput(net::RootOp root, unsigned output) {
  if (cast<StringAttr>(root.getOutputNames()[output]) == lossName)
    return true;
  unsigned result = 0;
  Operation *layer = producerOf(root, output, &result);
  return layer && net::outputName(layer, result) == lossName;
}

static std::optional<unsigned> findName(ArrayAttr names, StringRef name) {
  for (auto [place, known] : llvm::enumerate(names.getAsRange<StringAttr>()))
    if (known.getValue() == name)
      return place;
  return std::nullopt;
}

namespace {
class LossAttacher {
public:
  LossAttacher(net::RootOp root, net::RootOp loss,
               const LossAttachment &attachment)
      : root(root), loss(loss), attachment(attachment),
        builder(root.getBody().front().getTerminator()) {}

  LogicalResult run();

private:
  InFlightDiagnostic report() { return emitCoded(loss.getLoc(), "bad-loss"); }
  LogicalResult copyArrays();
  LogicalResult bindInputs();
  LogicalResult addOutput();
  FailureOr<Value> inputNamed(StringRef name, unsigned place);
  void appendName(StringRef attribute, StringRef coders, StringRef name,
                  Attribute coder);

  net::RootOp root, loss;
  const LossAttachment &attachment;
  OpBuilder builder;
  IRMapping mapping;
  Operation *layer = nullptr; // of the loss, in the root
};
} // namespace

LogicalResult LossAttacher::copyArrays() {
  SymbolTable symbols(root->getParentOp());
  OpBuilder arrayBuilder(root);
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](FlatSymbolRefAttr key) -> Attribute {
    return FlatSymbolRefAttr::get(key.getContext(),
                                  attachment.port + "." + key.getValue().str());
  });
  for (auto array : loss->getParentRegion()->getOps<net::ArrayOp>()) {
    auto copy = cast<net::ArrayOp>(arrayBuilder.clone(*array));
    std::string key = attachment.port + "." + array.getSymName().str();
    if (symbols.lookup(key))
      return report() << "the net has an array \"" << key << "\" already";
    copy.setSymName(key);
  }
  layer = builder.clone(*loss.getNet(), mapping);
  replacer.recursivelyReplaceElementsIn(layer);
  return success();
}

// A coder of the loss' port comes along; ports without one have a unit.
void LossAttacher::appendName(StringRef attribute, StringRef coders,
                              StringRef name, Attribute coder) {
  auto names = root->getAttrOfType<ArrayAttr>(attribute);
  SmallVector<Attribute> list(names.begin(), names.end());
  size_t before = list.size();
  list.push_back(builder.getStringAttr(name));
  root->setAttr(attribute, builder.getArrayAttr(list));
  auto known = root->getAttrOfType<ArrayAttr>(coders);
  if (!known && !coder)
    return;
  SmallVector<Attribute> all(before, builder.getUnitAttr());
  if (known)
    all.assign(known.begin(), known.end());
  all.push_back(coder ? coder : builder.getUnitAttr());
  root->setAttr(coders, builder.getArrayAttr(all));
}

FailureOr<Value> LossAttacher::inputNamed(StringRef name, unsigned place) {
  if (std::optional<unsigned> known = findName(root.getInputNames(), name))
    return Value(root.getInputPorts()[*known]);
  Value port = loss.getInputPorts()[place];
  ArrayAttr coders = loss.getInputCodersAttr();
  appendName("input_names", "input_coders", name,
             coders ? coders[place] : Attribute());
  return Value(
      root.getBody().front().addArgument(port.getType(), loss.getLoc()));
}

LogicalResult LossAttacher::bindInputs() {
  std::optional<unsigned> output =
      findName(root.getOutputNames(), attachment.output);
  if (!output)
    return report() << "the net has no output port \"" << attachment.output
                    << "\" for a loss";
  bool readsOutput = false;
  for (auto [place, name] :
       llvm::enumerate(loss.getInputNames().getAsRange<StringAttr>())) {
    FailureOr<Value> value = failure();
    if (name == lossInput) {
      readsOutput = true;
      value = Value(*std::next(root.getOutputs().begin(), *output));
    } else {
      value = inputNamed(name == lossTarget ? StringRef(attachment.target)
                                            : name.getValue(),
                         place);
    }
    if (failed(value))
      return failure();
    mapping.map(loss.getInputPorts()[place], *value);
  }
  if (!readsOutput)
    return report() << "a loss needs an input port \"" << lossInput << "\"";
  return success();
}

LogicalResult LossAttacher::addOutput() {
  ArrayAttr names = loss.getOutputNames();
  unsigned place = findName(names, lossName).value_or(0);
  if (names.size() != 1 && !findName(names, lossName))
    return report() << "a loss needs one output port, or one named \""
                    << lossName << "\"";
  if (findName(root.getOutputNames(), attachment.port))
    return report() << "the net has an output port \"" << attachment.port
                    << "\" already";
  Value value = *std::next(loss.getOutputs().begin(), place);
  Operation *end = root.getBody().front().getTerminator();
  end->insertOperands(end->getNumOperands(), mapping.lookup(value));
  appendName("output_names", "output_coders", attachment.port, Attribute());
  return success();
}

LogicalResult LossAttacher::run() {
  return failure(failed(bindInputs()) || failed(copyArrays()) ||
                 failed(addOutput()));
}

LogicalResult netc::attachLoss(net::RootOp root, net::RootOp loss,
                               const LossAttachment &attachment) {
  return LossAttacher(root, loss, attachment).run();
}
