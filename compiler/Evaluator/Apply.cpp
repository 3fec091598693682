//===- Apply.cpp - application of functions, definitions and nets ---------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Evaluator/Patterns.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"

using namespace netc;
using namespace mlir;

Expr Evaluator::applyDefinitions(const Expr &call,
                                 ArrayRef<Definition> definitions) {
  for (const Definition &definition : definitions) {
    Bindings bindings;
    if (!matchPattern(definition.pattern, call, bindings))
      continue;
    // The definition may go while its body runs.
    Expr body = substitute(definition.body, bindings);
    return eval(body);
  }
  InFlightDiagnostic diagnostic =
      reportError(context, call.span(), "bad-argument");
  diagnostic << "no definition of " << call.headName()
             << " takes these arguments";
  for (const Definition &definition : definitions)
    diagnostic.attachNote(definition.pattern.span().getLocation(context))
        << "defined here for " << describe(definition.pattern);
  return {};
}

Expr Evaluator::apply(const Expr &function, ArrayRef<Expr> args, Span span) {
  Expr call = Expr::call(function, args, span);
  ++depth;
  llvm::scope_exit leave([&] { --depth; });
  if (depth > options.depthLimit)
    return failDepth(span);
  if (!spend(1, span))
    return {};
  if (!function.isSymbol())
    return applyValue(call, function);
  // Functions that hold arguments see values, which evaluate to themselves.
  return evalCall(call);
}

Expr Evaluator::applySlots(const Expr &call, const Expr &function) {
  Expr missing;
  Expr body = fillSlots(function.args()[0], function, call.args(), missing);
  if (body)
    return eval(body);
  if (missing.isCall("SlotSequence")) {
    auto error = reportError(context, call.span(), "bad-argument");
    error << "the function gives " << static_cast<uint64_t>(call.args().size())
          << " values, and a value is one expression";
    error.attachNote() << "hint: write {##} & for the list of them";
    return {};
  }
  reportError(context, call.span(), "bad-argument")
      << "the function has no value for " << describe(missing) << " among its "
      << static_cast<uint64_t>(call.args().size()) << " arguments";
  return {};
}

Expr Evaluator::applyParameters(const Expr &call, const Expr &function) {
  SmallVector<StringRef> parameters = getParameters(function);
  if (function.args().size() < 2 || parameters.size() > call.args().size()) {
    reportError(context, call.span(), "bad-argument")
        << "the function takes " << static_cast<uint64_t>(parameters.size())
        << " arguments, got " << static_cast<uint64_t>(call.args().size());
    return {};
  }
  Bindings bindings;
  for (auto [name, value] : llvm::zip(parameters, call.args()))
    bindings[name] = value;
  return eval(substitute(function.args()[1], bindings));
}

/// `Composition[f, g][x]` => f[g[x]]; RightComposition the other way round.
Expr Evaluator::applyComposition(const Expr &call, const Expr &composition) {
  SmallVector<Expr> chain(composition.args());
  if (composition.isCall("Composition"))
    std::reverse(chain.begin(), chain.end());
  SmallVector<Expr> args(call.args());
  for (const Expr &function : chain) {
    Expr value = apply(function, args, call.span());
    if (!value)
      return {};
    args.assign(1, value);
  }
  return args.size() == 1 ? args[0] : call;
}

/// `Map[f]` is a function: it takes its last argument when it is applied, and
/// `Select[f]` its first.
static constexpr struct {
  llvm::StringLiteral name;
  bool takesFirst;
} operatorForms[] = {
    {"Map", false},        {"Apply", false},          {"MapApply", false},
    {"MapIndexed", false}, {"KeyMap", false},         {"Select", true},
    {"Append", true},      {"Prepend", true},         {"Lookup", true},
    {"ReplaceAll", true},  {"ReplaceRepeated", true},
};

bool Evaluator::isOperatorForm(const Expr &call) {
  return call.args().size() == 1 &&
         llvm::any_of(operatorForms, [&](const auto &form) {
           return form.name == call.headName();
         });
}

static Expr completeForm(const Expr &call, const Expr &form) {
  const auto *entry = llvm::find_if(operatorForms, [&](const auto &entry) {
    return entry.name == form.headName();
  });
  SmallVector<Expr> args(call.args());
  args.insert(entry->takesFirst && !args.empty() ? args.begin() + 1
                                                 : args.begin(),
              form.args()[0]);
  return Expr::call(form.head(), args, call.span());
}

/// A call whose head is a value: a function, an association or a net.
Expr Evaluator::applyValue(const Expr &call, const Expr &head) {
  if (head.isCall("Function"))
    return head.args().size() == 1 ? applySlots(call, head)
                                   : applyParameters(call, head);
  if (head.isCall("Composition") || head.isCall("RightComposition"))
    return applyComposition(call, head);
  // What is known of a training is told like what a net gives.
  if (isNet(head) || head.isCall("NetTrainResultsObject"))
    return applyNet(call, head);
  if (head.isAssociation() && call.args().size() == 1)
    return evalSymbolCall(
        Expr::call("Lookup", {head, call.args()[0]}, call.span()), "Lookup");
  if (isOperatorForm(head))
    return evalSymbolCall(completeForm(call, head), head.headName());
  // Known to the parser only.
  if (head.isCall("Derivative"))
    return call;
  if (reportUnknown(head))
    return {};
  reportError(context, call.span(), "bad-argument")
      << describe(head) << " is no function and no net";
  return {};
}

Expr Evaluator::applyNet(const Expr &call, const Expr &net) {
  for (const Expr &arg : call.args())
    if (reportUnknown(arg))
      return {};
  if (!hooks.apply) {
    reportError(context, call.span(), "bad-argument")
        << "a net cannot be applied to data here";
    return {};
  }
  FailureOr<Expr> value =
      runHook([&] { return hooks.apply(net, call.args(), call.span()); });
  return failed(value) ? Expr() : *value;
}
