//===- Request.cpp - what an application asks for -------------------------===//

#include "compiler/Session/Request.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Notation/Printer.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace netc {

static constexpr llvm::StringRef classProperties[] = {
    "Decision",    "TopDecisions", "TopProbabilities", "Probabilities",
    "Probability", "Entropy",      "RandomSample",     "Properties"};

static constexpr llvm::StringRef booleanProperties[] = {
    "Decision", "Probability", "Entropy", "RandomSample", "Properties"};

static constexpr llvm::StringRef propertiesWithArgument[] = {
    "TopDecisions", "TopProbabilities", "Probability", "RandomSample"};

const netrt_class_coder *classDecoderOf(const netrt_net *net, uint32_t port) {
  int32_t place = netrt_get_port(net, port)->coder;
  if (place < 0)
    return nullptr;
  const netrt_coder *coder = netrt_get_coder(net, place);
  return coder->kind == NETRT_CODER_CLASS_DECODER
             ? static_cast<const netrt_class_coder *>(coder->settings)
             : nullptr;
}

ArrayRef<llvm::StringRef> propertiesOf(const netrt_net *net, uint32_t port) {
  if (classDecoderOf(net, port))
    return classProperties;
  if (hasBooleanDecoder(net, port))
    return booleanProperties;
  return {};
}

llvm::SmallVector<Expr> stepsOf(const Expr &netPort) {
  llvm::SmallVector<Expr> steps;
  for (const Expr &arg : netPort.args()) {
    Expr part = toNestedLists(arg);
    if (part.isList())
      steps.append(part.args().begin(), part.args().end());
    else
      steps.push_back(part);
  }
  return steps;
}

std::string keyOfSteps(llvm::ArrayRef<Expr> steps) {
  llvm::SmallVector<net::PositionStep> position;
  for (const Expr &step : steps)
    position.push_back(step.isString()
                           ? net::PositionStep{step.text(), 0}
                           : net::PositionStep{"", step.asInt64().value_or(0)});
  return net::positionKey(position);
}

namespace {

class RequestParser {
public:
  RequestParser(const netrt_net *net, const RequestNames &names,
                MLIRContext *context)
      : net(net), names(names), context(context) {
    for (size_t i = 0; i < net->ports.count; ++i) {
      const netrt_port *port = netrt_get_port(net, i);
      if (port->direction != NETRT_OUTPUT)
        continue;
      if (port->flags & NETRT_PORT_GRADIENT)
        continue;
      if (port->flags & NETRT_PORT_PROBE)
        probes.push_back(i);
      else
        outputs.push_back(i);
    }
  }

  FailureOr<RequestList> parse(const Expr &request) {
    RequestList list;
    if (!request || request.isSymbol("All") || request.isSymbol("Automatic") ||
        request.isSymbol("None")) {
      for (uint32_t port : outputs) {
        std::string property =
            request && request.isSymbol("None") ? "None" : "";
        list.requests.push_back({Expr::string(netrt_get_port(net, port)->name),
                                 port,
                                 property,
                                 {}});
      }
      list.keysArePorts = true;
      list.isSingle =
          outputs.size() == 1 &&
          !(request && request.isSymbol("All") && outputs.size() > 1);
      return list;
    }
    if (request.isList() && !isPropertyWithArgument(request))
      return parseList(request);
    FailureOr<Request> one = parseOne(request);
    if (failed(one))
      return failure();
    list.isSingle = true;
    list.requests.push_back(*one);
    return list;
  }

private:
  FailureOr<RequestList> parseList(const Expr &request) {
    RequestList list;
    for (const Expr &element : request.args()) {
      FailureOr<Request> one = parseOne(element);
      if (failed(one))
        return failure();
      list.requests.push_back(*one);
    }
    return list;
  }

  /// `{"TopProbabilities", 3}`: a known property and an argument of it;
  /// `{"Entropy", "Decision"}` are two properties.
  bool isPropertyWithArgument(const Expr &list) const {
    if (!list.isCall("List", 2) || !list.args()[0].isString())
      return false;
    llvm::StringRef name = list.args()[0].text();
    if (findOutput(name))
      return false;
    if (name == "Probability") // of a class
      return onlyOutput() && classDecoderOf(net, *onlyOutput());
    return llvm::is_contained(
               {"TopDecisions", "TopProbabilities", "RandomSample"}, name) &&
           !list.args()[1].isString();
  }

  FailureOr<Request> parseOne(const Expr &spec) {
    if (spec.isCall("NetPortGradient"))
      return gradient(spec);
    if (spec.isRule())
      return parseRule(spec);
    if (isPropertyWithArgument(spec))
      return property(spec, onlyOutput(), spec.args()[0].text(),
                      spec.args()[1]);
    if (spec.isCall("NetPort")) {
      FailureOr<uint32_t> port = portOf(spec);
      if (failed(port))
        return failure();
      return Request{spec, *port, isProbe(*port) ? "None" : "", {}};
    }
    if (spec.isSymbol("None") && outputs.size() == 1)
      return Request{spec, outputs[0], "None", {}};
    if (!spec.isString())
      return reportError(context, spec.span(), "bad-request")
             << "cannot ask for " << printValue(spec, 0)
             << "; expected a property, NetPort[...], NetPortGradient[...], or "
                "a list of these";
    if (std::optional<uint32_t> port = findOutput(spec.text()))
      return Request{spec, *port, "", {}};
    return property(spec, onlyOutput(), spec.text(), {});
  }

  /// `port -> property`, `property -> argument`, `port -> {property,
  /// argument}`.
  FailureOr<Request> parseRule(const Expr &spec) {
    Expr left = spec.args()[0], right = spec.args()[1];
    std::optional<uint32_t> port;
    if (left.isCall("NetPort")) {
      FailureOr<uint32_t> found = portOf(left);
      if (failed(found))
        return failure();
      port = *found;
    } else if (left.isString()) {
      port = findOutput(left.text());
    }
    if (!port) {
      if (left.isString())
        return property(spec, onlyOutput(), left.text(), right);
      return reportError(context, left.span(), "bad-request")
             << "expected a port or a property before ->, got "
             << printValue(left, 0);
    }
    if (right.isSymbol("None"))
      return Request{spec, *port, "None", {}};
    if (right.isString())
      return property(spec, port, right.text(), {});
    if (right.isCall("List", 2) && right.args()[0].isString())
      return property(spec, port, right.args()[0].text(), right.args()[1]);
    if (right.isRule() && right.args()[0].isString())
      return property(spec, port, right.args()[0].text(), right.args()[1]);
    return reportError(context, right.span(), "bad-request")
           << "expected a property after ->, got " << printValue(right, 0);
  }

  FailureOr<Request> property(const Expr &spec, std::optional<uint32_t> port,
                              llvm::StringRef name, Expr argument) {
    ArrayRef<llvm::StringRef> properties;
    if (port)
      properties = propertiesOf(net, *port);
    if (properties.empty()) {
      auto error = reportError(context, spec.span(), "unknown-port");
      error << "\"" << name << "\" is neither an output port nor a property";
      if (port)
        error << ": port \"" << netrt_get_port(net, *port)->name
              << "\" has no decoder with properties";
      llvm::SmallVector<llvm::StringRef> names = outputNames();
      error.attachNote() << "output ports: " << llvm::join(names, ", ");
      if (std::string hint = didYouMean(name, names); !hint.empty())
        error.attachNote() << "hint: " << hint;
      return error;
    }
    if (!llvm::is_contained(properties, name)) {
      auto error = reportError(context, spec.span(), "unknown-property");
      error << "the " << (classDecoderOf(net, *port) ? "class" : "Boolean")
            << " decoder has no property \"" << name << "\"";
      if (std::string hint = didYouMean(name, properties); !hint.empty())
        error.attachNote() << "hint: " << hint;
      error.attachNote() << "properties: " << llvm::join(properties, ", ");
      return error;
    }
    if (argument && classDecoderOf(net, *port) &&
        !llvm::is_contained(propertiesWithArgument, name))
      return reportError(context, argument.span(), "bad-argument")
             << "property \"" << name << "\" takes no argument, got "
             << toInputForm(argument);
    return Request{spec, *port, name.str(), argument};
  }

  FailureOr<Request> gradient(const Expr &spec) {
    FailureOr<llvm::SmallVector<GradientTarget>> targets =
        names.gradients.find(spec, context);
    if (failed(targets))
      return failure();
    Request all{spec, 0, "", {}, true};
    for (const GradientTarget &target : *targets) {
      std::optional<uint32_t> port = findGradient(target);
      if (!port)
        return failNoGradient(spec, *targets);
      all.parts.push_back({target.key, *port, "None", {}});
    }
    bool isAll = spec.args().size() == 1 && spec.args()[0].isSymbol("All");
    if (isAll)
      return all;
    all.parts[0].key = spec;
    return all.parts[0];
  }

  std::optional<uint32_t> findGradient(const GradientTarget &target) const {
    for (size_t i = 0; i < net->ports.count; ++i) {
      const netrt_port *port = netrt_get_port(net, i);
      bool isArray = port->flags & NETRT_PORT_UNBATCHED;
      if (port->direction == NETRT_OUTPUT &&
          (port->flags & NETRT_PORT_GRADIENT) && isArray == target.isArray &&
          target.name == port->name)
        return i;
    }
    return std::nullopt;
  }

  /// A library has the gradients that it was compiled with.
  InFlightDiagnostic failNoGradient(const Expr &spec,
                                    llvm::ArrayRef<GradientTarget> targets) {
    llvm::SmallVector<StringRef> missing, known;
    for (const GradientTarget &target : targets)
      if (!findGradient(target))
        missing.push_back(target.name);
    for (size_t i = 0; i < net->ports.count; ++i) {
      const netrt_port *port = netrt_get_port(net, i);
      if (port->direction == NETRT_OUTPUT && port->flags & NETRT_PORT_GRADIENT)
        known.push_back(port->name);
    }
    auto error = reportError(context, spec.span(), "no-entry");
    error << "the library was not compiled for the gradient by "
          << llvm::join(missing, ", ");
    error.attachNote() << "it has gradients by " << llvm::join(known, ", ");
    error.attachNote() << "hint: compile it with --gradient "
                       << (targets.size() > 1
                               ? std::string("all")
                               : llvm::join(known, ",") + "," +
                                     llvm::join(missing, ","));
    return error;
  }

  FailureOr<uint32_t> portOf(const Expr &netPort) {
    if (netPort.args().size() == 1 && netPort.args()[0].isString())
      if (std::optional<uint32_t> port = findOutput(netPort.args()[0].text()))
        return *port;
    if (std::optional<uint32_t> probe = findProbe(netPort))
      return *probe;
    auto error = reportError(context, netPort.span(), "unknown-port");
    error << printValue(netPort, 0) << " is no output of the net";
    error.attachNote() << "output ports: " << llvm::join(outputNames(), ", ");
    return error;
  }

  std::optional<uint32_t> findProbe(const Expr &netPort) const {
    auto known = names.probes.find(printValue(netPort, 0));
    llvm::SmallVector<Expr> steps = stepsOf(netPort);
    llvm::SmallVector<std::string> keys;
    if (known != names.probes.end()) {
      keys.push_back(known->second);
    } else if (!steps.empty()) {
      keys.push_back(keyOfSteps(steps));
      keys.push_back(keyOfSteps(ArrayRef(steps).drop_back()));
    }
    for (const std::string &key : keys)
      for (uint32_t probe : probes)
        if (key == netrt_get_port(net, probe)->name)
          return probe;
    return std::nullopt;
  }

  std::optional<uint32_t> findOutput(llvm::StringRef name) const {
    for (uint32_t port : outputs)
      if (name == netrt_get_port(net, port)->name)
        return port;
    // The old names of numbered outputs: Port1 is Output1.
    if (name.consume_front("Port")) {
      std::string numbered = ("Output" + name).str();
      for (uint32_t port : outputs)
        if (numbered == netrt_get_port(net, port)->name)
          return port;
    }
    return std::nullopt;
  }

  std::optional<uint32_t> onlyOutput() const {
    if (outputs.size() != 1)
      return std::nullopt;
    return outputs[0];
  }

  bool isProbe(uint32_t port) const {
    return netrt_get_port(net, port)->flags & NETRT_PORT_PROBE;
  }

  llvm::SmallVector<llvm::StringRef> outputNames() const {
    llvm::SmallVector<llvm::StringRef> names;
    for (uint32_t port : outputs)
      names.push_back(netrt_get_port(net, port)->name);
    return names;
  }

  const netrt_net *net;
  const RequestNames &names;
  MLIRContext *context;
  llvm::SmallVector<uint32_t> outputs, probes;
};

} // namespace

FailureOr<RequestList> parseRequest(const netrt_net *net, const Expr &request,
                                    const RequestNames &names,
                                    MLIRContext *context) {
  return RequestParser(net, names, context).parse(request);
}

static void collectInnerPorts(const Expr &request,
                              llvm::ArrayRef<std::string> outputPorts,
                              llvm::SmallVectorImpl<Expr> &found) {
  if (request.isCall("NetPort")) {
    bool isOutput = false;
    if (request.args().size() == 1 && request.args()[0].isString()) {
      llvm::StringRef name = request.args()[0].text();
      isOutput = llvm::is_contained(outputPorts, name) ||
                 (name.consume_front("Port") &&
                  llvm::is_contained(outputPorts, ("Output" + name).str()));
    }
    if (!isOutput)
      found.push_back(request);
    return;
  }
  if (request.isList() || request.isRule())
    for (const Expr &part : request.args())
      collectInnerPorts(part, outputPorts, found);
}

llvm::SmallVector<Expr>
findInnerPorts(const Expr &request, llvm::ArrayRef<std::string> outputPorts) {
  llvm::SmallVector<Expr> found;
  if (request)
    collectInnerPorts(request, outputPorts, found);
  return found;
}

} // namespace netc
