//===- LabelEncoding.cpp - labels to classes -----------------------------===//

#include "compiler/Session/LabelEncoding.h"
#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace netc {

namespace {

/// The labels of one encoder and the form of what it gives.
class LabelEncoder {
public:
  explicit LabelEncoder(MLIRContext *context) : context(context) {}

  /// False where `coder` is another kind of encoder.
  bool read(const Expr &coder);
  FailureOr<Expr> encode(const Expr &value) const;

private:
  void readParameters(ArrayRef<Expr> parts);
  std::optional<size_t> placeOf(const Expr &value) const;
  bool isPlace(const Expr &value) const;
  Expr indicator(ArrayRef<size_t> places, Span span) const;

  MLIRContext *context;
  llvm::SmallVector<Expr> labels;
  bool isIndicator = false, isMultilabel = false;
};

} // namespace

bool LabelEncoder::read(const Expr &coder) {
  Expr spec = coder.isCall("NetEncoder", 1) ? coder.args()[0] : Expr();
  if (!spec || !spec.isList() || spec.args().size() < 2)
    return false;
  const Expr &type = spec.args()[0], &first = spec.args()[1];
  if (type.isString("UnitVector")) {
    isIndicator = true;
    for (int64_t i = 1, size = first.asInt64().value_or(0); i <= size; ++i)
      labels.push_back(Expr::integer(i));
    return true;
  }
  if (!type.isString("Class"))
    return false;
  // The text of a negative or exact number is an operation on others.
  FailureOr<Expr> list = Evaluator(context).evaluate(first);
  if (succeeded(list))
    llvm::append_range(labels, list->args());
  readParameters(spec.args().drop_front(2));
  return true;
}

void LabelEncoder::readParameters(ArrayRef<Expr> parts) {
  for (const Expr &part : parts) {
    bool isRule = part.isRule();
    Expr value = isRule ? part.args()[1] : part;
    if (!isRule || part.args()[0].isString("Form"))
      isIndicator = !value.isString("Index");
    else if (part.args()[0].isString("Multilabel"))
      isMultilabel = value.asBool().value_or(false);
  }
}

std::optional<size_t> LabelEncoder::placeOf(const Expr &value) const {
  const Expr *found = llvm::find(labels, value);
  if (found == labels.end())
    return std::nullopt;
  return found - labels.begin();
}

// Encoded already; where labels are numbers themselves, no number is.
bool LabelEncoder::isPlace(const Expr &value) const {
  std::optional<int64_t> place = value.asInt64();
  return !isIndicator && place && *place >= 1 &&
         *place <= static_cast<int64_t>(labels.size()) &&
         llvm::none_of(labels, [](const Expr &e) { return e.isNumber(); });
}

Expr LabelEncoder::indicator(ArrayRef<size_t> places, Span span) const {
  llvm::SmallVector<Expr> numbers(labels.size(), Expr::integer(0));
  for (size_t place : places)
    numbers[place] = Expr::integer(1);
  return Expr::list(numbers, span);
}

FailureOr<Expr> LabelEncoder::encode(const Expr &value) const {
  if (std::optional<size_t> place = placeOf(value))
    return isIndicator ? indicator(*place, value.span())
                       : Expr::integer(*place + 1, value.span());
  if (isPlace(value))
    return value;
  if (!value.isList())
    return reportNoClass(value, labels, context);
  llvm::SmallVector<size_t> places;
  for (const Expr &element : value.args())
    if (std::optional<size_t> place = placeOf(element))
      places.push_back(*place);
  bool areLabels = places.size() == value.args().size() && !places.empty();
  if (isMultilabel && areLabels)
    return indicator(places, value.span());
  bool isEncoded =
      isIndicator && !areLabels && value.args().size() == labels.size() &&
      llvm::all_of(value.args(), [](const Expr &e) { return e.isNumber(); });
  if (isEncoded)
    return value;
  llvm::SmallVector<Expr> elements;
  for (const Expr &element : value.args()) {
    FailureOr<Expr> encoded = encode(element);
    if (failed(encoded))
      return failure();
    elements.push_back(*encoded);
  }
  return Expr::list(elements, value.span());
}

FailureOr<Expr> encodeLabels(const Expr &value, llvm::StringRef encoder,
                             MLIRContext *context) {
  SourceBuffer source("encoder", encoder.str());
  FailureOr<Expr> coder = parseExpression(source, context);
  if (failed(coder))
    return failure();
  // {levels..., coder}: mapped over an array.
  Expr inner = coder->isList() ? coder->args().back() : *coder;
  LabelEncoder labels(context);
  if (!labels.read(inner))
    return value;
  return labels.encode(toNestedLists(value));
}

InFlightDiagnostic reportNoClass(const Expr &value, llvm::ArrayRef<Expr> labels,
                                 MLIRContext *context) {
  constexpr size_t most = 10;
  auto error = reportError(context, value.span(), "bad-class");
  error << printValue(value, 0) << " is not one of the classes {";
  for (auto [i, label] : llvm::enumerate(labels.take_front(most)))
    error << (i ? ", " : "") << printValue(label, 0);
  error << (labels.size() > most ? ", ...}" : "}");
  return error;
}

} // namespace netc
