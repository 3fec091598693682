//===- ApplyExpression.cpp - net[data, request, options...] ---------------===//

#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Apply.h"
#include "compiler/Session/Load.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace netc::net;

namespace netc {

/// A bare coder works as the identity with that coder at its port.
static Expr wrapCoder(const Expr &net) {
  bool isEncoder = net.isCall("NetEncoder");
  if (!isEncoder && !net.isCall("NetDecoder"))
    return net;
  Expr port = Expr::string(isEncoder ? "Input" : "Output", net.span());
  return Expr::call("ElementwiseLayer",
                    {Expr::symbol("Identity"), Expr::rule(port, net)},
                    net.span());
}

llvm::ArrayRef<StringRef> applicationOptions() {
  static constexpr StringRef names[] = {"BatchSize", "NetEvaluationMode",
                                        "RandomSeeding", "TargetDevice",
                                        "WorkingPrecision"};
  return names;
}

static bool isOption(const Expr &arg) {
  return arg.isRule() && arg.args()[0].isSymbol();
}

/// The device of `"GPU"` and of `{"GPU", 2}`.
static std::string deviceOf(const Expr &value) {
  const Expr &device = value.isCall("List", 2) && value.args()[1].asInt64()
                           ? value.args()[0]
                           : value;
  StringRef word = device.nameOrText().value_or("");
  return word.empty() ? printValue(value, 0) : word.str();
}

static std::optional<uint64_t> seedOf(const Expr &value) {
  if (value.isString())
    return llvm::xxh3_64bits(value.text());
  if (value.isSymbol("Automatic") || value.isSymbol("Inherited"))
    return 0;
  return value.asInt64();
}

static LogicalResult readOption(const Expr &option, ApplyOptions &options,
                                MLIRContext *context) {
  StringRef name = option.args()[0].name();
  Expr value = option.args()[1];
  std::string word = value.nameOrText().value_or("").str();
  if (name == "WorkingPrecision")
    std::tie(options.precision, options.precisionPlace) =
        std::pair(word, option.span());
  else if (name == "NetEvaluationMode")
    std::tie(options.mode, options.modePlace) = std::pair(word, option.span());
  else if (name == "TargetDevice")
    std::tie(options.device, options.devicePlace) =
        std::pair(deviceOf(value), option.span());
  else if (name == "BatchSize" &&
           (value.asInt64().value_or(0) > 0 || value.isSymbol("Automatic")))
    options.runner.batchSize = value.asInt64().value_or(0);
  else if (std::optional<uint64_t> seed = seedOf(value);
           name == "RandomSeeding" && seed)
    options.runner.seed = *seed;
  else if (name == "BatchSize" || name == "RandomSeeding")
    return reportError(context, value.span(), "bad-argument")
           << name
           << (name == "BatchSize" ? " is a positive integer or Automatic, not "
                                   : " is an integer, a string, Automatic or "
                                     "Inherited, not ")
           << printValue(value, 0);
  else
    return reportError(context, option.span(), "bad-option")
           << "unknown option " << name
           << "; an application has BatchSize, NetEvaluationMode, "
              "RandomSeeding, TargetDevice and WorkingPrecision";
  return success();
}

/// Whether the head alone decides how many inputs the layer has.
static bool takesAnyNumber(const Expr &net) {
  const LayerSchema *schema = findLayer(net.headName());
  return schema && !schema->inputs.empty() && schema->inputs[0].variadic;
}

static FailureOr<llvm::SmallVector<NamedValue>>
nameValues(const Expr &data, RootOp root, MLIRContext *context) {
  llvm::SmallVector<NamedValue> values;
  if (data.isAssociation()) {
    for (const Expr &rule : data.args()) {
      std::optional<StringRef> name;
      if (rule.isRule() && rule.args()[0].isCall("NetPortGradient")) {
        values.push_back({"", rule.args()[1], "", rule.args()[0]});
        continue;
      }
      if (rule.isRule())
        name = rule.args()[0].nameOrText();
      if (!name)
        return reportError(context, rule.span(), "bad-input")
               << "expected \"port\" -> value, got " << printValue(rule, 0);
      values.push_back({name->str(), rule.args()[1]});
    }
    return values;
  }
  size_t ports = root.getInputPorts().size();
  if (ports == 1)
    return llvm::SmallVector<NamedValue>{{"", data}};
  if (!data.isList() || data.args().size() != ports) {
    auto error = reportError(context, data.span(), "bad-input");
    error << "the net has " << ports
          << " input ports; give <|\"port\" -> value, ...|> or a list of "
          << ports << " values";
    return error;
  }
  for (auto [name, value] : llvm::zip(root.getInputNames(), data.args()))
    values.push_back({cast<StringAttr>(name).str(), value});
  return values;
}

FailureOr<Expr> applyExpression(const Expr &netExpr, ArrayRef<Expr> args,
                                const ApplyOptions &defaults,
                                MLIRContext *context) {
  ApplyOptions options = defaults;
  llvm::SmallVector<Expr> positional;
  for (const Expr &arg : args) {
    if (!isOption(arg))
      positional.push_back(arg);
    else if (failed(readOption(arg, options, context)))
      return failure();
  }
  Expr net = wrapCoder(netExpr);
  if (!net.isIdentical(netExpr))
    options.precision = "Real64";
  BuildOptions build;
  if (!positional.empty() && positional[0].isList() && takesAnyNumber(net))
    build.inputCount = positional[0].args().size();
  FailureOr<BuiltNet> built = buildNet(net, context, build);
  if (failed(built) || failed(inferShapes(*built->module)))
    return failure();
  RootOp root = *built->module->getOps<RootOp>().begin();
  llvm::SmallVector<NamedValue> values;
  if (!positional.empty()) {
    FailureOr<llvm::SmallVector<NamedValue>> named =
        nameValues(positional[0], root, context);
    if (failed(named))
      return failure();
    values = *named;
  }
  if (positional.size() > 2)
    return reportError(context, positional[2].span(), "bad-argument")
           << "an application has data, a request and options; this is a third "
              "argument";
  return applyNet(*built, values,
                  positional.size() == 2 ? positional[1] : Expr(), options);
}

} // namespace netc
