//===- Apply.cpp - applies a net that is not compiled yet ----------------===//

#include "compiler/Session/Apply.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Pipeline/Compile.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/LoadedLibrary.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace netc::net;

namespace netc {

LogicalResult resolveOptions(ApplyOptions &options, StringRef head,
                             MLIRContext *context) {
  auto errorAt = [&](Span span, StringRef code) {
    return reportError(context, span, code);
  };
  StringRef device = options.device;
  bool isCpu = device.equals_insensitive("cpu");
  if (!isCpu && !device.equals_insensitive("gpu") &&
      !device.equals_insensitive("cuda"))
    return errorAt(options.devicePlace, "bad-argument")
           << "TargetDevice is \"CPU\", \"GPU\", \"CUDA\" or {device, number}, "
              "not \""
           << device << "\"";
  if (!isCpu)
    return errorAt(options.devicePlace, "device-unavailable")
           << head
           << ": TargetDevice -> GPU could not be used; your system does not "
              "appear to have an NVIDIA GPU that this version of netc can use";
  if (options.precision == "Mixed")
    return errorAt(options.precisionPlace, "mixed-needs-gpu")
           << "WorkingPrecision -> \"Mixed\" is only available with "
              "TargetDevice -> \"GPU\"";
  std::optional<ElementType> precision = parseElementType(options.precision);
  if (precision != ElementType::Real32 && precision != ElementType::Real64)
    return errorAt(options.precisionPlace, "bad-argument")
           << "WorkingPrecision is \"Real32\", \"Real64\" or \"Mixed\", not \""
           << options.precision << "\"";
  options.runner.precision = *precision;
  if (options.mode != "Test" && options.mode != "Training" &&
      options.mode != "Train")
    return errorAt(options.modePlace, "bad-argument")
           << "NetEvaluationMode is \"Test\" or \"Training\", not \""
           << options.mode << "\"";
  options.runner.mode = options.mode == "Test" ? NETRT_TEST : NETRT_TRAINING;
  return success();
}

//===----------------------------------------------------------------------===//
// What the values say about the net
//===----------------------------------------------------------------------===//

/// Fills open sizes of an input port from its value: a value of the port's rank
/// is one example, of one more a batch; a port of unknown rank takes one
/// example.
static LogicalResult adoptShape(BlockArgument port, StringRef name,
                                const Expr &value) {
  auto type = cast<ArrayType>(port.getType());
  if (type.fixedShape() || isImageData(value))
    return success();
  FailureOr<ArrayData> data = toDense(
      value, /*booleans=*/true, "port \"" + name + "\"", port.getContext());
  if (failed(data))
    return failure();
  ArrayRef<int64_t> shape(data->shape);
  llvm::SmallVector<Dimension> dims;
  if (!type.getRanked()) {
    for (int64_t size : shape)
      dims.push_back(Dimension::fixed(size));
  } else {
    if (static_cast<int64_t>(shape.size()) == type.getRank() + 1)
      shape = shape.drop_front();
    if (static_cast<int64_t>(shape.size()) != type.getRank())
      return success(); // the mismatch is reported where the port is known
    for (auto [dimension, size] : llvm::zip(type.getDimensions(), shape))
      dims.push_back(dimension.isFixed() ? dimension : Dimension::fixed(size));
  }
  port.setType(ArrayType::of(port.getContext(), dims, type.getElement()));
  return success();
}

static LogicalResult adoptShapes(RootOp root, ArrayRef<NamedValue> values) {
  for (auto [port, nameAttr] :
       llvm::zip(root.getInputPorts(), root.getInputNames())) {
    StringRef name = cast<StringAttr>(nameAttr).getValue();
    for (const NamedValue &value : values)
      if (value.isFor(name, root.getInputPorts().size()))
        if (failed(adoptShape(port, name, value.value)))
          return failure();
  }
  return success();
}

/// Whether there are values at all; without them sizes may be open, of which
/// nobody wants to hear.
static LogicalResult checkGiven(RootOp root, ArrayRef<NamedValue> values,
                                Span place) {
  if (!values.empty() || root.getInputNames().empty())
    return success();
  auto names = llvm::map_range(root.getInputNames(), [](Attribute name) {
    return cast<StringAttr>(name).getValue();
  });
  return reportError(root.getContext(), place, "missing-input")
         << "no value for input port \"" << *names.begin()
         << "\"; the net's input ports are " << llvm::join(names, ", ");
}

/// The first array without a value, named as the user knows it.
static LogicalResult checkInitialized(ModuleOp module,
                                      const ArrayStore &arrays) {
  WalkResult result = module.walk([&](Operation *op) {
    const LayerSchema *schema = findLayerOfOp(op->getName().getStringRef());
    if (!schema)
      return WalkResult::advance();
    for (const ArraySchema &array : schema->arrays) {
      auto symbol = op->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
      if (!symbol || arrays.lookup(symbol.getValue()))
        continue;
      std::string position;
      for (const PositionStep &step : positionOf(op))
        position += (position.empty() ? "" : ", ") +
                    (step.name.empty() ? std::to_string(step.place)
                                       : "\"" + step.name.str() + "\"");
      emitError(op->getLoc())
          << "[uninitialized] " << schema->notation << ": array \""
          << array.name << "\""
          << (position.empty() ? "" : " of layer {" + position + "}")
          << " is uninitialized; use NetInitialize or NetTrain, or give a "
             "weights file";
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

//===----------------------------------------------------------------------===//
// Application
//===----------------------------------------------------------------------===//

/// The layer that one step names inside a container: by name or by place.
static Operation *findLayerIn(Operation *container, const Expr &step) {
  if (!isContainer(container))
    return nullptr;
  int64_t place = 0;
  for (Operation &layer :
       container->getRegion(0).front().without_terminator()) {
    ++place;
    auto name = layer.getAttrOfType<StringAttr>(nameAttribute);
    if (step.asInt64() == place ||
        (step.isString() && name && name.getValue() == step.text()))
      return &layer;
  }
  return nullptr;
}

/// The layer at these steps, the last of which may name its output port.
static Operation *findLayerAt(Operation *net, ArrayRef<Expr> steps) {
  Operation *layer = net;
  for (auto [i, step] : llvm::enumerate(steps)) {
    Operation *inner = findLayerIn(layer, step);
    bool isPort = !inner && i + 1 == steps.size() && i > 0 && step.isString() &&
                  layer->getNumResults() == 1 &&
                  outputName(layer, 0) == step.text();
    if (isPort)
      return layer;
    if (!inner)
      return nullptr;
    layer = inner;
  }
  return layer;
}

static LogicalResult failUnknownPort(const Expr &port,
                                     ArrayRef<std::string> outputs,
                                     MLIRContext *context) {
  llvm::SmallVector<StringRef> names(outputs.begin(), outputs.end());
  auto error = reportError(context, port.span(), "unknown-port");
  error << printValue(port, 0)
        << " is neither an output port of the net nor one of its layers";
  StringRef written = port.args().empty() || !port.args()[0].isString()
                          ? ""
                          : port.args()[0].text();
  if (std::string hint = didYouMean(written, names); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "output ports: " << llvm::join(names, ", ");
  return error;
}

/// Inner ports that the request names become further outputs; `names` says
/// which.
static LogicalResult addProbes(RootOp root, const Expr &request,
                               CompileOptions &compile,
                               llvm::StringMap<std::string> &names) {
  llvm::SmallVector<std::string> outputs;
  for (Attribute name : root.getOutputNames())
    outputs.push_back(cast<StringAttr>(name).str());
  for (const Expr &port : findInnerPorts(request, outputs)) {
    llvm::SmallVector<Expr> steps = stepsOf(port);
    Operation *layer =
        steps.empty() ? nullptr : findLayerAt(root.getNet(), steps);
    if (!layer)
      return failUnknownPort(port, outputs, root.getContext());
    std::string key = positionKey(positionOf(layer));
    names[printValue(port, 0)] = key;
    if (!llvm::is_contained(compile.probes, key))
      compile.probes.push_back(key);
  }
  return success();
}

static CompileOptions compileOptionsFor(const ApplyOptions &options) {
  CompileOptions compile;
  compile.prefix = "net";
  compile.cpu = "native";
  // One entry takes single examples and batches: half the code to compile.
  compile.batches = {openBatch};
  compile.precision = options.runner.precision;
  compile.trainingMode = options.runner.mode == NETRT_TRAINING;
  compile.requireArrays = options.strictArrays;
  compile.interrupted = options.runner.interrupted;
  if (options.runner.guard != Guard::None)
    compile.arrays = ArrayPlacement::External;
  return compile;
}

FailureOr<Expr> applyNet(const BuiltNet &net, ArrayRef<NamedValue> values,
                         const Expr &request, const ApplyOptions &options) {
  MLIRContext *context = net.module.get().getContext();
  OwningOpRef<ModuleOp> module(net.module.get().clone());
  RootOp root = *module->getOps<RootOp>().begin();
  ApplyOptions resolved = options;
  if (failed(resolveOptions(resolved, notationOf(root.getNet()), context)) ||
      failed(checkGiven(root, values, options.runner.place)) ||
      failed(adoptShapes(root, values)) || failed(inferShapes(*module)))
    return failure();
  ArrayStore arrays = net.arrays;
  fillConstants(*module, arrays);
  if (failed(checkInitialized(*module, arrays)))
    return failure();
  CompileOptions compile = compileOptionsFor(resolved);
  llvm::StringMap<std::string> probes;
  if (failed(addProbes(root, request, compile, probes)))
    return failure();
  CompileResult result;
  FailureOr<TemporaryLibrary> file =
      compileNetToTemporary(*module, arrays, compile, result);
  if (failed(file))
    return failure();
  FailureOr<LoadedLibrary> library =
      LoadedLibrary::open(file->path(), "", context);
  if (failed(library) ||
      (resolved.runner.guard != Guard::None &&
       failed(library->borrow(arrays, resolved.runner.precision,
                              resolved.runner.guard, context))))
    return failure();
  return Runner(library->net(), library->arrays(), resolved.runner, context)
      .apply(values, request, probes);
}

FailureOr<Expr> applyLibrary(StringRef path, StringRef weights,
                             ArrayRef<NamedValue> values, const Expr &request,
                             const ApplyOptions &options,
                             MLIRContext *context) {
  ApplyOptions resolved = options;
  if (failed(resolveOptions(resolved, path, context)))
    return failure();
  FailureOr<LoadedLibrary> library =
      LoadedLibrary::open(path, weights, context);
  if (failed(library))
    return failure();
  return Runner(library->net(), library->arrays(), resolved.runner, context)
      .apply(values, request);
}

//===----------------------------------------------------------------------===//
// Applications in the notation
//===----------------------------------------------------------------------===//

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
