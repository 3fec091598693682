//===- Apply.cpp - applies a net that is not compiled yet ----------------===//

#include "compiler/Session/Apply.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Pipeline/Compile.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/GradientEntry.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/LoadedLibrary.h"
#include "compiler/Session/Probes.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"

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
  RequestNames names;
  names.gradients = GradientNames(root);
  if (failed(addProbes(root, request, compile, names.probes)) ||
      failed(addGradients(request, values, names.gradients, compile, context)))
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
      .apply(values, request, names);
}

FailureOr<Expr> applyLibrary(StringRef path, StringRef weights,
                             ArrayRef<NamedValue> values, const Expr &request,
                             const ApplyOptions &options,
                             MLIRContext *context) {
  ApplyOptions resolved = options;
  if (failed(resolveOptions(resolved, path, context)) ||
      failed(checkImposed(request, values, context)))
    return failure();
  FailureOr<LoadedLibrary> library =
      LoadedLibrary::open(path, weights, context);
  if (failed(library))
    return failure();
  RequestNames names;
  names.gradients = GradientNames(library->net());
  return Runner(library->net(), library->arrays(), resolved.runner, context)
      .apply(values, request, names);
}

} // namespace netc
