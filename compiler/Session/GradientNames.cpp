//===- GradientNames.cpp - what NetPortGradient can name ------------------===//

#include "compiler/Session/GradientNames.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Request.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/Positions.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc::net;

namespace netc {

//===----------------------------------------------------------------------===//
// Of a net
//===----------------------------------------------------------------------===//

static bool isIntegerPort(Value port) {
  return cast<ArrayType>(port.getType()).getElement().isInteger();
}

GradientNames::GradientNames(RootOp root) {
  for (auto [port, name] : llvm::zip(root.getInputPorts(), root.getInputNames()))
    candidates.push_back(
        {Kind::Input, cast<StringAttr>(name).str(), isIntegerPort(port)});
  SymbolTable symbols(root->getParentOfType<ModuleOp>());
  root.getNet()->walk<WalkOrder::PreOrder>(
      [&](Operation *layer) { addLayer(layer, symbols); });
  for (auto [port, name] : llvm::zip(root.getOutputs(), root.getOutputNames()))
    candidates.push_back(
        {Kind::Output, cast<StringAttr>(name).str(), isIntegerPort(port)});
}

void GradientNames::addLayer(Operation *layer, SymbolTable &symbols) {
  if (isa<YieldOp>(layer))
    return;
  llvm::SmallVector<Step> steps;
  for (Operation *op = layer; !isa<RootOp>(op->getParentOp());
       op = op->getParentOp()) {
    PositionStep step = positionOf(op).back();
    int64_t layers = llvm::range_size(op->getBlock()->without_terminator());
    steps.push_back({step.name.str(), step.place, step.place - layers - 1});
  }
  std::reverse(steps.begin(), steps.end());
  std::string owner = describeLayer(layer);
  const LayerSchema *schema = findLayerOfOp(layer->getName().getStringRef());
  for (const ArraySchema &array :
       schema ? schema->arrays : llvm::ArrayRef<ArraySchema>()) {
    auto symbol = layer->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
    auto value = symbol ? symbols.lookup<ArrayOp>(symbol.getValue()) : nullptr;
    if (!value)
      continue;
    std::string key = value.getSymName().str();
    bool isFirst = llvm::none_of(candidates, [&](const Candidate &other) {
      return other.kind == Kind::Array && other.key == key;
    });
    bool isInteger = cast<ArrayType>(value.getType()).getElement().isInteger();
    candidates.push_back({Kind::Array, key, isInteger, value.getTrainable(),
                          isFirst, steps, array.name.str(), owner});
  }
  if (steps.empty()) // its ports are those of the net
    return;
  auto addPort = [&](std::string name) {
    candidates.push_back(
        {Kind::InnerPort, name, false, false, false, steps, name, owner});
  };
  for (unsigned i = 0; i < layer->getNumOperands(); ++i)
    addPort(inputName(layer, i));
  for (unsigned i = 0; i < layer->getNumResults(); ++i)
    addPort(outputName(layer, i));
}

//===----------------------------------------------------------------------===//
// Of a library
//===----------------------------------------------------------------------===//

llvm::SmallVector<Expr> stepsOfKey(StringRef key, Span span) {
  llvm::SmallVector<Expr> steps;
  std::string step;
  auto finish = [&] {
    int64_t place;
    StringRef text = step;
    if (!text.getAsInteger(10, place))
      steps.push_back(Expr::integer(place, span));
    else if (text.size() > 2 && text.starts_with("\"") && text.ends_with("\""))
      steps.push_back(Expr::string(text.drop_front().drop_back(), span));
    else
      steps.push_back(Expr::string(text, span));
    step.clear();
  };
  for (size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '.')
      finish();
    else if (key[i] == '\\' && i + 1 < key.size())
      step += key[++i];
    else
      step += key[i];
  }
  finish();
  return steps;
}

GradientNames::GradientNames(const netrt_net *net) {
  auto addPorts = [&](int32_t direction, Kind kind) {
    for (size_t i = 0; i < net->ports.count; ++i) {
      const netrt_port *port = netrt_get_port(net, i);
      if (port->direction == direction && port->flags == 0)
        candidates.push_back({kind, port->name, port->element != NETRT_REAL});
    }
  };
  addPorts(NETRT_INPUT, Kind::Input);
  for (size_t i = 0; i < net->arrays.count; ++i) {
    const netrt_array *array = netrt_get_array(net, i);
    if (array->flags & NETRT_ARRAY_STATE)
      continue;
    llvm::SmallVector<Expr> steps = stepsOfKey(array->key);
    llvm::SmallVector<Step> layer;
    for (const Expr &step : ArrayRef(steps).drop_back())
      layer.push_back(step.isString() ? Step{step.text().str()}
                                      : Step{"", *step.asInt64()});
    candidates.push_back({Kind::Array, array->key,
                          array->element != NETRT_REAL,
                          !(array->flags & NETRT_ARRAY_FROZEN), true, layer,
                          steps.back().isString() ? steps.back().text().str()
                                                  : std::string(array->key)});
  }
  addPorts(NETRT_OUTPUT, Kind::Output);
}

//===----------------------------------------------------------------------===//
// Names to targets
//===----------------------------------------------------------------------===//

Expr GradientNames::keyOf(const Candidate &candidate) {
  if (candidate.kind != Kind::Array)
    return Expr::string(candidate.key);
  llvm::SmallVector<Expr> steps;
  for (const Step &step : candidate.layer)
    steps.push_back(step.name.empty() ? Expr::integer(step.place)
                                      : Expr::string(step.name));
  steps.push_back(Expr::string(candidate.name));
  return Expr::list(steps);
}

bool GradientNames::isTarget(const Candidate &candidate) const {
  bool isNamed =
      candidate.kind == Kind::Input || candidate.kind == Kind::Array;
  return isNamed && !candidate.isInteger && candidate.isTrained;
}

bool GradientNames::isInput(StringRef name) const {
  return llvm::any_of(candidates, [&](const Candidate &candidate) {
    return candidate.kind == Kind::Input && candidate.key == name;
  });
}

/// A bare name is a port, else an array of a net of one layer; a list is a
/// position.
const GradientNames::Candidate *GradientNames::match(const Expr &spec) const {
  llvm::SmallVector<Expr> steps = stepsOf(spec);
  if (steps.empty() || !steps.back().isString())
    return nullptr;
  bool isBare = spec.args().size() == 1 && spec.args()[0].isString();
  auto isAt = [&](const Candidate &candidate) {
    bool isPort =
        candidate.kind == Kind::Input || candidate.kind == Kind::Output;
    if (isPort)
      return isBare && candidate.key == steps[0].text();
    if (candidate.layer.size() + 1 != steps.size() ||
        candidate.name != steps.back().text())
      return false;
    for (auto [step, written] : llvm::zip(candidate.layer, steps)) {
      std::optional<int64_t> place = written.asInt64();
      bool isSame = written.isString()
                        ? !step.name.empty() && step.name == written.text()
                        : place && *place != 0 &&
                              (*place == step.place || *place == step.fromEnd);
      if (!isSame)
        return false;
    }
    return true;
  };
  auto found = llvm::find_if(candidates, isAt);
  return found == candidates.end() ? nullptr : &*found;
}

InFlightDiagnostic GradientNames::reportUnknown(const Expr &spec,
                                                MLIRContext *context) const {
  constexpr size_t shown = 12;
  std::vector<std::string> known{"All"};
  for (const Candidate &candidate : candidates)
    if (isTarget(candidate) && candidate.isFirst)
      known.push_back(printValue(keyOf(candidate), 0));
  llvm::SmallVector<StringRef> names(known.begin(), known.end());
  std::string written =
      spec.args().size() == 1
          ? printValue(spec.args()[0], 0)
          : printValue(spec, 0);
  auto error = reportError(context, spec.span(), "unknown-port");
  error << written
        << " is neither an input port of the net nor one of its arrays";
  std::string hint = didYouMean(written, names);
  size_t more = names.size() > shown ? names.size() - shown : 0;
  names.truncate(names.size() - more);
  auto &note = error.attachNote() << "a gradient can be taken by "
                                  << llvm::join(names, ", ");
  if (more)
    note << " and " << more << " more";
  if (!hint.empty())
    error.attachNote() << "hint: " << hint;
  return error;
}

LogicalResult GradientNames::refuse(const Candidate &candidate,
                                    const Expr &spec,
                                    MLIRContext *context) const {
  auto report = [&](StringRef code) {
    return reportError(context, spec.span(), code);
  };
  std::string owner =
      candidate.owner.empty() ? "" : " of " + candidate.owner;
  switch (candidate.kind) {
  case Kind::Output: {
    auto error = report("not-a-gradient-target");
    error << "\"" << candidate.key
          << "\" is an output of the net; a gradient is taken by an input "
             "port or an array";
    error.attachNote() << "hint: as a key of the data, it imposes a gradient "
                          "at this output";
    return error;
  }
  case Kind::InnerPort: {
    auto error = report("not-a-gradient-target");
    error << "port \"" << candidate.name << "\"" << owner
          << " lies inside of the net; a gradient is taken by an input port "
             "of the net or by an array";
    error.attachNote() << "hint: apply the inner net alone, with the value of "
                          "this port as its input";
    return error;
  }
  case Kind::Input:
    return report("no-integer-gradient")
           << "input \"" << candidate.key
           << "\" takes integers, and there is no gradient by these";
  case Kind::Array:
    break;
  }
  if (candidate.isInteger)
    return report("no-integer-gradient")
           << "array \"" << candidate.name << "\"" << owner
           << " holds integers, and there is no gradient by these";
  return report("not-a-gradient-target")
         << "array \"" << candidate.name << "\"" << owner
         << " is not trained but measured, so it has no gradient";
}

FailureOr<llvm::SmallVector<GradientTarget>>
GradientNames::find(const Expr &spec, MLIRContext *context) const {
  llvm::SmallVector<GradientTarget> targets;
  auto add = [&](const Candidate &candidate) {
    targets.push_back(
        {keyOf(candidate), candidate.key, candidate.kind == Kind::Array});
  };
  if (spec.args().size() == 1 && spec.args()[0].isSymbol("All")) {
    for (const Candidate &candidate : candidates)
      if (isTarget(candidate) && candidate.isFirst)
        add(candidate);
    return targets;
  }
  const Candidate *found = match(spec);
  if (!found)
    return reportUnknown(spec, context);
  if (!isTarget(*found))
    return refuse(*found, spec, context);
  add(*found);
  return targets;
}

FailureOr<std::string> GradientNames::findImposed(const Expr &key,
                                                  MLIRContext *context) const {
  bool isName = key.isCall("NetPortGradient", 1) && key.args()[0].isString();
  StringRef name = isName ? key.args()[0].text() : "";
  llvm::SmallVector<StringRef> outputs;
  for (const Candidate &candidate : candidates) {
    if (candidate.kind != Kind::Output)
      continue;
    outputs.push_back(candidate.key);
    if (!isName || candidate.key != name)
      continue;
    if (candidate.isInteger)
      return reportError(context, key.span(), "no-integer-gradient")
             << "output \"" << name
             << "\" gives integers, so no gradient can be imposed there";
    return candidate.key;
  }
  auto error = reportError(context, key.span(), "unknown-port");
  error << printValue(key, 0)
        << " names no output of the net at which a gradient could be imposed";
  error.attachNote() << "output ports: " << llvm::join(outputs, ", ");
  if (std::string hint = didYouMean(name, outputs); !hint.empty())
    error.attachNote() << "hint: " << hint;
  return error;
}

bool asksForGradients(const Expr &request) {
  if (!request)
    return false;
  if (request.isCall("NetPortGradient"))
    return true;
  return request.isList() && llvm::any_of(request.args(), asksForGradients);
}

} // namespace netc
