//===- Evaluator.cpp - evaluation of statements and calls -----------------===//

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/NearestNames.h"
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
    "I",        "Degree", "Method"};

Evaluator::Evaluator(MLIRContext *context, EvaluatorHooks hooks,
                     EvaluatorOptions options)
    : context(context), hooks(std::move(hooks)), options(options) {}

FailureOr<Expr> Evaluator::evaluate(const Expr &expr) {
  steps = 0;
  Expr value = eval(expr);
  if (!value)
    return failure();
  return value;
}

FailureOr<Expr> Evaluator::evaluate(ArrayRef<Expr> statements) {
  steps = 0;
  Expr last = Expr::symbol("Null");
  for (const Expr &statement : statements) {
    Expr value = eval(statement);
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

bool Evaluator::checkSize(uint64_t size, Span span) {
  if (size <= options.sizeLimit)
    return true;
  reportError(context, span, "too-large")
      << "a value of " << size << " elements is beyond the limit of "
      << options.sizeLimit;
  return false;
}

Expr Evaluator::failLimit(Span span) {
  if (options.interrupted && options.interrupted())
    reportError(context, span, "interrupted")
        << "the evaluation was interrupted here";
  else if (depth > options.depthLimit)
    reportError(context, span, "nesting-too-deep")
        << "evaluation nests more than " << options.depthLimit
        << " levels deep here";
  else
    reportError(context, span, "too-many-steps")
        << "evaluation takes more than " << options.stepLimit << " steps";
  return {};
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

/// Values share their parts, and can so be larger than the memory in which
/// they are printed, or deeper than the stack.
Expr Evaluator::checkValue(const Expr &value, Span span) {
  if (!value || (value.depth() <= options.depthLimit &&
                 value.size() <= options.sizeLimit))
    return value;
  if (value.depth() > options.depthLimit)
    reportError(context, span, "nesting-too-deep")
        << "this value nests more than " << options.depthLimit
        << " levels deep";
  else
    checkSize(value.size(), span);
  return {};
}

Expr Evaluator::evalCall(const Expr &call) {
  ++depth;
  llvm::scope_exit leave([&] { --depth; });
  if (depth > options.depthLimit || ++steps > options.stepLimit ||
      (options.interrupted && options.interrupted()))
    return failLimit(call.span());
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
    args.push_back(std::move(value));
  }
  return isChanged ? Expr::call(head, args, call.span()) : call;
}

/// Dense arrays as the lists that the functions of lists work on.
static Expr unpackArrays(const Expr &call) {
  if (llvm::none_of(call.args(),
                    [](const Expr &arg) { return arg.isNumeric(); }))
    return call;
  SmallVector<Expr> args;
  for (const Expr &arg : call.args())
    args.push_back(toNestedLists(arg));
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

Expr Evaluator::evalSymbolCall(const Expr &call, StringRef name) {
  if (name == "List")
    return call;
  auto definitions = functions.find(name);
  if (definitions != functions.end())
    return applyDefinitions(call, definitions->second);
  if (hooks.isNetHead && hooks.isNetHead(name))
    return finishNet(call);
  if (hooks.callFunction)
    if (std::optional<FailureOr<Expr>> value = hooks.callFunction(call))
      return failed(*value) ? Expr() : **value;
  const Builtin *builtin = findBuiltin(name);
  if (!builtin)
    return failUnknown(call, name);
  if (!checkCount(call, *builtin))
    return {};
  if (builtin->isInert)
    return call;
  Call context{*this, unpackArrays(call)};
  return builtin->function(context);
}

//===----------------------------------------------------------------------===//
// Names without a meaning
//===----------------------------------------------------------------------===//

Expr Evaluator::failUnknown(const Expr &call, StringRef name) {
  SmallVector<StringRef> nets, names;
  if (hooks.getNetHeads)
    nets = hooks.getNetHeads();
  names = nets;
  llvm::append_range(names, getBuiltins().keys());
  llvm::append_range(names, functions.keys());
  llvm::append_range(names, values.keys());
  SmallVector<StringRef> near = nearestNames(name, names);
  bool isLayer = name.ends_with("Layer") ||
                 (!near.empty() && llvm::is_contained(nets, near.front()));
  Span place = call.head().span() ? call.head().span() : call.span();
  InFlightDiagnostic diagnostic = reportError(
      context, place, isLayer ? "unknown-layer" : "unknown-function");
  diagnostic << "there is no " << (isLayer ? "layer" : "function") << " called "
             << name;
  std::string hint = didYouMean(name, names);
  if (!hint.empty())
    diagnostic.attachNote() << "hint: " << hint;
  return {};
}
