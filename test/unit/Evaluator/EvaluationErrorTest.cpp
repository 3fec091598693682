//===- EvaluationErrorTest.cpp - messages and limits of evaluation --------===//

#include "test/unit/Evaluator/TestEvaluation.h"
#include <chrono>
#include <gtest/gtest.h>

using namespace netc;

namespace {

EvaluatorHooks makeHooks() {
  EvaluatorHooks hooks;
  hooks.isNetHead = [](llvm::StringRef name) {
    return name == "LinearLayer" || name == "NetChain";
  };
  hooks.getNetHeads = [] {
    return llvm::SmallVector<llvm::StringRef>{"LinearLayer", "NetChain"};
  };
  return hooks;
}

TEST(EvaluationErrors, UnknownNames) {
  EXPECT_EQ(evaluate("x = Rnage[3]", makeHooks()),
            "t.net:1:5: error[unknown-function]: there is no function called "
            "Rnage\n"
            "1 | x = Rnage[3]\n"
            "  |     ^~~~~\n"
            "hint: did you mean Range?\n");
  EXPECT_EQ(evaluate("NetChain[{LinearLayr[3]}]", makeHooks()),
            "t.net:1:11: error[unknown-layer]: there is no layer called "
            "LinearLayr\n"
            "1 | NetChain[{LinearLayr[3]}]\n"
            "  |           ^~~~~~~~~~\n"
            "hint: did you mean LinearLayer?\n");
}

TEST(EvaluationErrors, BadArguments) {
  EXPECT_EQ(evaluate("Take[3, 1]"),
            "t.net:1:6: error[bad-argument]: Take needs a list or association, "
            "not 3\n"
            "1 | Take[3, 1]\n"
            "  |      ^\n");
  EXPECT_EQ(evaluate("{1, 2} + {1, 2, 3}"),
            "t.net:1:1: error[bad-argument]: Plus cannot combine lists of "
            "lengths 2 and 3\n"
            "1 | {1, 2} + {1, 2, 3}\n"
            "  | ^~~~~~~~~~~~~~~~~~\n");
  EXPECT_EQ(evaluate("Range[1, 2, 3, 4]"),
            "t.net:1:1: error[bad-argument]: Range takes 1 to 3 arguments, got "
            "4\n"
            "1 | Range[1, 2, 3, 4]\n"
            "  | ^~~~~~~~~~~~~~~~~\n");
}

TEST(EvaluationErrors, OfEveryKind) {
  struct Case {
    const char *text, *message;
  };
  const Case cases[] = {
      {"1/0", "[bad-argument]: division by zero\n"},
      {"IdentityMatrix[{}]", "a size or {rows, columns}"},
      {"IdentityMatrix[{2, 3, 4}]", "a size or {rows, columns}"},
      {"Sqrt[-1]", "[bad-argument]: Sqrt of -1 is complex"},
      {"Log[-1.]", "[bad-argument]: Log of -1. is no real number"},
      {"\"a\" + 1", "[bad-argument]: Plus needs numbers, not \"a\""},
      {"{1}[[2]]", "[index-out-of-range]: there is no part 2 of {1}"},
      {"Take[{1}, 2]", "[index-out-of-range]: there are no elements 1 to 2"},
      {"<|\"abc\" -> 1|>[\"abd\"]", "hint: did you mean \"abc\"?"},
      {"First[{}]", "[index-out-of-range]"},
      {"Plus = 3", "cannot give a value to Plus"},
      {"True = 1", "cannot give a value to True"},
      {"3[4]", "[bad-argument]: 3 is no function and no net"},
      {"(# + #2 &)[1]", "has no value for #2 among its 1 arguments"},
      {"Function[{x, y}, x][1]", "takes 2 arguments, got 1"},
      {"f[x_Integer] := x; f[a]", "no definition of f takes these"},
      {"If[x, 1, 2]", "If needs True or False, not x"},
      {"2^100000", "an exact number of more than 4096 bits"},
      {"Nest[#^2 &, 3, 100]", "an exact number of more than 4096 bits"},
      {"NumericArray[{{1}, {2, 3}}]", "[bad-array]"},
      {"NumericArray[{1}, \"Real31\"]", "did you mean Real32"},
      {"NumericArray[{300}, \"Integer8\"]", "[bad-array]"},
      {"Import[\"x.npy\"]", "Import cannot read files here"},
      {"StringJoin[\"a\", 1]", "StringJoin needs strings, not 1"},
      {"Mean[{}]", "Mean of an empty list"},
      {"<|1, 2|>", "Association needs rules"},
      {"x := 3", "needs f[x_] on its left"},
  };
  for (const Case &c : cases)
    EXPECT_NE(evaluate(c.text).find(c.message), std::string::npos)
        << c.text << "\n"
        << evaluate(c.text);
}

TEST(Limits, EndWithAnError) {
  struct Case {
    const char *text, *code;
  };
  const Case cases[] = {
      {"f[x_] := f[x + 1]; f[0]", "nesting-too-deep"},
      {"f[x_] := 1 + f[x]; f[0]", "nesting-too-deep"},
      {"#0[#] &[1]", "nesting-too-deep"},
      {"Range[10^12]", "too-large"},
      {"ConstantArray[0, {100000, 100000, 100000, 100000, 100000}]",
       "too-large"},
      {"Nest[Join[#, #] &, {1}, 60]", "too-large"},
      {"Nest[# <> # &, \"a\", 60]", "too-large"},
      {"Nest[{#} &, 1, 5000]", "nesting-too-deep"},
      {"x = 1; Do[x = {x}, {i, 100000}]", "nesting-too-deep"},
      {"x = 1; Do[x = Append[{}, x], {i, 100000}]", "nesting-too-deep"},
      {"x = 1; Do[x = {x, x}, {i, 100}]", "too-large"},
      {"x = \"a\"; Do[x = <|\"a\" -> x, \"b\" -> x|>, {i, 100}]", "too-large"},
  };
  for (const Case &c : cases) {
    EvaluatorOptions options;
    options.sizeLimit = 1 << 20;
    std::string messages = evaluate(c.text, {}, options);
    EXPECT_NE(messages.find(std::string("error[") + c.code + "]"),
              std::string::npos)
        << c.text << "\n"
        << messages;
  }
  EvaluatorOptions options;
  options.stepLimit = 10000;
  EXPECT_NE(evaluate("Table[i j, {i, 1000}, {j, 1000}]", {}, options)
                .find("error[too-many-steps]"),
            std::string::npos);
}

TEST(Limits, EndsWhenItIsInterrupted) {
  EvaluatorOptions options;
  int asked = 0;
  options.interrupted = [&] { return ++asked > 100; };
  std::string messages = evaluate("Do[x = i + 1, {i, 10^7}]", {}, options);
  EXPECT_NE(messages.find("error[interrupted]: the evaluation was interrupted"),
            std::string::npos)
      << messages;
  EXPECT_LT(asked, 120);
}

TEST(Limits, OnTimeAndMemory) {
  EvaluatorOptions options;
  options.timeLimit = 0.05;
  EXPECT_NE(evaluate("Nest[Reverse, Range[10^5], 10^6]", {}, options)
                .find("error[too-much-time]: evaluation takes more than 0.05 "
                      "seconds"),
            std::string::npos);
  options = {};
  options.memoryLimit = 1 << 20;
  for (const char *text :
       {"Range[10^5]", "Table[Range[100], {10^4}]",
        "Characters[StringJoin["
        "Table[\"abcdefgh\", {10^4}]]]",
        "NestList[Append[#, 1] &, {}, 10^4]",
        "x = Range[10^4]; y = x + 1; z = x + 2; {x, y, z}",
        "SeedRandom[1]; RandomReal[1, 10^5]", "IdentityMatrix[1000]",
        "Table[2^4000 + i, {i, 10^4}]"})
    EXPECT_NE(evaluate(text, {}, options).find("error[too-large]: all values"),
              std::string::npos)
        << text << "\n"
        << evaluate(text, {}, options);
  // What is released counts no more.
  EXPECT_EQ(evaluate("Do[Range[5000], {i, 100}]; 1", {}, options), "1");
}

/// Many numbers are data, not a program.
TEST(Limits, LargeListsAreFast) {
  std::string text = "x = {";
  for (int i = 0; i < 200000; ++i)
    text += "1.5, ";
  auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(evaluate(text + "1}; Length[x] + Total[2 x][[1]]").substr(0, 1),
            "t");
  EXPECT_EQ(evaluate(text + "1}; Length[x] + Total[2 x]"), "800003.");
  std::chrono::duration<double> seconds =
      std::chrono::steady_clock::now() - begin;
  EXPECT_LT(seconds.count(), 20);
}

} // namespace
