//===- GradientTargets.cpp - what a net can be derived by -----------------===//

#include "compiler/Conversion/GradientTargets.h"

#include "compiler/Notation/NearestNames.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;

static constexpr StringLiteral everything = "all";

static bool isReal(Type type) {
  return !cast<net::ArrayType>(type).getElement().isInteger();
}

static auto arraysOf(net::RootOp root) {
  return root->getParentRegion()->getOps<net::ArrayOp>();
}

static void add(SmallVectorImpl<StringAttr> &list, StringAttr name) {
  if (!llvm::is_contained(list, name))
    list.push_back(name);
}

static void addAll(net::RootOp root, GradientTargets &targets) {
  for (auto [port, name] :
       llvm::zip(root.getInputPorts(), root.getInputNames()))
    if (isReal(port.getType()))
      add(targets.ports, cast<StringAttr>(name));
  for (net::ArrayOp array : arraysOf(root))
    if (array.getTrainable() && isReal(array.getType()))
      add(targets.arrays, array.getSymNameAttr());
}

static LogicalResult addArray(net::ArrayOp array, ReportTarget report,
                              GradientTargets &targets) {
  if (!array.getTrainable() || !isReal(array.getType()))
    return report("not-a-gradient-target")
           << "array \"" << array.getSymName()
           << "\" is not trained, so it has no gradient";
  add(targets.arrays, array.getSymNameAttr());
  return success();
}

static void noteNearest(StringRef name, ArrayRef<StringRef> known,
                        InFlightDiagnostic &error) {
  if (std::string hint = didYouMean(name, known); !hint.empty())
    error.attachNote() << "hint: " << hint;
}

LogicalResult netc::addGradientTarget(net::RootOp root, StringRef name,
                                      ReportTarget report,
                                      GradientTargets &targets) {
  SmallVector<StringRef> known;
  for (auto [port, attribute] :
       llvm::zip(root.getInputPorts(), root.getInputNames())) {
    auto portName = cast<StringAttr>(attribute);
    known.push_back(portName);
    if (portName != name)
      continue;
    if (!isReal(port.getType()))
      return report("no-integer-gradient")
             << "input \"" << name
             << "\" holds integers, and a net has no gradient by these";
    add(targets.ports, portName);
    return success();
  }
  for (net::ArrayOp array : arraysOf(root)) {
    known.push_back(array.getSymName());
    if (array.getSymName() == name)
      return addArray(array, report, targets);
  }
  if (name == everything) {
    addAll(root, targets);
    return success();
  }
  InFlightDiagnostic error = report("unknown-port");
  error << "\"" << name << "\" is neither an input port of the net nor one of "
        << "its arrays";
  if (!known.empty())
    error.attachNote() << "a gradient can be asked for by " << everything
                       << ", " << llvm::join(known, ", ");
  noteNearest(name, known, error);
  return error;
}

LogicalResult netc::checkImposedGradient(net::RootOp root, StringRef name,
                                         ReportTarget report) {
  SmallVector<StringRef> known;
  for (auto [port, attribute] :
       llvm::zip(root.getOutputs(), root.getOutputNames())) {
    known.push_back(cast<StringAttr>(attribute));
    if (known.back() != name)
      continue;
    if (isReal(port.getType()))
      return success();
    return report("no-integer-gradient")
           << "output \"" << name << "\" holds integers: it has no gradient";
  }
  InFlightDiagnostic error = report("unknown-port");
  error << "the net has no output port \"" << name
        << "\" at which a gradient could be imposed";
  noteNearest(name, known, error);
  return error;
}
