//===- GradientEntry.cpp - the entry that a request for gradients needs ---===//

#include "compiler/Session/GradientEntry.h"
#include "compiler/Notation/Printer.h"

using namespace mlir;

namespace netc {

/// Whether nothing but gradients is asked for.
static bool asksForGradientsOnly(const Expr &request) {
  return request.isCall("NetPortGradient") ||
         (request.isList() &&
          llvm::all_of(request.args(), asksForGradientsOnly));
}

/// `gradients` gets the targets of all parts of the request.
static LogicalResult collectTargets(const Expr &request,
                                    const GradientNames &names,
                                    GradientRequest &gradients,
                                    MLIRContext *context) {
  if (request.isList()) {
    for (const Expr &part : request.args())
      if (failed(collectTargets(part, names, gradients, context)))
        return failure();
    return success();
  }
  if (!request.isCall("NetPortGradient"))
    return success();
  FailureOr<llvm::SmallVector<GradientTarget>> targets =
      names.find(request, context);
  if (failed(targets))
    return failure();
  for (const GradientTarget &target : *targets) {
    // The compiler takes this name for the port.
    bool isHidden = target.isArray && names.isInput(target.name);
    std::string name = isHidden ? "all" : target.name;
    if (!llvm::is_contained(gradients.targets, name))
      gradients.targets.push_back(name);
  }
  return success();
}

LogicalResult checkImposed(const Expr &request, ArrayRef<NamedValue> values,
                           MLIRContext *context) {
  if (asksForGradients(request))
    return success();
  for (const NamedValue &value : values)
    if (value.gradient)
      return reportError(context, value.gradient.span(), "bad-input")
             << printValue(value.gradient, 0)
             << " imposes a gradient at an output, but no gradient is asked "
                "for";
  return success();
}

LogicalResult addGradients(const Expr &request, ArrayRef<NamedValue> values,
                           const GradientNames &names, CompileOptions &compile,
                           MLIRContext *context) {
  if (!asksForGradients(request))
    return checkImposed(request, values, context);
  GradientRequest gradients;
  if (failed(collectTargets(request, names, gradients, context)))
    return failure();
  for (const NamedValue &value : values) {
    if (!value.gradient)
      continue;
    FailureOr<std::string> output = names.findImposed(value.gradient, context);
    if (failed(output))
      return failure();
    if (!llvm::is_contained(gradients.imposed, *output))
      gradients.imposed.push_back(*output);
  }
  // An entry has at least one result.
  gradients.outputs =
      !asksForGradientsOnly(request) || gradients.targets.empty();
  compile.infer = false;
  compile.gradient = std::move(gradients);
  return success();
}

} // namespace netc
