//===- BuildNets.cpp - nets that stand in a value ------------------------===//

#include "compiler/Session/BuildNets.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Session/Load.h"

using namespace mlir;

namespace netc {

/// Lists, associations and rules; data and functions hold no nets.
static bool isCollection(const Expr &value) {
  return value.isList() || value.isAssociation() || value.isRule();
}

bool holdsNet(const Expr &value) {
  return isNetExpression(value) ||
         (isCollection(value) && llvm::any_of(value.args(), holdsNet));
}

static FailureOr<Expr> buildOne(const Expr &value, MLIRContext *context) {
  FailureOr<BuiltNet> net = buildNet(value, context);
  if (failed(net) || (!(*net->module)->hasAttr(coderAttribute) &&
                      failed(inferShapes(*net->module))))
    return failure();
  return writeNetForm(*net->module, net->arrays);
}

FailureOr<Expr> buildNets(const Expr &value, MLIRContext *context) {
  if (isNetExpression(value))
    return buildOne(value, context);
  if (!holdsNet(value))
    return value;
  llvm::SmallVector<Expr> parts;
  for (const Expr &part : value.args()) {
    FailureOr<Expr> built = buildNets(part, context);
    if (failed(built))
      return failure();
    parts.push_back(*built);
  }
  return Expr::call(value.head(), parts, value.span());
}

} // namespace netc
