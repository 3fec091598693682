//===- RoundTripTest.cpp - random trees survive printing and reading ------===//

#include "compiler/Notation/Number.h"
#include "test/unit/Notation/TestSource.h"
#include <cstring>
#include <gtest/gtest.h>
#include <random>

using namespace netc;

namespace {

/// Makes trees with every head the printer has a form for, and others.
class TreeMaker {
public:
  explicit TreeMaker(unsigned seed) : random(seed) {}

  Expr make(unsigned depth) {
    if (depth == 0 || random() % 5 == 0)
      return makeAtom();
    static const char *heads[] = {"List",
                                  "Plus",
                                  "Times",
                                  "Power",
                                  "Rule",
                                  "Dot",
                                  "Function",
                                  "Slot",
                                  "Span",
                                  "Less",
                                  "Equal",
                                  "Inequality",
                                  "And",
                                  "Or",
                                  "Not",
                                  "Set",
                                  "SetDelayed",
                                  "Part",
                                  "StringJoin",
                                  "Alternatives",
                                  "ReplaceAll",
                                  "f",
                                  "Association",
                                  "CompoundExpression",
                                  "Composition",
                                  "Map",
                                  "Apply",
                                  "TwoWayRule",
                                  "Condition",
                                  "SameQ",
                                  "Factorial",
                                  "RuleDelayed",
                                  "PatternTest",
                                  "Blank",
                                  "Pattern",
                                  "SlotSequence",
                                  "RightComposition",
                                  "StringExpression",
                                  "Derivative"};
    llvm::SmallVector<Expr> args;
    for (unsigned count = random() % 4; count > 0; --count)
      args.push_back(make(depth - 1));
    if (random() % 12 == 0)
      return Expr::call(make(depth - 1), args);
    // Shapes that have short forms, more often than chance makes them.
    if (random() % 6 == 0)
      return Expr::call("Times", {Expr::integer(-1), make(depth - 1)});
    if (random() % 8 == 0)
      return Expr::call("Power", {make(depth - 1), Expr::integer(-1)});
    return Expr::call(heads[random() % std::size(heads)], args);
  }

private:
  Expr makeAtom() {
    static const char *symbols[] = {"a", "All", "Null", "x1", "True", "E"};
    static const char *strings[] = {"",     "a b",      "q\"\\\n\t\x01",
                                    "name", "\xC3\xA9", "1a"};
    static const int64_t denominators[] = {2, 3, 7, 10, 15, 36, 100, 961};
    switch (random() % 6) {
    case 3:
      return makeRational(BigInteger(int64_t(random() % 41) - 20),
                          BigInteger(denominators[random() % 8]));
    case 0:
      return Expr::symbol(symbols[random() % std::size(symbols)]);
    case 1:
      return Expr::string(strings[random() % std::size(strings)]);
    case 2:
      return Expr::real(makeReal());
    default:
      return Expr::integer(static_cast<int64_t>(random() % 7) - 3);
    }
  }

  double makeReal() {
    if (random() % 2)
      return static_cast<double>(random() % 9) / 2 - 2;
    while (true) {
      uint64_t bits = random();
      double value;
      std::memcpy(&value, &bits, sizeof(value));
      if (std::isfinite(value))
        return value;
    }
  }

  std::mt19937_64 random;
};

TEST(RoundTrip, InputFormAndFullFormReadBackEqual) {
  for (unsigned seed = 0; seed < 20000; ++seed) {
    Expr tree = TreeMaker(seed).make(5);
    for (const std::string &text : {toInputForm(tree), toFullForm(tree)}) {
      SourceBuffer source("t.net", text);
      std::string messages;
      llvm::raw_string_ostream os(messages);
      DiagnosticPrinter printer(&getTestContext(), os, ColorMode::Never);
      mlir::FailureOr<Expr> read = parseExpression(source, &getTestContext());
      // A product of strings has a `*`, so no comma is missing.
      ASSERT_TRUE(mlir::succeeded(read)) << seed << "\n" << text << messages;
      ASSERT_EQ(*read, tree) << seed << "\n"
                             << text << "\n"
                             << toFullForm(*read) << "\n"
                             << toFullForm(tree);
    }
  }
}

} // namespace
