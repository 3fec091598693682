//===- BuildNets.cpp - nets that stand in a value ------------------------===//

#include "compiler/Session/BuildNets.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Session/Load.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace netc {

static std::string showShape(ArrayRef<int64_t> shape) {
  auto sizes = llvm::map_range(
      shape, [](int64_t size) { return std::to_string(size); });
  return "{" + llvm::join(sizes, ", ") + "}";
}

/// Lists, associations and rules; data and functions hold no nets.
static bool isCollection(const Expr &value) {
  return value.isList() || value.isAssociation() || value.isRule();
}

bool holdsNet(const Expr &value) {
  return isNetExpression(value) ||
         (isCollection(value) && llvm::any_of(value.args(), holdsNet));
}

/// What is printed without values of its arrays is another net.
static void warnOfArraysLeftOut(const BuiltNet &net, Span place) {
  ArrayStore rest = arraysLeftOut(*net.module, net.arrays);
  if (rest.empty())
    return;
  constexpr size_t most = 4;
  std::string names;
  for (const auto &[key, data] : llvm::make_range(
           rest.begin(), rest.begin() + std::min(most, rest.size())))
    names += (names.empty() ? "\"" : ", \"") + key + "\" " +
             showShape(data.shape);
  InFlightDiagnostic warning = reportWarning(net.module.get().getContext(),
                                             place, "arrays-left-out");
  warning << "arrays of more than " << WriteOptions().inlineLimit
          << " numbers are not printed: " << names
          << (rest.size() > most ? ", ..." : "");
  warning.attachNote() << "hint: netc convert writes a net with all of them";
}

static FailureOr<Expr> buildOne(const Expr &value, MLIRContext *context) {
  FailureOr<BuiltNet> net = buildNet(value, context);
  if (failed(net) || (!(*net->module)->hasAttr(coderAttribute) &&
                      failed(inferShapes(*net->module))))
    return failure();
  warnOfArraysLeftOut(*net, value.span());
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
