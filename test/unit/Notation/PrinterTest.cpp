//===- PrinterTest.cpp - trees and values as text -------------------------===//

#include "compiler/Notation/Json.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Number.h"
#include "compiler/Notation/NumericLeaf.h"
#include "test/unit/Notation/TestSource.h"
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <nlohmann/json.hpp>

using namespace netc;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(InputForm, IsWhatAUserWrites) {
  for (const char *text :
       {"NetChain[{LinearLayer[3], Ramp}, \"Input\" -> 2]",
        "NetGraph[<|\"a\" -> Tanh|>, {{1, 2} -> \"a\", NetPort[\"x\"] -> 1}]",
        "ElementwiseLayer[#*10 &]",
        "ElementwiseLayer[If[# > 0 && # < 1, -#, 2.5*^7] &]",
        "ThreadingLayer[#Input1 - #2^2/3 &]",
        "-2^2",
        "(-2)^2",
        "a - b",
        "a - 2",
        "a/b/c",
        "a/(b*c)",
        "2^-1",
        "x[[1 ;; 3, All]]",
        "f[x_] := x + 1",
        "!a || b",
        "{##2, _, x_Real}",
        "(#^2 &)[3]",
        "\"a\\nb\"",
        "<||>",
        "a . b",
        "x -> y -> z"}) {
    TestSource test(text);
    ASSERT_EQ(test.statements.size(), 1u) << test.messages;
    EXPECT_EQ(toInputForm(test.statements[0]), text);
  }
}

TEST(InputForm, Reals) {
  EXPECT_EQ(printReal(0.1), "0.1");
  EXPECT_EQ(printReal(-0.0), "-0.");
  EXPECT_EQ(printReal(1e22), "1.*^22");
  EXPECT_EQ(printReal(123456.75), "123456.75");
  EXPECT_EQ(printReal(5e-324), "5.*^-324");
  EXPECT_EQ(printReal(infinity), "Infinity");
  EXPECT_EQ(printReal(NAN), "Indeterminate");
}

TEST(PrintValue, SixDigitsAsInTheNotation) {
  ArrayData data{ElementType::Real32, {3}, nullptr, {}};
  auto values = std::make_shared<std::vector<float>>(
      std::vector<float>{std::tanh(1.f), std::tanh(2.f), std::tanh(3.f)});
  data.owner = values;
  data.bytes = {reinterpret_cast<const char *>(values->data()), 12};
  Expr numeric = makeNumeric(data);
  EXPECT_EQ(printValue(numeric), "{0.761594, 0.964028, 0.995055}");
  EXPECT_EQ(printValue(Expr::list({Expr::real(2), Expr::real(0),
                                   Expr::real(0.009866), Expr::integer(7)})),
            "{2., 0., 0.009866, 7}");
  EXPECT_EQ(printValue(Expr::real(123456.7)), "123457.");
  EXPECT_EQ(printValue(Expr::real(1234567.)), "1.23457*^6");
  EXPECT_EQ(printValue(Expr::real(999999.9)), "1.*^6");
  EXPECT_EQ(printValue(Expr::real(0.1), 0), "0.1");
  EXPECT_EQ(printValue(Expr::real(-0.)), "0.");
  EXPECT_EQ(toJson(numeric).dump(), "[0.7615942,0.9640276,0.9950548]");
}

TEST(Json, ValuesOfEveryKind) {
  TestSource test("<|\"a\" -> {1, 2.5, 1*^30}, 7 -> x, NetPort[\"a\"] -> "
                  "\"s\", Indeterminate -> -Infinity, True -> LinearLayer[2], "
                  "{1, \"W\"} -> f[1]|>");
  EXPECT_EQ(toJson(test.statements[0]).dump(),
            R"({"a":[1,2.5,1e+30],"7":"x","NetPort[\"a\"]":"s",)"
            R"("Indeterminate":"-Infinity",)"
            R"("True":{"net":"LinearLayer[2]"},)"
            R"("{1, \"W\"}":{"expression":"f[1]"}})");
  EXPECT_EQ(toJson(Expr::list({Expr::real(NAN), Expr::real(-infinity),
                               Expr::real(0.1), Expr::symbol("True")}))
                .dump(),
            R"(["NaN","-Infinity",0.1,"True"])");
}

TEST(Numeric, ListsAndArrays) {
  TestSource test("{{1, 2}, {3, 4}}\n{1, 2.5}\n{{1}, {2, 3}}\n{a}\n{}\n3");
  std::optional<ArrayData> matrix = toArrayData(test.statements[0]);
  ASSERT_TRUE(matrix);
  EXPECT_EQ(matrix->element, ElementType::Integer64);
  EXPECT_EQ(matrix->shape, (llvm::SmallVector<int64_t>{2, 2}));
  EXPECT_EQ(toNestedLists(makeNumeric(*matrix)), test.statements[0]);
  std::optional<ArrayData> reals = toArrayData(test.statements[1]);
  ASSERT_TRUE(reals);
  EXPECT_EQ(toFullForm(makeNumeric(*reals)), "List[1., 2.5]");
  EXPECT_FALSE(toArrayData(test.statements[2]));
  EXPECT_FALSE(toArrayData(test.statements[3]));
  ASSERT_TRUE(toArrayData(test.statements[4]));
  ASSERT_TRUE(toArrayData(test.statements[5]));
  EXPECT_EQ(toArrayData(test.statements[5])->shape.size(), 0u);
}

TEST(Numbers, BigOnesRoundOnce) {
  TestSource test("123456789012345678901234567890\n"
                  "1*^-30; -7*^-1");
  EXPECT_EQ(test.statements[0].asDouble(), 123456789012345678901234567890.);
  EXPECT_FALSE(test.statements[0].asInt64());
  EXPECT_EQ(test.statements[1].asDouble(), 1e-30);
  EXPECT_EQ(test.statements[2].asDouble(), -0.7);
}

// A quotient is another tree: the literal is kept where the text is read again.
TEST(Numbers, RationalsAreLiterals) {
  TestSource test("7*^-2; -7*^-2; 5*^-1; 2^^1*^-3; 3^^1*^-1; 33^^w*^-2\n"
                  "Rational[7, 100]; Rational[1, 37]; Rational[a, 2]");
  const char *inputForms[] = {"7*^-2",       "-7*^-2",    "5*^-1",
                              "125*^-3",     "3^^1*^-1",  "33^^w*^-2",
                              "7*^-2",       "1/37",      "Rational[a, 2]"};
  const char *values[] = {"7/100",   "-7/100", "1/2",  "1/8",           "1/3",
                          "32/1089", "7/100",  "1/37", "Rational[a, 2]"};
  for (auto [i, tree] : llvm::enumerate(test.statements)) {
    EXPECT_EQ(toInputForm(tree), inputForms[i]);
    EXPECT_EQ(printValue(tree), values[i]);
  }
}

TEST(NearestNames, NearestFirst) {
  llvm::StringRef names[] = {"LinearLayer", "PoolingLayer", "DotLayer",
                             "SoftmaxLayer"};
  EXPECT_EQ(didYouMean("LinearLayr", names), "did you mean LinearLayer?");
  EXPECT_EQ(didYouMean("linearlayer", names), "did you mean LinearLayer?");
  EXPECT_EQ(didYouMean("Softmax", names), "did you mean SoftmaxLayer?");
  EXPECT_EQ(didYouMean("Xyz", names), "");
}

// Neighbours that changed places are one slip, not two.
TEST(NearestNames, SwappedLetters) {
  llvm::StringRef names[] = {"Tanh", "Ramp", "Max", "Sin"};
  EXPECT_EQ(didYouMean("Tnah", names), "did you mean Tanh?");
  EXPECT_EQ(didYouMean("Rmap", names), "did you mean Ramp?");
  EXPECT_EQ(didYouMean("Mxa", names), "did you mean Max?");
  EXPECT_EQ(didYouMean("iSn", names), "did you mean Sin?");
  EXPECT_EQ(didYouMean("Tnha", names), "");
}

} // namespace
