//===- ParserTest.cpp - what every form of the notation is read as --------===//

#include "test/unit/Notation/TestSource.h"
#include <gtest/gtest.h>

using namespace netc;

namespace {

struct Case {
  const char *text;
  const char *tree;
};

template <size_t count> void check(const Case (&cases)[count]) {
  for (const Case &c : cases)
    EXPECT_EQ(fullForm(c.text), c.tree) << "reading " << c.text;
}

TEST(Numbers, Integers) {
  check({{"0", "0"},
         {"007", "7"},
         {"123456789012345678", "123456789012345678"},
         {"9223372036854775807", "9223372036854775807"},
         {"9223372036854775808", "9223372036854775808"},
         {"-9223372036854775808", "-9223372036854775808"},
         {"123456789012345678901234567890", "123456789012345678901234567890"},
         {"16^^ff", "255"},
         {"2^^1010", "10"},
         {"36^^Zz", "1295"},
         {"7*^2", "700"},
         {"7*^+2", "700"},
         {"7*^-2", "Rational[7, 100]"},
         {"10*^-1", "1"},
         {"2^^1*^4", "16"}});
}

TEST(Numbers, Reals) {
  check({{"1.5", "1.5"},
         {".5", "0.5"},
         {"5.", "5."},
         {"1.*^-3", "0.001"},
         {"2.5*^2", "250."},
         {"1.5`", "1.5"},
         {"3.14`20", "3.14"},
         {"3.14``20", "3.14"},
         {"3`", "3."},
         {"1.5`20.5*^2", "150."},
         {"16^^f.8", "15.5"},
         {"16^^ff.8*^1", "4088."},
         {"1.7976931348623157*^308", "1.7976931348623157*^308"},
         {"1.*^-400", "0."},
         {"0.1", "0.1"},
         {"1000000.", "1.*^6"},
         {"100000.", "100000."},
         {"0.00001", "0.00001"},
         {"0.000001", "1.*^-6"}});
  // Rounded once from all digits.
  check({{"0.30000000000000004440892098500626161694526672363281250001",
          "0.30000000000000004"},
         {"9007199254740993.", "9.007199254740992*^15"}});
}

TEST(Numbers, PointsBelongToNumbers) {
  check({{"a.b", "Dot[a, b]"},
         {"2.a", "Times[2., a]"},
         {"a.5", "Times[a, 0.5]"},
         {"1;;3", "Span[1, 3]"},
         {"a/.5", "Times[a, Power[0.5, -1]]"},
         {"a . b . c", "Dot[a, b, c]"}});
}

TEST(Strings, Escapes) {
  check({{R"("a")", R"("a")"},
         {R"("")", R"("")"},
         {R"("\"\\\n\t")", R"("\"\\\n\t")"},
         {R"("\101")", R"("A")"},
         {R"("\.41\:00e9\|01F600")", "\"A\xC3\xA9\xF0\x9F\x98\x80\""},
         {R"("\[Alpha]\[Rule]")", "\"\xCE\xB1\xEF\x94\xA2\""},
         {"\"a\\\nb\"", R"("ab")"},
         {"\"a\nb\"", R"("a\nb")"},
         {R"~("(* no comment *)")~", R"~("(* no comment *)")~"}});
}

TEST(Symbols, Names) {
  check({{"abc1$", "abc1$"},
         {"Global`x", "Global`x"},
         {"\xC3\xBC"
          "ber",
          "\xC3\xBC"
          "ber"},
         {"\\[Alpha]1", "\xCE\xB1"
                        "1"},
         {"\\[Infinity]", "Infinity"},
         {"\xE2\x88\x9E", "Infinity"},
         {"2 \xCF\x80", "Times[2, Pi]"}});
}

TEST(Symbols, Patterns) {
  check({{"_", "Blank[]"},
         {"_Real", "Blank[Real]"},
         {"x_", "Pattern[x, Blank[]]"},
         {"x_Real", "Pattern[x, Blank[Real]]"},
         {"x__", "Pattern[x, BlankSequence[]]"},
         {"_ -> 1", "Rule[Blank[], 1]"},
         {"f[x_] := x^2", "SetDelayed[f[Pattern[x, Blank[]]], Power[x, 2]]"}});
}

TEST(Slots, Forms) {
  check({{"#", "Slot[1]"},
         {"#2", "Slot[2]"},
         {"#name", "Slot[\"name\"]"},
         {"#\"a b\"", "Slot[\"a b\"]"},
         {"##", "SlotSequence[1]"},
         {"##2", "SlotSequence[2]"},
         {"# #2", "Times[Slot[1], Slot[2]]"}});
}

TEST(Operators, EveryRowOfTheTable) {
  check({{"f[x, y]", "f[x, y]"},
         {"f[]", "f[]"},
         {"e[[i, j]]", "Part[e, i, j]"},
         {"f[x][y][[1]]", "Part[f[x][y], 1]"},
         {"a[[b[[1]]]]", "Part[a, Part[b, 1]]"},
         {"p?t", "PatternTest[p, t]"},
         {"f@*g@*h", "Composition[Composition[f, g], h]"},
         {"f/*g", "RightComposition[f, g]"},
         {"f@x", "f[x]"},
         {"f@g@x", "f[g[x]]"},
         {"a~f~b", "f[a, b]"},
         {"a~f~b~g~c", "g[f[a, b], c]"},
         {"f/@x", "Map[f, x]"},
         {"f@@x", "Apply[f, x]"},
         {"f@@@x", "MapApply[f, x]"},
         {"n!", "Factorial[n]"},
         {"f'", "Derivative[1][f]"},
         {"f''[x]", "Derivative[2][f][x]"},
         {"a<>b<>c", "StringJoin[a, b, c]"},
         {"a^b^c", "Power[a, Power[b, c]]"},
         {"a.b.c", "Dot[a, b, c]"},
         {"-a", "Times[-1, a]"},
         {"+a", "a"},
         {"-2", "-2"},
         {"a/b/c", "Times[Times[a, Power[b, -1]], Power[c, -1]]"},
         {"a*b c", "Times[a, b, c]"},
         {"a(b)", "Times[a, b]"},
         {"a+b-c", "Plus[a, b, Times[-1, c]]"},
         {"a-2", "Plus[a, -2]"},
         {"i;;j;;k", "Span[i, j, k]"},
         {";;j", "Span[1, j]"},
         {"x[[i;;]]", "Part[x, Span[i, All]]"},
         {"x[[;;, 1]]", "Part[x, Span[1, All], 1]"},
         {"i;;;;k", "Span[i, All, k]"},
         {"a==b==c", "Equal[a, b, c]"},
         {"a<b<c", "Less[a, b, c]"},
         {"a<b<=c", "Inequality[a, Less, b, LessEqual, c]"},
         {"a!=b", "Unequal[a, b]"},
         {"a===b", "SameQ[a, b]"},
         {"a=!=b", "UnsameQ[a, b]"},
         {"!a", "Not[a]"},
         {"!a==b", "Not[Equal[a, b]]"},
         {"a&&b&&c||d", "Or[And[a, b, c], d]"},
         {"a|b|c", "Alternatives[a, b, c]"},
         {"a~~b", "StringExpression[a, b]"},
         {"p/;c", "Condition[p, c]"},
         {"a<->b", "TwoWayRule[a, b]"},
         {"a->b", "Rule[a, b]"},
         {"a:>b", "RuleDelayed[a, b]"},
         {"e/.a->b", "ReplaceAll[e, Rule[a, b]]"},
         {"e//.a->b", "ReplaceRepeated[e, Rule[a, b]]"},
         {"x|->x+1", "Function[x, Plus[x, 1]]"},
         {"{x, y}|->x", "Function[List[x, y], x]"},
         {"#+1&", "Function[Plus[Slot[1], 1]]"},
         {"x//f//g", "g[f[x]]"},
         {"x=y=2", "Set[x, Set[y, 2]]"},
         {"x:=e", "SetDelayed[x, e]"},
         {"(a;b)", "CompoundExpression[a, b]"},
         {"(a;b;)", "CompoundExpression[a, b, Null]"}});
}

TEST(Operators, Precedence) {
  check({{"-2^2", "Times[-1, Power[2, 2]]"},
         {"2^3^2", "Power[2, Power[3, 2]]"},
         {"2^-1", "Power[2, -1]"},
         {"2^-a^b", "Power[2, Times[-1, Power[a, b]]]"},
         {"6/2*3", "Times[Times[6, Power[2, -1]], 3]"},
         {"-a/b", "Times[Times[-1, a], Power[b, -1]]"},
         {"a->b->c", "Rule[a, Rule[b, c]]"},
         {"Tanh@#a + LogisticSigmoid@#b &",
          "Function[Plus[Tanh[Slot[\"a\"]], LogisticSigmoid[Slot[\"b\"]]]]"},
         {"(Tanh@#Input1 + LogisticSigmoid@#Input2) &",
          "Function[Plus[Tanh[Slot[\"Input1\"]], "
          "LogisticSigmoid[Slot[\"Input2\"]]]]"},
         {"#^2 &@3", "Function[Power[Slot[1], 2]][3]"},
         {"f@x^2", "Power[f[x], 2]"},
         {"{1, 2} -> 3", "Rule[List[1, 2], 3]"},
         {"\"a\" -> b // f", "f[Rule[\"a\", b]]"},
         {"a -> b & ", "Function[Rule[a, b]]"},
         {"f@-x", "f[Times[-1, x]]"},
         {"a b^c", "Times[a, Power[b, c]]"},
         {"a - b c", "Plus[a, Times[-1, Times[b, c]]]"},
         {"1 - 2 - 3", "Plus[1, -2, -3]"},
         {"x = a -> b", "Set[x, Rule[a, b]]"},
         {"f@@{1} + 2", "Plus[Apply[f, List[1]], 2]"},
         {"# &[3]", "Function[Slot[1]][3]"},
         {"-#&", "Function[Times[-1, Slot[1]]]"}});
}

TEST(Products, OfNeighbours) {
  check({{"2x", "Times[2, x]"},
         {"2 x", "Times[2, x]"},
         {"(a)(b)", "Times[a, b]"},
         {"a (b)", "Times[a, b]"},
         {"x[1] y", "Times[x[1], y]"},
         {"f[x]", "f[x]"},
         {"f (x)", "Times[f, x]"},
         {"x -1", "Plus[x, -1]"},
         {"2 3 + 4", "Plus[Times[2, 3], 4]"},
         {"(1 + 2)(3)", "Times[Plus[1, 2], 3]"}});
}

TEST(Brackets, ListsAndAssociations) {
  check({{"{}", "List[]"},
         {"{a, {b}}", "List[a, List[b]]"},
         {"<||>", "Association[]"},
         {"<|a -> 1, \"b\" -> {2}|>",
          "Association[Rule[a, 1], Rule[\"b\", List[2]]]"},
         {"<|<|a -> 1|>|>", "Association[Association[Rule[a, 1]]]"},
         {"f[{}]", "f[List[]]"}});
}

TEST(Characters, StandForOperators) {
  check({{"a \xE2\x86\x92 b", "Rule[a, b]"},
         {"a \xEF\x94\xA2 b", "Rule[a, b]"},
         {"a \\[Rule] b", "Rule[a, b]"},
         {"a \\[RuleDelayed] b", "RuleDelayed[a, b]"},
         {"a \xE2\xA7\xB4 b", "RuleDelayed[a, b]"},
         {"a \\[TwoWayRule] b", "TwoWayRule[a, b]"},
         {"\\[LeftAssociation]a -> 1\\[RightAssociation]",
          "Association[Rule[a, 1]]"},
         {"\xEF\x84\x93"
          "a -> 1\xEF\x84\x94",
          "Association[Rule[a, 1]]"},
         {"x\xE3\x80\x9A"
          "1\xE3\x80\x9B",
          "Part[x, 1]"},
         {"x\xE2\x9F\xA6"
          "1, 2\xE2\x9F\xA7",
          "Part[x, 1, 2]"},
         {"x\xE2\x86\xA6"
          "x",
          "Function[x, x]"},
         {"2\xE2\x88\x92"
          "1",
          "Plus[2, -1]"},
         {"2\xC3\x97"
          "a\xC3\xB7"
          "b",
          "Times[2, Times[a, Power[b, -1]]]"},
         {"a \xE2\x89\xA4 b", "LessEqual[a, b]"},
         {"a \\[And] \\[Not]b", "And[a, Not[b]]"}});
}

TEST(Statements, EndAtNewlinesOutsideOfBrackets) {
  check({{"a\nb", "a\nb"},
         {"a;b;", "a\nb"},
         {"a;;b", "Span[a, b]"},
         {"\n\n;a;\r\n;b\r", "a\nb"},
         {"f[\na,\nb\n]", "f[a, b]"},
         {"x =\n 3", "Set[x, 3]"},
         {"a\n  // f", "f[a]"},
         {"{1}\n{2}", "List[1]\nList[2]"},
         {"a\n(b)", "a\nb"},
         {"a \\\n b", "Times[a, b]"},
         {"1 ;;\n2", "Span[1, All]\n2"},
         {"? *Layer\n3", "Names[\"*Layer\"]\n3"},
         {"", ""}});
}

TEST(Comments, NestAndCountAsBlanks) {
  check({{"a (* x (* y *) z *) + b", "Plus[a, b]"},
         {"(**)a(*\n*)b", "Times[a, b]"},
         {"\xEF\xBB\xBF"
          "a",
          "a"},
         {"a\xC2\xA0+\xE3\x80\x80"
          "b",
          "Plus[a, b]"}});
}

TEST(Spans, CoverTheText) {
  TestSource test("x = 1;\nf[a + b, \"s\"]");
  ASSERT_EQ(test.statements.size(), 2u);
  Expr call = test.statements[1];
  EXPECT_EQ(call.span().getText(), "f[a + b, \"s\"]");
  EXPECT_EQ(call.args()[0].span().getText(), "a + b");
  EXPECT_EQ(call.args()[1].span().getText(), "\"s\"");
  SourceBuffer::Position position =
      test.source.getPosition(call.args()[0].span().begin);
  EXPECT_EQ(position.line, 2u);
  EXPECT_EQ(position.column, 3u);
}

} // namespace
