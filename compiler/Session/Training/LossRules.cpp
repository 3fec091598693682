//===- LossRules.cpp - the option LossFunction ---------------------------===//

#include "compiler/Session/Training/LossRules.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Transforms/AttachLoss.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

namespace {

class LossReader {
public:
  explicit LossReader(net::RootOp root)
      : root(root), context(root.getContext()) {
    for (auto name : root.getOutputNames().getAsRange<StringAttr>())
      outputs.push_back(name.getValue());
  }

  FailureOr<SmallVector<LossRule>> read(const Expr &spec);

private:
  LogicalResult readOne(const Expr &spec);
  LogicalResult readPort(const Expr &rule);
  LogicalResult readTail(const Expr &tail, LossRule &rule);
  LogicalResult readScale(const Expr &scaled, double &scale);
  LogicalResult addLayer(const Expr &layer, double scale, Span place);
  void addAutomatic();
  LogicalResult add(LossRule rule);
  InFlightDiagnostic fail(const Expr &place) {
    return reportError(context, place.span(), "bad-option");
  }

  net::RootOp root;
  MLIRContext *context;
  SmallVector<StringRef> outputs;
  SmallVector<LossRule> rules;
};

} // namespace

void LossReader::addAutomatic() {
  for (auto [i, output] : llvm::enumerate(outputs)) {
    LossRule rule;
    rule.output = output.str();
    rule.isAutomatic = !isLossOutput(root, i);
    rules.push_back(rule);
  }
}

LogicalResult LossReader::readScale(const Expr &scaled, double &scale) {
  std::optional<double> number;
  if (scaled.isCall("Scaled", 1))
    number = scaled.args()[0].asDouble();
  if (!number)
    return fail(scaled) << "the factor of a loss is Scaled[number], not "
                        << describe(scaled);
  scale = *number;
  return success();
}

static bool isLossNet(const Expr &spec) {
  return isNetExpression(spec) && !spec.isCall("NetEncoder") &&
         !spec.isCall("NetDecoder");
}

/// A layer without a port goes behind the one output that is no loss.
LogicalResult LossReader::addLayer(const Expr &layer, double scale,
                                   Span place) {
  SmallVector<StringRef> open;
  for (auto [i, output] : llvm::enumerate(outputs))
    if (!isLossOutput(root, i))
      open.push_back(output);
  if (open.size() != 1) {
    auto error = fail(layer);
    error << "LossFunction -> layer needs a net with one output, this one has "
          << open.size();
    error.attachNote() << "hint: say which output: \"port\" -> layer; output "
                          "ports: "
                       << llvm::join(outputs, ", ");
    return error;
  }
  return add({open.front().str(), layer, false, scale, place});
}

LogicalResult LossReader::add(LossRule rule) {
  if (llvm::is_contained(outputs, rule.output)) {
    rules.push_back(std::move(rule));
    return success();
  }
  auto error = reportError(context, rule.place, "bad-option");
  error << "LossFunction: the net has no output port \"" << rule.output << "\"";
  if (std::string hint = didYouMean(rule.output, outputs); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "output ports: " << llvm::join(outputs, ", ");
  return error;
}

/// What follows the port: a layer, Scaled[r], or layer -> Scaled[r].
LogicalResult LossReader::readTail(const Expr &tail, LossRule &rule) {
  if (tail.isCall("Scaled"))
    return readScale(tail, rule.scale);
  if (tail.isSymbol("Automatic")) {
    rule.isAutomatic = true;
    return success();
  }
  Expr layer = tail.isRule() ? tail.args()[0] : tail;
  if (layer.isSymbol("Automatic"))
    rule.isAutomatic = true;
  else if (isLossNet(layer))
    rule.layer = layer;
  else
    return fail(layer) << "LossFunction: \"" << rule.output
                       << "\" -> a loss layer, a net or Scaled[r], not "
                       << describe(layer);
  return tail.isRule() ? readScale(tail.args()[1], rule.scale) : success();
}

LogicalResult LossReader::readPort(const Expr &spec) {
  LossRule rule;
  Expr port = spec.isRule() ? spec.args()[0] : spec;
  if (port.isCall("NetPort", 1))
    port = port.args()[0];
  rule.output = port.nameOrText()->str();
  rule.place = spec.span();
  if (spec.isRule() && failed(readTail(spec.args()[1], rule)))
    return failure();
  return add(std::move(rule));
}

LogicalResult LossReader::readOne(const Expr &spec) {
  if (spec.isSymbol("Automatic")) {
    addAutomatic();
    return success();
  }
  if (isLossNet(spec))
    return addLayer(spec, 1, spec.span());
  if (spec.isRule() && isLossNet(spec.args()[0])) {
    double scale = 1;
    return failure(failed(readScale(spec.args()[1], scale)) ||
                   failed(addLayer(spec.args()[0], scale, spec.span())));
  }
  Expr port = spec.isRule() ? spec.args()[0] : spec;
  if (port.isCall("NetPort", 1))
    port = port.args()[0];
  if (port.nameOrText())
    return readPort(spec);
  return fail(spec) << "LossFunction is Automatic, a loss layer, a net, "
                       "\"port\", \"port\" -> layer, \"port\" -> Scaled[r], "
                       "\"port\" -> layer -> Scaled[r], or a list of these, "
                       "not "
                    << describe(spec);
}

/// Losses of one output may differ, but the same one twice is a mistake.
static bool isSameLoss(const LossRule &one, const LossRule &other) {
  if (one.output != other.output || one.isAutomatic != other.isAutomatic ||
      !one.layer != !other.layer)
    return false;
  return !one.layer || toInputForm(one.layer) == toInputForm(other.layer);
}

FailureOr<SmallVector<LossRule>> LossReader::read(const Expr &spec) {
  if (!spec)
    addAutomatic();
  for (const Expr &each : !spec           ? ArrayRef<Expr>()
                          : spec.isList() ? spec.args()
                                          : ArrayRef(spec))
    if (failed(readOne(each)))
      return failure();
  for (auto [i, rule] : llvm::enumerate(rules))
    for (const LossRule &other : ArrayRef(rules).take_front(i))
      if (isSameLoss(rule, other))
        return reportError(context, rule.place, "bad-option")
               << "LossFunction names "
               << (rule.isAttached() ? "the same loss of \"" : "\"")
               << rule.output << "\" twice";
  if (rules.empty())
    return fail(spec) << "LossFunction names no loss";
  return std::move(rules);
}

FailureOr<SmallVector<LossRule>> training::readLossRules(const Expr &spec,
                                                         net::RootOp root) {
  return LossReader(root).read(spec);
}
