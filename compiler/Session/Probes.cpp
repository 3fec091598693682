//===- Probes.cpp - inner ports that a request names ----------------------===//

#include "compiler/Session/Probes.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Request.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc::net;

namespace netc {

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

LogicalResult addProbes(RootOp root, const Expr &request,
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

} // namespace netc
