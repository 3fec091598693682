//===- Control.cpp - definitions, scopes and conditions -------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Evaluator/Patterns.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Definitions
//===----------------------------------------------------------------------===//

static bool checkAssignable(const Call &call, StringRef name) {
  if (!call.evaluator.isProtected(name))
    return true;
  call.fail(0, "cannot give a value to " + name +
                   ", which is a name of the notation");
  return false;
}

static Expr assign(const Call &call, const Expr &target, const Expr &value);

/// `{a, b} = {1, 2}`
static Expr assignList(const Call &call, const Expr &target,
                       const Expr &value) {
  if (!value.isList() || value.args().size() != target.args().size())
    return call.fail(0, "needs a list of " + llvm::Twine(target.args().size()) +
                            " values here, not " + describe(value));
  for (auto [part, element] : llvm::zip(target.args(), value.args()))
    if (!assign(call, part, element))
      return {};
  return value;
}

/// `In[1]:=` stands before what was typed into a notebook.
static Expr failPrompt(const Call &call, const Expr &prompt) {
  mlir::InFlightDiagnostic diagnostic = reportError(
      call.evaluator.getContext(), prompt.span(), "unexpected-token");
  diagnostic << describe(prompt) << ":= is a prompt, which is no input";
  diagnostic.attachNote() << "hint: remove the prompts and outputs, or let "
                             "--notebook do it";
  return {};
}

static Expr assign(const Call &call, const Expr &target, const Expr &value) {
  if (target.isSymbol()) {
    if (!checkAssignable(call, target.name()))
      return {};
    call.evaluator.define(target.name(), value);
    return value;
  }
  if (target.isList())
    return assignList(call, target, value);
  if (target.isCall("In"))
    return failPrompt(call, target);
  if (target.headName().empty())
    return call.failType(0, "a name or f[x_]");
  if (!checkPattern(call, target))
    return {};
  if (target.isCall("Part"))
    return call.fail(0, "cannot change a part of a value");
  if (!checkAssignable(call, target.headName()))
    return {};
  call.evaluator.defineFunction(target.headName(), target, value);
  return value;
}

static Expr evalSet(Call &call) {
  return assign(call, call.arg(0), call.arg(1));
}

static Expr evalSetDelayed(Call &call) {
  const Expr &target = call.arg(0);
  if (target.isSymbol())
    return call.fail(0, "needs f[x_] on its left; use = for a value");
  if (!assign(call, target, call.arg(1)))
    return {};
  return Expr::symbol("Null", call.span());
}

static Expr evalClear(Call &call) {
  for (size_t i = 0; i < call.args().size(); ++i) {
    if (!call.arg(i).isSymbol())
      return call.failType(i, "a name");
    call.evaluator.clear(call.arg(i).name());
  }
  return Expr::symbol("Null", call.span());
}

static Expr evalCompound(Call &call) {
  Expr last = Expr::symbol("Null", call.span());
  for (const Expr &statement : call.args())
    if (!(last = call.evaluator.eval(statement)))
      return {};
  return last;
}

//===----------------------------------------------------------------------===//
// Scopes
//===----------------------------------------------------------------------===//

namespace {

/// A local name of With, Module or Block; no value where it has none.
struct Local {
  StringRef name;
  Expr value;
};

} // namespace

/// The locals of `{x = 1, y}`, their values evaluated.
static std::optional<SmallVector<Local>> readLocals(const Call &call,
                                                    bool needsValues) {
  if (!call.arg(0).isList()) {
    call.failType(0, "a list of names");
    return std::nullopt;
  }
  SmallVector<Local> locals;
  for (const Expr &element : call.arg(0).args()) {
    bool hasValue = element.isCall("Set", 2);
    Expr name = hasValue ? element.args()[0] : element;
    if (!name.isSymbol() || (needsValues && !hasValue)) {
      call.fail(0, "needs names such as x = 1, not " + describe(element));
      return std::nullopt;
    }
    Expr value;
    if (hasValue && !(value = call.evaluator.eval(element.args()[1])))
      return std::nullopt;
    locals.push_back({name.name(), value});
  }
  return locals;
}

static Expr evalWith(Call &call) {
  std::optional<SmallVector<Local>> locals = readLocals(call, true);
  if (!locals)
    return {};
  Bindings bindings;
  for (const Local &local : *locals)
    bindings[local.name] = local.value;
  return call.evaluator.eval(substitute(call.arg(1), bindings));
}

/// Locals get names of their own, so that they can be assigned.
static Expr evalModule(Call &call) {
  std::optional<SmallVector<Local>> locals = readLocals(call, false);
  if (!locals)
    return {};
  Bindings renamed;
  SmallVector<std::string> names;
  for (const Local &local : *locals) {
    names.push_back(call.evaluator.makeLocalName(local.name));
    renamed[local.name] = Expr::symbol(names.back());
    if (local.value)
      call.evaluator.define(names.back(), local.value);
  }
  Expr result = call.evaluator.eval(substitute(call.arg(1), renamed));
  for (const std::string &name : names)
    call.evaluator.clear(name);
  return result;
}

/// Names keep their meaning, and get their old values back.
static Expr evalBlock(Call &call) {
  std::optional<SmallVector<Local>> locals = readLocals(call, false);
  if (!locals)
    return {};
  SmallVector<Expr> saved;
  for (const Local &local : *locals) {
    saved.push_back(call.evaluator.lookup(local.name));
    call.evaluator.clear(local.name);
    if (local.value)
      call.evaluator.define(local.name, local.value);
  }
  Expr result = call.evaluator.eval(call.arg(1));
  for (auto [local, value] : llvm::zip(*locals, saved)) {
    call.evaluator.clear(local.name);
    if (value)
      call.evaluator.define(local.name, value);
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

static Expr evalIf(Call &call) {
  Expr condition = call.evaluator.eval(call.arg(0));
  if (!condition)
    return {};
  std::optional<bool> truth = condition.asBool();
  size_t count = call.args().size();
  if (truth == true)
    return call.evaluator.eval(call.arg(1));
  if (truth == false)
    return count > 2 ? call.evaluator.eval(call.arg(2))
                     : Expr::symbol("Null", call.span());
  if (count > 3)
    return call.evaluator.eval(call.arg(3));
  return call.fail(0, "needs True or False, not " + describe(condition));
}

static Expr evalWhich(Call &call) {
  if (call.args().size() % 2)
    return call.fail("needs a value for every condition");
  for (size_t i = 0; i < call.args().size(); i += 2) {
    Expr condition = call.evaluator.eval(call.arg(i));
    if (!condition)
      return {};
    std::optional<bool> truth = condition.asBool();
    if (!truth)
      return call.fail(i, "needs True or False, not " + describe(condition));
    if (*truth)
      return call.evaluator.eval(call.arg(i + 1));
  }
  return Expr::symbol("Null", call.span());
}

static Expr keep(Call &call) { return call.expr; }

void netc::addControl(BuiltinTable &table) {
  table["Set"] = {evalSet, 2, 2, Hold::First};
  table["Set"].takesArrays = true;
  table["SetDelayed"] = {evalSetDelayed, 2, 2, Hold::All};
  table["Clear"] = {evalClear, 1, anyCount, Hold::All};
  table["CompoundExpression"] = {evalCompound, 0, anyCount, Hold::All};
  table["With"] = {evalWith, 2, 2, Hold::All};
  table["Module"] = {evalModule, 2, 2, Hold::All};
  table["Block"] = {evalBlock, 2, 2, Hold::All};
  table["If"] = {evalIf, 2, 4, Hold::All};
  table["Which"] = {evalWhich, 2, anyCount, Hold::All};
  // Values whose parts are not evaluated.
  table["Function"] = {keep, 1, 3, Hold::All, /*isInert=*/true};
  table["RuleDelayed"] = {keep, 2, 2, Hold::Rest, /*isInert=*/true};
  table["Pattern"] = {keep, 2, 2, Hold::All, /*isInert=*/true};
  table["Condition"] = {keep, 2, 2, Hold::All, /*isInert=*/true};
  table["PatternTest"] = {keep, 2, 2, Hold::All, /*isInert=*/true};
  table["Hold"] = {keep, 0, anyCount, Hold::All, /*isInert=*/true};
}
