//===- NetTest.cpp - nets as values of the notation -----------------------===//

#include "test/unit/Evaluator/TestEvaluation.h"
#include <gtest/gtest.h>

using namespace netc;

namespace {

/// Every net doubles its numbers.
EvaluatorHooks makeHooks() {
  EvaluatorHooks hooks;
  hooks.isNetHead = [](llvm::StringRef name) {
    return name.ends_with("Layer") || name == "NetChain" ||
           name == "NetGraph" || name == "NetEncoder";
  };
  hooks.apply = [](const Expr &net, llvm::ArrayRef<Expr> args,
                   Span span) -> mlir::FailureOr<Expr> {
    llvm::SmallVector<Expr> parts{net};
    parts.append(args.begin(), args.end());
    return Expr::call("applied", parts, span);
  };
  hooks.callFunction =
      [](const Expr &call) -> std::optional<mlir::FailureOr<Expr>> {
    if (call.isCall("NetExtract"))
      return mlir::FailureOr<Expr>(call.args()[0].args()[0]);
    return std::nullopt;
  };
  hooks.getNetHeads = [] {
    return llvm::SmallVector<llvm::StringRef>{"LinearLayer", "NetChain"};
  };
  return hooks;
}

void check(const char *text, const char *value) {
  EXPECT_EQ(evaluate(text, makeHooks()), value) << text;
}

TEST(Nets, StayWithTheirArgumentsEvaluated) {
  check("n = 3; LinearLayer[n + 1]", "LinearLayer[4]");
  check("NetChain[Table[LinearLayer[2^i], {i, 2}]]",
        "NetChain[{LinearLayer[2], LinearLayer[4]}]");
  check("NetGraph[{Ramp}, {NetPort[\"a\"] -> 1 -> NetPort[\"b\"]}]",
        "NetGraph[{Ramp}, {NetPort[\"a\"] -> 1 -> NetPort[\"b\"]}]");
  check("l = LinearLayer[3]; NetChain[{l, l}]",
        "NetChain[{LinearLayer[3], LinearLayer[3]}]");
  check("If[True, LinearLayer[1], LinearLayer[2]]", "LinearLayer[1]");
}

TEST(Nets, KeepFunctionsAsWritten) {
  check("ElementwiseLayer[#*10 &]", "ElementwiseLayer[#*10 &]");
  check("ElementwiseLayer[If[# > 0, #, 1 - 2 + 3] &]",
        "ElementwiseLayer[If[# > 0, #, 1 - 2 + 3] &]");
  check("ElementwiseLayer[Tanh]", "ElementwiseLayer[Tanh]");
}

TEST(Nets, TakeDefinitionsIntoTheirFunctions) {
  check("a = 3; ElementwiseLayer[a*# &]", "ElementwiseLayer[3*# &]");
  check("f[x_] := x^2 + 1; ElementwiseLayer[f[#] + 1 &]",
        "ElementwiseLayer[(#^2 + 1) + 1 &]");
  check("f[x_] := x^2; ElementwiseLayer[f]",
        "ElementwiseLayer[Function[{x}, x^2]]");
  check("x = 5; ElementwiseLayer[Function[x, x + 1]]",
        "ElementwiseLayer[Function[x, x + 1]]");
  check("a = 2; NetChain[{Ramp, a # &}]", "NetChain[{Ramp, 2*# &}]");
}

TEST(Nets, AreApplied) {
  check("ElementwiseLayer[Tanh][{1, 1 + 1}]",
        "applied[ElementwiseLayer[Tanh], {1, 2}]");
  check("elem = ElementwiseLayer[Tanh]; elem@{1, 2, 3}",
        "applied[ElementwiseLayer[Tanh], {1, 2, 3}]");
  check("net = NetChain[{3}]; net[{1}, NetPort[\"a\"]]",
        "applied[NetChain[{3}], {1}, NetPort[\"a\"]]");
  check("Map[LinearLayer[1], {5}]", "{applied[LinearLayer[1], 5]}");
}

TEST(Nets, AreFoundByName) {
  check("? Lin*Layer", "{\"LinearLayer\"}");
  check("Names[\"NetC*\"]", "{\"NetChain\"}");
}

TEST(Nets, AreArgumentsOfFurtherFunctions) {
  check("NetExtract[NetChain[{3}], 1]", "{3}");
  EXPECT_NE(evaluate("LinearLayer[3] + 1", makeHooks())
                .find("Plus needs numbers, not LinearLayer[3]"),
            std::string::npos);
}

} // namespace
