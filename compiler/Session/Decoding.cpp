//===- Decoding.cpp - output arrays to values of the notation ------------===//

#include "compiler/Session/Decoding.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/LabelEncoding.h"

using namespace mlir;

namespace netc {

netrt_tensor tensorOf(const ArrayData &data) {
  return netrt_tensor_of(
      data.bytes.data(), static_cast<netrt_element>(data.element),
      static_cast<int32_t>(data.shape.size()), data.shape.data());
}

static Expr scalarOf(const ArrayData &data) {
  switch (data.element) {
  case ElementType::Real32: {
    float value;
    memcpy(&value, data.bytes.data(), sizeof value);
    return Expr::real(value);
  }
  case ElementType::Integer64: {
    int64_t value;
    memcpy(&value, data.bytes.data(), sizeof value);
    return Expr::integer(value);
  }
  default: {
    double value;
    memcpy(&value, data.bytes.data(), sizeof value);
    return Expr::real(value);
  }
  }
}

Expr toExpr(const ArrayData &data) {
  return data.shape.empty()
             ? scalarOf(data)
             : Expr::numeric(std::make_shared<const ArrayData>(data));
}

namespace {

/// Applies one property of a class decoder to all rows, then nests the results
/// as the leading dimensions say.
class ClassDecoding {
public:
  ClassDecoding(netrt_context *runtime, const netrt_net *net,
                const Request &request, const ArrayData &data,
                const DecodeOptions &options, MLIRContext *context)
      : runtime(runtime), net(net), request(request), options(options),
        context(context), coder(*classDecoderOf(net, request.port)), data(data),
        tensor(tensorOf(this->data)), classes(data.shape.back()) {
    for (int64_t size : ArrayRef(data.shape).drop_back())
      rows *= size;
  }

  FailureOr<Expr> run() {
    StringRef property = request.property;
    if (property.empty() || property == "Decision")
      return coder.multilabel ? selections() : decisions();
    if (property == "TopDecisions" || property == "TopProbabilities")
      return top(property == "TopProbabilities");
    if (property == "Probabilities")
      return probabilities();
    if (property == "Probability")
      return probability();
    if (property == "Entropy")
      return entropy();
    if (property == "RandomSample")
      return sample();
    return properties();
  }

private:
  FailureOr<Expr> fail(netrt_status status) {
    return reportError(context, request.key.span(), "bad-input")
           << (status == NETRT_OK ? "" : netrt_last_error(runtime));
  }

  /// Names of classes as the user wrote them.
  Expr label(int64_t place) {
    if (coder.labels.data == nullptr)
      return Expr::integer(place + 1);
    auto *entry =
        static_cast<const netrt_label *>(netrt_at(&coder.labels, place));
    switch (entry->kind) {
    case NETRT_LABEL_STRING:
      return Expr::string(entry->text);
    case NETRT_LABEL_INTEGER:
      return Expr::integer(entry->integer);
    case NETRT_LABEL_REAL:
      return Expr::real(entry->real);
    case NETRT_LABEL_SYMBOL:
      return Expr::symbol(entry->text);
    default:
      return parseLabel(entry->text);
    }
  }

  Expr parseLabel(const char *text) {
    SourceBuffer source("label", text);
    FailureOr<Expr> parsed = parseExpression(source, context);
    return succeeded(parsed) ? parsed->withSpan({}) : Expr::string(text);
  }

  /// Row results, nested by the dimensions before the classes.
  Expr nest(llvm::SmallVector<Expr> results) {
    ArrayRef<int64_t> leading = ArrayRef(data.shape).drop_back();
    for (int64_t size :
         llvm::reverse(leading.drop_front(leading.empty() ? 0 : 1))) {
      llvm::SmallVector<Expr> grouped;
      for (size_t i = 0; size && i < results.size(); i += size)
        grouped.push_back(Expr::list(ArrayRef(results).slice(i, size)));
      results = std::move(grouped);
    }
    return leading.empty() ? results.front() : Expr::list(results);
  }

  template <typename Function> Expr eachRow(Function result) {
    llvm::SmallVector<Expr> results;
    for (int64_t row = 0; row < rows; ++row)
      results.push_back(result(row));
    return nest(std::move(results));
  }

  FailureOr<Expr> decisions() {
    std::vector<int64_t> labels(rows);
    netrt_status status =
        netrt_class_decide(runtime, request.port, &tensor, labels.data());
    if (status != NETRT_OK)
      return fail(status);
    return eachRow([&](int64_t row) { return label(labels[row]); });
  }

  FailureOr<Expr> selections() {
    std::vector<int64_t> labels(rows * classes), counts(rows);
    netrt_status status = netrt_class_select(runtime, request.port, &tensor,
                                             labels.data(), counts.data());
    if (status != NETRT_OK)
      return fail(status);
    return eachRow([&](int64_t row) {
      llvm::SmallVector<Expr> chosen;
      for (int64_t i = 0; i < counts[row]; ++i)
        chosen.push_back(label(labels[row * classes + i]));
      return Expr::list(chosen);
    });
  }

  FailureOr<Expr> top(bool withProbabilities) {
    int64_t n = 0;
    if (request.argument) {
      std::optional<int64_t> given = request.argument.asInt64();
      if (!given || *given < 1)
        return badArgument("a positive integer");
      n = std::min(*given, classes);
    } else if (!withProbabilities) {
      return badArgument("how many: \"TopDecisions\" -> n");
    }
    int64_t width = n ? n : 10;
    std::vector<int64_t> labels(rows * width), counts(rows);
    std::vector<double> values(rows * width);
    netrt_status status =
        netrt_class_top(runtime, request.port, &tensor, n, labels.data(),
                        values.data(), counts.data());
    if (status != NETRT_OK)
      return fail(status);
    return eachRow([&](int64_t row) {
      llvm::SmallVector<Expr> items;
      for (int64_t i = row * width; i < row * width + counts[row]; ++i)
        items.push_back(withProbabilities ? Expr::rule(label(labels[i]),
                                                       Expr::real(values[i]))
                                          : label(labels[i]));
      return Expr::list(items);
    });
  }

  double at(int64_t index) const {
    if (data.element == ElementType::Real32) {
      float value;
      memcpy(&value, data.bytes.data() + index * sizeof value, sizeof value);
      return value;
    }
    double value;
    memcpy(&value, data.bytes.data() + index * sizeof value, sizeof value);
    return value;
  }

  FailureOr<Expr> probabilities() {
    return eachRow([&](int64_t row) {
      llvm::SmallVector<Expr> rules;
      for (int64_t i = 0; i < classes; ++i)
        rules.push_back(
            Expr::rule(label(i), Expr::real(at(row * classes + i))));
      return Expr::association(rules);
    });
  }

  FailureOr<Expr> probability() {
    if (!request.argument)
      return badArgument("a class: \"Probability\" -> class");
    for (int64_t i = 0; i < classes; ++i)
      if (label(i) == request.argument)
        return eachRow(
            [&](int64_t row) { return Expr::real(at(row * classes + i)); });
    llvm::SmallVector<Expr> labels;
    for (int64_t i = 0; i < classes; ++i)
      labels.push_back(label(i));
    return reportNoClass(request.argument, labels, context);
  }

  FailureOr<Expr> entropy() {
    std::vector<double> values(rows);
    netrt_status status =
        netrt_class_entropy(runtime, request.port, &tensor, values.data());
    if (status != NETRT_OK)
      return fail(status);
    return eachRow([&](int64_t row) { return Expr::real(values[row]); });
  }

  FailureOr<Expr> sample() {
    netrt_sampling sampling{};
    sampling.struct_size = sizeof sampling;
    sampling.seed = options.seed;
    sampling.first_example = options.firstExample;
    if (request.argument && failed(readSampling(sampling)))
      return failure();
    std::vector<int64_t> labels(rows);
    netrt_status status = netrt_class_sample(runtime, request.port, &tensor,
                                             &sampling, labels.data());
    if (status != NETRT_OK)
      return fail(status);
    return eachRow([&](int64_t row) { return label(labels[row]); });
  }

  /// `"RandomSample" -> t` or `-> {"Temperature" -> t, ...}`.
  LogicalResult readSampling(netrt_sampling &sampling) {
    if (std::optional<double> t = request.argument.asDouble())
      return positive(*t, sampling.temperature);
    if (!request.argument.isList())
      return badArgument("a temperature or a list of options");
    for (const Expr &option : request.argument.args()) {
      std::optional<double> value;
      if (option.isRule())
        value = option.args()[1].asDouble();
      StringRef name =
          option.isRule() ? option.args()[0].nameOrText().value_or("") : "";
      LogicalResult ok = failure();
      if (value && name == "Temperature")
        ok = positive(*value, sampling.temperature);
      else if (value && name == "TotalProbabilityCutoff")
        ok = positive(*value, sampling.total_cutoff);
      else if (value && name == "TopProbabilities" && *value >= 1)
        ok = (sampling.top = static_cast<int64_t>(*value), success());
      else
        return badArgument("\"Temperature\", \"TotalProbabilityCutoff\" or "
                           "\"TopProbabilities\" with a number");
      if (failed(ok))
        return failure();
    }
    return success();
  }

  LogicalResult positive(double value, double &setting) {
    if (!(value > 0))
      return badArgument("a positive number");
    setting = value;
    return success();
  }

  FailureOr<Expr> properties() {
    llvm::SmallVector<Expr> names;
    for (StringRef name : propertiesOf(net, request.port))
      if (name != "Properties")
        names.push_back(Expr::string(name));
    return Expr::list(names);
  }

  InFlightDiagnostic badArgument(const llvm::Twine &wanted) {
    return reportError(context, request.key.span(), "bad-argument")
           << "property \"" << request.property << "\" needs " << wanted.str();
  }

  netrt_context *runtime;
  const netrt_net *net;
  const Request &request;
  const DecodeOptions &options;
  MLIRContext *context;
  const netrt_class_coder &coder;
  const ArrayData &data;
  netrt_tensor tensor;
  int64_t classes;
  int64_t rows = 1;
};

} // namespace

FailureOr<Expr> decode(netrt_context *runtime, const netrt_net *net,
                       const Request &request, const ArrayData &data,
                       const DecodeOptions &options, MLIRContext *context) {
  if (request.property != "None" && classDecoderOf(net, request.port) &&
      !data.shape.empty())
    return ClassDecoding(runtime, net, request, data, options, context).run();
  if (request.property != "None" && hasImageDecoder(net, request.port))
    return decodeImages(net, request, data, context);
  if (request.property != "None" && hasBooleanDecoder(net, request.port))
    return decodeBooleans(net, request, data, options, context);
  return toExpr(data);
}

} // namespace netc
