//===- Evaluator.cpp - evaluation of statements and calls -----------------===//

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/ExprMemory.h"
#include "compiler/Notation/NumericLeaf.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using namespace mlir;

/// Symbols that stand for themselves.
static constexpr StringRef constants[] = {
    "True",     "False",  "None",          "Automatic", "All",
    "Infinity", "Null",   "Indeterminate", "Inherited", "$Failed",
    "Center",   "Left",   "Right",         "Top",       "Bottom",
    "Black",    "White",  "Padding",       "Pi",        "E",
    "I",        "Degree", "Method",        "InputForm", "OutputForm"};

Evaluator::Evaluator(MLIRContext *context, EvaluatorHooks hooks,
                     EvaluatorOptions options)
    : context(context), hooks(std::move(hooks)), options(options),
      memoryBefore(getExprMemory().live) {}

/// The value, of which every call has a function.
Expr Evaluator::evalStatement(const Expr &statement) {
  Expr value = eval(statement);
  return value && !reportUnknown(value) ? value : Expr();
}

FailureOr<Expr> Evaluator::evaluate(const Expr &expr) {
  beginLimits();
  Expr value = evalStatement(expr);
  if (!value)
    return failure();
  return value;
}

FailureOr<Expr> Evaluator::evaluate(ArrayRef<Expr> statements) {
  beginLimits();
  Expr last = Expr::symbol("Null");
  for (const Expr &statement : statements) {
    Expr value = evalStatement(statement);
    if (!value)
      return failure();
    if (!value.isSymbol("Null"))
      last = value;
  }
  return last;
}

SmallVector<StringRef> Evaluator::getNames() const {
  SmallVector<StringRef> names(values.keys());
  llvm::sort(names);
  return names;
}

SmallVector<StringRef> Evaluator::getKnownNames() const {
  SmallVector<StringRef> names(std::begin(constants), std::end(constants));
  if (hooks.getNetHeads)
    llvm::append_range(names, hooks.getNetHeads());
  llvm::append_range(names, getBuiltins().keys());
  llvm::append_range(names, functions.keys());
  llvm::append_range(names, values.keys());
  llvm::sort(names);
  names.erase(llvm::unique(names), names.end());
  return names;
}

bool Evaluator::isNet(const Expr &expr) const {
  return expr.isNet() || (hooks.isNetHead && !expr.headName().empty() &&
                          hooks.isNetHead(expr.headName()));
}

bool Evaluator::isProtected(StringRef name) const {
  return findBuiltin(name) || llvm::is_contained(constants, name) ||
         (hooks.isNetHead && hooks.isNetHead(name));
}

void Evaluator::defineFunction(StringRef name, Expr pattern, Expr body) {
  SmallVector<Definition, 1> &definitions = functions[name];
  for (Definition &definition : definitions) {
    if (definition.pattern == pattern) {
      definition.body = body;
      return;
    }
  }
  definitions.push_back({std::move(pattern), std::move(body)});
}

void Evaluator::clear(StringRef name) {
  values.erase(name);
  functions.erase(name);
}

std::string Evaluator::makeLocalName(StringRef name) {
  return (name + "$" + Twine(++localCount)).str();
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

Expr Evaluator::eval(const Expr &expr) {
  if (expr.isCall())
    return evalCall(expr);
  if (!expr.isSymbol())
    return expr;
  auto found = values.find(expr.name());
  return found == values.end() ? expr : found->second;
}

Expr Evaluator::evalCall(const Expr &call) {
  ++depth;
  llvm::scope_exit leave([&] { --depth; });
  if (depth > options.depthLimit)
    return failDepth(call.span());
  // Long lists take time, too.
  if (!spend(1 + call.args().size() / 32, call.span()))
    return {};
  return checkValue(evalParts(call), call.span());
}

Expr Evaluator::evalParts(const Expr &call) {
  Expr head = eval(call.head());
  if (!head)
    return {};
  unsigned heldFirst = 0, heldCount = 0;
  if (head.isSymbol())
    if (const Builtin *builtin = findBuiltin(head.name())) {
      heldFirst = builtin->hold == Hold::Rest ? 1 : 0;
      heldCount = builtin->hold == Hold::None    ? 0
                  : builtin->hold == Hold::First ? 1
                                                 : anyCount;
    }
  Expr evaluated = evalArgs(call, head, heldFirst, heldCount);
  if (!evaluated)
    return {};
  if (head.isSymbol())
    return evalSymbolCall(evaluated, head.name());
  return applyValue(evaluated, head);
}

/// Elsewhere the elements of a sequence become arguments.
static bool keepsSequences(const Expr &head) {
  return head.isSymbol("Rule") || head.isSymbol("RuleDelayed") ||
         head.isSymbol("Set") || head.isSymbol("SetDelayed");
}

/// The call with its arguments evaluated, the same node where they were.
Expr Evaluator::evalArgs(const Expr &call, const Expr &head, unsigned heldFirst,
                         unsigned heldCount) {
  bool isChanged = !head.isIdentical(call.head());
  SmallVector<Expr> args;
  args.reserve(call.args().size());
  for (auto [i, arg] : llvm::enumerate(call.args())) {
    bool isHeld = i >= heldFirst && i - heldFirst < heldCount;
    Expr value = isHeld ? arg : eval(arg);
    if (!value)
      return {};
    isChanged |= !value.isIdentical(arg);
    if (value.isCall("Sequence") && !keepsSequences(head)) {
      isChanged = true;
      llvm::append_range(args, value.args());
    } else {
      args.push_back(std::move(value));
    }
  }
  return isChanged ? Expr::call(head, args, call.span()) : call;
}

/// Dense arrays as the lists that the functions of lists work on.
Expr Evaluator::unpackArrays(const Expr &call) {
  if (llvm::none_of(call.args(),
                    [](const Expr &arg) { return arg.isNumeric(); }))
    return call;
  SmallVector<Expr> args;
  for (const Expr &arg : call.args()) {
    if (arg.isNumeric() &&
        !checkMemory(arg.array()->elementCount() * numberBytes, call.span()))
      return {};
    args.push_back(toNestedLists(arg));
  }
  return Expr::call(call.head(), args, call.span());
}

/// The number of arguments that a builtin takes.
bool Evaluator::checkCount(const Expr &call, const Builtin &builtin) {
  size_t count = call.args().size();
  if (count >= builtin.minimum && count <= builtin.maximum)
    return true;
  InFlightDiagnostic diagnostic =
      reportError(context, call.span(), "bad-argument");
  diagnostic << call.headName() << " takes ";
  if (builtin.minimum == builtin.maximum)
    diagnostic << builtin.minimum;
  else if (builtin.maximum == anyCount)
    diagnostic << "at least " << builtin.minimum;
  else
    diagnostic << builtin.minimum << " to " << builtin.maximum;
  diagnostic << " argument" << (builtin.maximum == 1 ? "" : "s") << ", got "
             << static_cast<uint64_t>(count);
  return false;
}

/// A function that the evaluator does not know itself.
std::optional<Expr> Evaluator::callHook(const Expr &call) {
  std::optional<FailureOr<Expr>> value;
  (void)runHook([&]() -> FailureOr<Expr> {
    value = hooks.callFunction(call);
    return failure();
  });
  if (!value)
    return std::nullopt;
  return failed(*value) ? Expr() : **value;
}

Expr Evaluator::evalSymbolCall(const Expr &call, StringRef name) {
  if (name == "List")
    return call;
  auto definitions = functions.find(name);
  if (definitions != functions.end())
    return applyDefinitions(call, definitions->second);
  if (hooks.isNetHead && hooks.isNetHead(name))
    return finishNet(call);
  if (hooks.callFunction)
    if (std::optional<Expr> value = callHook(call))
      return *value;
  const Builtin *builtin = findBuiltin(name);
  if (!builtin) {
    hasUnknown = true;
    return call;
  }
  if (isOperatorForm(call))
    return call;
  if (!checkCount(call, *builtin))
    return {};
  if (builtin->isInert)
    return call;
  Expr unpacked = builtin->takesArrays ? call : unpackArrays(call);
  if (!unpacked)
    return {};
  Call context{*this, unpacked};
  return builtin->function(context);
}
