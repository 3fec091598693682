//===- Spec.cpp - what the user wants to have measured -------------------===//

#include "compiler/Measurements/Spec.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::measurements;

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// The name of `NetPort["out"]`.
static std::optional<StringRef> portName(const Expr &expr) {
  if (expr.isCall("NetPort", 1) && expr.args()[0].isString())
    return expr.args()[0].text();
  return std::nullopt;
}

static LogicalResult readName(const Expr &name, Spec &spec,
                              MLIRContext *context) {
  StringRef word = name.nameOrText().value_or("");
  spec.definition = findDefinition(word);
  if (spec.definition)
    return success();
  std::vector<StringRef> known = definitionNames();
  auto error = reportError(context, name.span(), "bad-option");
  error << "unknown measurement " << toInputForm(name);
  if (std::string hint = didYouMean(word, known); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "there are " << llvm::join(known, ", ")
                     << ", and NetPort[\"output\"] for its mean";
  return error;
}

/// `"Accuracy" -> 5`; others have no argument.
static LogicalResult readCount(const Expr &count, Spec &spec,
                               MLIRContext *context) {
  spec.most = count.asInt64().value_or(0);
  if (spec.definition->basis != Definition::TopHits)
    return reportError(context, count.span(), "bad-option")
           << spec.definition->name << " has no argument, got "
           << toInputForm(count);
  if (spec.most < 1)
    return reportError(context, count.span(), "bad-option")
           << spec.definition->name
           << " -> n needs a positive integer, the number of most likely "
              "classes, not "
           << toInputForm(count);
  return success();
}

/// What is measured, without the parts around it.
static LogicalResult readWhat(const Expr &value, Spec &spec,
                              MLIRContext *context) {
  if (value.isCall("NetPort")) {
    std::optional<StringRef> port = portName(value);
    if (!port)
      return reportError(context, value.span(), "bad-option")
             << "while a net is trained, only its outputs can be measured: "
                "NetPort[\"output\"], not "
             << toInputForm(value);
    spec.port = port->str();
    return success();
  }
  bool isPair = value.isRule() || (value.isList() && value.args().size() == 2);
  if (!isPair)
    return readName(value, spec, context);
  const Expr &left = value.args()[0], &right = value.args()[1];
  if (std::optional<StringRef> port = portName(left)) {
    spec.port = port->str();
    return readWhat(right, spec, context);
  }
  if (failed(readName(left, spec, context)))
    return failure();
  return readCount(right, spec, context);
}

std::string measurements::keyOf(const Expr &spec) {
  if (std::optional<StringRef> port = portName(spec))
    return port->str();
  bool isPair = spec.isRule() || (spec.isList() && spec.args().size() == 2);
  if (!isPair)
    return spec.nameOrText().value_or("").str();
  std::string left = keyOf(spec.args()[0]), right = keyOf(spec.args()[1]);
  if (std::optional<int64_t> count = spec.args()[1].asInt64())
    right = std::to_string(*count);
  if (left.empty() || right.empty())
    return "";
  return left + " -> " + right;
}

static LogicalResult readParts(const Expr &value, Spec &spec,
                               MLIRContext *context) {
  Expr what;
  for (const Expr &rule : value.args()) {
    StringRef name =
        rule.isRule() ? rule.args()[0].nameOrText().value_or("") : "";
    if (name == "Measurement")
      what = rule.args()[1];
    else if (name == "Key" && rule.args()[1].nameOrText())
      spec.key = rule.args()[1].nameOrText()->str();
    else if (name == "Interval")
      spec.interval = rule.args()[1];
    else
      return reportError(context, rule.span(), "bad-option")
             << "a measurement is <|\"Measurement\" -> spec, \"Key\" -> "
                "\"name\", \"Interval\" -> n|>, what is "
             << toInputForm(rule) << "?";
  }
  if (!what)
    return reportError(context, value.span(), "bad-option")
           << "this does not say what to measure: <|\"Measurement\" -> "
              "\"Accuracy\", ...|>";
  if (spec.key.empty())
    spec.key = keyOf(what);
  return readWhat(what, spec, context);
}

static FailureOr<Spec> readSpec(const Expr &value, MLIRContext *context) {
  Spec spec;
  spec.place = value.span();
  LogicalResult read = success();
  if (value.isAssociation()) {
    read = readParts(value, spec, context);
  } else {
    spec.key = keyOf(value);
    read = readWhat(value, spec, context);
  }
  if (failed(read))
    return failure();
  return spec;
}

/// `{"Accuracy", 5}` is one, too.
static bool isMany(const Expr &value) {
  return value.isList() &&
         !(value.args().size() == 2 && value.args()[1].asInt64());
}

FailureOr<SmallVector<Spec>> measurements::readSpecs(const Expr &value,
                                                     MLIRContext *context) {
  SmallVector<Spec> specs;
  for (const Expr &each : isMany(value) ? value.args() : ArrayRef(value)) {
    FailureOr<Spec> spec = readSpec(each, context);
    if (failed(spec))
      return failure();
    for (const Spec &other : specs)
      if (other.key == spec->key)
        return reportError(context, each.span(), "bad-option")
               << "two measurements have the key \"" << spec->key
               << "\"; <|\"Measurement\" -> ..., \"Key\" -> \"name\"|> gives "
                  "one another";
    specs.push_back(std::move(*spec));
  }
  return specs;
}

//===----------------------------------------------------------------------===//
// Binding
//===----------------------------------------------------------------------===//

int64_t Output::elements() const {
  int64_t count = 1;
  for (int64_t size : shape)
    count *= size;
  return count;
}

/// Classes lie along the last dimension, but for truth values.
Decisions Output::decisions() const {
  if (form == TargetForm::Binary)
    return {elements(), 2, form};
  int64_t classes = shape.empty() ? 1 : std::max<int64_t>(shape.back(), 1);
  return {elements() / classes, classes, form};
}

static StringRef needsOf(Judgement judgement) {
  return judgement == Judgement::Classes
             ? "an output with a CrossEntropyLossLayer whose target is an "
               "input of the net"
             : "an output with a MeanSquaredLossLayer or "
               "MeanAbsoluteLossLayer";
}

/// The output that is meant; null and reported where there is none.
static const Output *choose(const Spec &spec, ArrayRef<Output> outputs,
                            MLIRContext *context) {
  auto fits = [&](const Output &output) {
    bool isJudged =
        !spec.definition || output.judgement == spec.definition->judgement;
    return isJudged && (spec.port.empty() || output.port == spec.port);
  };
  const Output *found = llvm::find_if(outputs, fits);
  if (found == outputs.end() && !spec.port.empty())
    found = llvm::find_if(
        outputs, [&](const Output &each) { return each.port == spec.port; });
  SmallVector<StringRef> ports;
  for (const Output &output : outputs)
    if (!output.isInside && !llvm::is_contained(ports, output.port))
      ports.push_back(output.port);
  if (found == outputs.end() && spec.port.empty()) {
    reportError(context, spec.place, "bad-option")
        << "\"" << spec.definition->name << "\" needs "
        << needsOf(spec.definition->judgement)
        << ", and this net has none that is trained so";
    return nullptr;
  }
  if (found == outputs.end()) {
    auto error = reportError(context, spec.place, "bad-option");
    error << "the net has no output \"" << spec.port << "\" to measure";
    if (std::string hint = didYouMean(spec.port, ports); !hint.empty())
      error.attachNote() << "hint: " << hint;
    error.attachNote() << "there are " << llvm::join(ports, ", ");
    return nullptr;
  }
  if (spec.port.empty() && llvm::count_if(outputs, fits) > 1) {
    reportError(context, spec.place, "bad-option")
        << "several outputs have \"" << spec.definition->name
        << "\"; NetPort[\"" << found->port << "\"] -> \""
        << spec.definition->name << "\" says which is meant";
    return nullptr;
  }
  return found;
}

static LogicalResult check(const Spec &spec, const Output &output,
                           MLIRContext *context) {
  if (output.judgement != spec.definition->judgement)
    return reportError(context, spec.place, "bad-option")
           << "\"" << spec.definition->name << "\" needs "
           << needsOf(spec.definition->judgement) << ", which \"" << output.port
           << "\" is not";
  if (spec.definition->basis == Definition::TopHits &&
      spec.most > output.decisions().classes)
    return reportError(context, spec.place, "bad-option")
           << "the " << spec.most << " most likely of "
           << output.decisions().classes << " classes are more than there are";
  return success();
}

static std::shared_ptr<const Sums> makeSums(const Spec &spec,
                                            const Output &output) {
  if (!spec.definition)
    return sumValues(output.elements());
  switch (spec.definition->basis) {
  case Definition::Counts:
    return sumClasses(output.decisions());
  case Definition::TopHits:
    return sumTopHits(output.decisions(), spec.most);
  case Definition::CrossEntropy:
    return sumCrossEntropy(output.decisions());
  case Definition::Residuals:
    return sumResiduals(output.elements());
  }
  llvm_unreachable("unknown basis of a measurement");
}

FailureOr<Measurement> measurements::bind(const Spec &spec,
                                          ArrayRef<Output> outputs,
                                          MLIRContext *context) {
  const Output *output = choose(spec, outputs, context);
  if (!output || (spec.definition && failed(check(spec, *output, context))))
    return failure();
  Measurement bound{spec, *output, {}, makeSums(spec, *output)};
  if (!spec.definition && !spec.isTotal)
    bound.shape = output->shape;
  return bound;
}

int64_t Measurement::valueCount() const {
  return spec.definition || spec.isTotal ? 1 : output.elements();
}

void Measurement::value(ArrayRef<double> sums,
                        MutableArrayRef<double> values) const {
  if (spec.definition) {
    values[0] = spec.definition->value(sums);
    return;
  }
  if (spec.isTotal) {
    values[0] = llvm::sum_of(sums.drop_front()) / sums[0];
    return;
  }
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = sums[1 + i] / sums[0];
}

std::optional<bool> Measurement::rises() const {
  if (spec.definition)
    return spec.definition->rises;
  if (output.isLoss && valueCount() == 1)
    return false;
  return std::nullopt;
}
