//===- DecodeBooleans.cpp - what a Boolean decoder gives -----------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Arrays/RandomNumbers.h"
#include "compiler/Session/Decoding.h"
#include "compiler/Session/Images.h"
#include <cmath>

using namespace mlir;

namespace netc {

bool hasBooleanDecoder(const netrt_net *net, uint32_t port) {
  const netrt_coder *coder = decoderAt(net, port);
  return coder && llvm::StringRef(coder->notation).contains("\"Boolean\"");
}

namespace {

/// Takes one property of every element, for each is the probability of True.
class BooleanDecoding {
public:
  BooleanDecoding(const netrt_net *net, const Request &request,
                  const ArrayData &data, const DecodeOptions &options,
                  MLIRContext *context)
      : net(net), port(*netrt_get_port(net, request.port)), request(request),
        data(data), options(options), context(context) {}

  FailureOr<Expr> run() {
    StringRef property = request.property;
    if (property == "RandomSample")
      return sample();
    if (request.argument)
      return badArgument("no argument");
    if (property == "Probability")
      return toExpr(data);
    if (property == "Entropy")
      return each([](double p, int64_t) {
        return Expr::real(surprise(p) + surprise(1 - p));
      });
    if (property == "Properties")
      return properties();
    return each([](double p, int64_t) { return Expr::boolean(!(p < 0.5)); });
  }

private:
  using Element = llvm::function_ref<Expr(double p, int64_t index)>;

  Expr each(Element result) {
    int64_t index = 0;
    return nest(0, index, result);
  }

  Expr nest(size_t axis, int64_t &index, Element result) {
    if (axis == data.shape.size()) {
      double p = elementAsDouble(data, index);
      return result(p, index++);
    }
    llvm::SmallVector<Expr> elements;
    for (int64_t i = 0; i < data.shape[axis]; ++i)
      elements.push_back(nest(axis + 1, index, result));
    return Expr::list(elements);
  }

  /// 0 Log 0 is 0.
  static double surprise(double p) { return p == 0 ? 0 : -p * std::log(p); }

  /// `-> t` makes the odds (p / (1 - p))^(1/t).
  FailureOr<Expr> sample() {
    double temperature = 1;
    if (request.argument) {
      temperature = request.argument.asDouble().value_or(0);
      if (!(temperature > 0))
        return badArgument("a temperature, a positive number");
    }
    for (int64_t i = 0, count = data.elementCount(); i < count; ++i)
      if (double p = elementAsDouble(data, i); !(p >= 0 && p <= 1))
        return reportError(context, request.key.span(), "bad-input")
               << "port \"" << port.name << "\" gave " << p
               << ", which is no probability";
    RandomStream draws(options.seed, port.name);
    int64_t first = options.firstExample * elementsOfExample();
    return each([&](double p, int64_t index) {
      double yes = std::pow(p, 1 / temperature);
      double no = std::pow(1 - p, 1 / temperature);
      return Expr::boolean(draws.uniform(first + index) * (yes + no) < yes);
    });
  }

  int64_t elementsOfExample() const {
    bool isBatch = data.shape.size() > static_cast<size_t>(port.rank);
    int64_t count = data.elementCount();
    return isBatch && data.shape[0] ? count / data.shape[0] : count;
  }

  Expr properties() {
    llvm::SmallVector<Expr> names;
    for (llvm::StringRef name : propertiesOf(net, request.port))
      if (name != "Properties")
        names.push_back(Expr::string(name));
    return Expr::list(names);
  }

  InFlightDiagnostic badArgument(const char *wanted) {
    return reportError(context, request.key.span(), "bad-argument")
           << "property \"" << request.property << "\" needs " << wanted;
  }

  const netrt_net *net;
  const netrt_port &port;
  const Request &request;
  const ArrayData &data;
  const DecodeOptions &options;
  MLIRContext *context;
};

} // namespace

FailureOr<Expr> decodeBooleans(const netrt_net *net, const Request &request,
                               const ArrayData &data,
                               const DecodeOptions &options,
                               MLIRContext *context) {
  return BooleanDecoding(net, request, data, options, context).run();
}

} // namespace netc
