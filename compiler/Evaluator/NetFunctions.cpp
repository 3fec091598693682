//===- NetFunctions.cpp - functions of nets -------------------------------===//
//
// What they do says a hook; what they need of the evaluator is done here.
//
//===----------------------------------------------------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using namespace mlir;

static Expr callHook(const Call &call, const Expr &expr) {
  Evaluator &evaluator = call.evaluator;
  if (!evaluator.getHooks().callNetFunction)
    return call.fail("cannot work on nets here");
  FailureOr<Expr> value = evaluator.runHook(
      [&] { return evaluator.getHooks().callNetFunction(expr); });
  return failed(value) ? Expr() : *value;
}

/// `RandomSeeding -> Inherited` goes on with what SeedRandom began.
static bool inheritsSeed(const Expr &arg) {
  return arg.isRule() && arg.args()[0].nameOrText() == "RandomSeeding" &&
         arg.args()[1].isSymbol("Inherited");
}

static Expr drawSeed(const Call &call, const Expr &option) {
  if (!call.evaluator.getRandom()) {
    InFlightDiagnostic diagnostic = reportError(
        call.evaluator.getContext(), option.args()[1].span(), "bad-argument");
    diagnostic << "RandomSeeding -> Inherited needs a SeedRandom before it";
    diagnostic.attachNote() << "hint: begin with SeedRandom[1], or give a "
                               "number in place of Inherited";
    return {};
  }
  double draw = call.evaluator.getRandom()->uniform();
  return Expr::rule(option.args()[0],
                    Expr::integer(static_cast<int64_t>(draw * 0x1p53),
                                  option.args()[1].span()),
                    option.span());
}

/// The call with a number for a seed that is inherited.
static Expr completeSeed(const Call &call) {
  SmallVector<Expr> args;
  for (const Expr &arg : call.args()) {
    args.push_back(inheritsSeed(arg) ? drawSeed(call, arg) : arg);
    if (!args.back())
      return {};
  }
  return Expr::call(call.expr.head(), args, call.span());
}

static Expr evalNetInitialize(Call &call) {
  Expr complete = completeSeed(call);
  return complete ? callHook(call, complete) : Expr();
}

static Expr evalNetTrain(Call &call) {
  Evaluator &evaluator = call.evaluator;
  if (!evaluator.getHooks().train)
    return call.fail("cannot train a net here; netc eval and netc train can");
  Expr complete = completeSeed(call);
  if (!complete)
    return {};
  FailureOr<Expr> value = evaluator.runHook(
      [&] { return evaluator.getHooks().train(evaluator, complete); });
  return failed(value) ? Expr() : *value;
}

void netc::addNetFunctions(BuiltinTable &table) {
  table["NetInitialize"] = {evalNetInitialize, 1, anyCount};
  Builtin train{evalNetTrain, 2, anyCount};
  train.takesArrays = true;
  table["NetTrain"] = train;
}
