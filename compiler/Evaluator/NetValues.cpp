//===- NetValues.cpp - nets as values, with the definitions they use ------===//

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Evaluator/Patterns.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"

using namespace netc;
using namespace mlir;

/// A net outlives the definitions that the functions inside of it use.
Expr Evaluator::finishNet(const Expr &call) {
  SmallVector<Expr> args;
  bool isChanged = false;
  for (const Expr &arg : call.args()) {
    if (reportUnknown(arg))
      return {};
    args.push_back(inlineFunction(arg));
    if (!args.back())
      return {};
    isChanged |= !args.back().isIdentical(arg);
  }
  return isChanged ? Expr::call(call.head(), args, call.span()) : call;
}

Expr Evaluator::inlineFunction(const Expr &arg) {
  if (arg.isCall("Function"))
    return inlineDefinitions(arg, {});
  if (arg.isList() || arg.isAssociation() || arg.isRule()) {
    // Only containers of functions; data passes untouched.
    if (llvm::none_of(arg.args(), [&](const Expr &part) {
          return part.isCall("Function") || part.isRule() ||
                 (part.isSymbol() && functions.contains(part.name()));
        }))
      return arg;
    SmallVector<Expr> parts;
    for (const Expr &part : arg.args()) {
      parts.push_back(inlineFunction(part));
      if (!parts.back())
        return {};
    }
    return Expr::call(arg.head(), parts, arg.span());
  }
  if (!arg.isSymbol() || !functions.contains(arg.name()))
    return arg;
  // `f` with `f[x_] := body` => Function[x, body]
  const Definition &definition = functions.find(arg.name())->second.front();
  SmallVector<Expr> parameters;
  for (const Expr &parameter : definition.pattern.args())
    if (parameter.isCall("Pattern", 2))
      parameters.push_back(parameter.args()[0]);
  Expr function = Expr::call(
      "Function", {Expr::list(parameters, arg.span()), definition.body},
      arg.span());
  return inlineDefinitions(function, {});
}

/// Values and definitions of the user, put in place of their names.
Expr Evaluator::inlineDefinitions(const Expr &expr,
                                  ArrayRef<StringRef> boundOutside) {
  ++depth;
  llvm::scope_exit leave([&] { --depth; });
  if (depth > options.depthLimit)
    return failDepth(expr.span());
  if (!spend(1, expr.span()))
    return {};
  SmallVector<StringRef> bound(boundOutside);
  if (expr.isCall("Function", 2))
    llvm::append_range(bound, getParameters(expr));
  if (expr.isSymbol()) {
    auto found = values.find(expr.name());
    bool isFree = !llvm::is_contained(bound, expr.name());
    return isFree && found != values.end() ? found->second : expr;
  }
  if (!expr.isCall())
    return expr;
  Expr head = inlineDefinitions(expr.head(), bound);
  SmallVector<Expr> args;
  bool isChanged = head && !head.isIdentical(expr.head());
  for (const Expr &arg : expr.args()) {
    args.push_back(inlineDefinitions(arg, bound));
    if (!args.back())
      return {};
    isChanged |= !args.back().isIdentical(arg);
  }
  if (!head)
    return {};
  Expr call = isChanged ? Expr::call(head, args, expr.span()) : expr;
  auto found = head.isSymbol() ? functions.find(head.name()) : functions.end();
  if (found == functions.end())
    return call;
  for (const Definition &definition : found->second) {
    Bindings bindings;
    if (matchPattern(definition.pattern, call, bindings))
      return inlineDefinitions(substitute(definition.body, bindings), bound);
  }
  return call;
}
