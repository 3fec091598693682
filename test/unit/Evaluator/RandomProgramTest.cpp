//===- RandomProgramTest.cpp - calls of every builtin with anything -------===//

#include "compiler/Evaluator/Builtins.h"
#include "test/unit/Evaluator/TestEvaluation.h"
#include "llvm/ADT/STLExtras.h"
#include <gtest/gtest.h>
#include <random>

using namespace netc;

namespace {

/// Writes calls whose arguments fit seldom, and now and then.
class ProgramMaker {
public:
  explicit ProgramMaker(unsigned seed) : random(seed) {
    llvm::append_range(names, getBuiltins().keys());
    llvm::sort(names);
  }

  std::string make(unsigned depth) {
    if (depth == 0 || random() % 4 == 0)
      return makeAtom();
    switch (random() % 6) {
    case 0:
      return "{" + makeSeveral(depth) + "}";
    case 1:
      return "<|\"a\" -> " + make(depth - 1) + ", b -> " + make(depth - 1) +
             "|>";
    case 2:
      return "(" + make(depth - 1) + " &)";
    default:
      return names[random() % names.size()].str() + "[" + makeSeveral(depth) +
             "]";
    }
  }

private:
  std::string makeSeveral(unsigned depth) {
    std::string text;
    for (unsigned count = random() % 4; count > 0; --count)
      text += (text.empty() ? "" : ", ") + make(depth - 1);
    return text;
  }

  std::string makeAtom() {
    static const char *atoms[] = {"0",
                                  "1",
                                  "-1",
                                  "2",
                                  "3",
                                  "-5/2",
                                  "1.5",
                                  "-0.",
                                  "1.*^300",
                                  "10^30",
                                  "2^63",
                                  "-2^63",
                                  "x",
                                  "y",
                                  "\"a\"",
                                  "\"\"",
                                  "{}",
                                  "{1, 2, 3}",
                                  "<||>",
                                  "#",
                                  "#2",
                                  "##",
                                  "#a",
                                  "All",
                                  "True",
                                  "False",
                                  "Null",
                                  "_",
                                  "x_",
                                  "1 ;; 2",
                                  "a -> 1",
                                  "Plus",
                                  "Pi",
                                  "Infinity",
                                  "{{1, 2}, {3, 4}}",
                                  "{x, 3}",
                                  "{y, 1, 2}",
                                  "{x = 2}",
                                  "Indeterminate",
                                  "\"\\[Alpha]b\""};
    return atoms[random() % std::size(atoms)];
  }

  std::mt19937 random;
  llvm::SmallVector<llvm::StringRef> names;
};

/// Every program gives a value or a message, and comes to an end.
TEST(RandomPrograms, GiveAValueOrAMessage) {
  EvaluatorOptions options;
  options.stepLimit = 2000;
  options.sizeLimit = 5000;
  for (unsigned seed = 0; seed < 20000; ++seed) {
    std::string text = ProgramMaker(seed).make(3);
    EXPECT_FALSE(evaluate(text, {}, options).empty()) << text;
  }
}

} // namespace
