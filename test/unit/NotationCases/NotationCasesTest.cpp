//===- NotationCasesTest.cpp - texts with their trees, values, messages ---===//
//
// Every .json file of this folder is a list of cases, and each case is a test.
// A case has a `text`, and one or more of
//   full     the tree of the text: the FullForm of every statement, one per
//   line value    what `netc eval` prints for it message  the lines of all
//   messages; warnings, where there is a tree or value code     the code of the
//   error that the text gives says     the text of that error
// Cases that need the program itself are in test/notation.
//
//===----------------------------------------------------------------------===//

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Notation/DiagnosticPrinter.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/ADT/StringExtras.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace netc;
using namespace mlir;
using nlohmann::json;

namespace {

struct Case {
  std::string name;
  json expected;
};

/// Letters, digits and `_`, as GoogleTest wants it.
std::string nameOf(const std::string &file, size_t number, StringRef text) {
  std::string name = file + "_" + std::to_string(number) + "_";
  for (char c : text.take_front(30))
    name += llvm::isAlnum(c) ? c : '_';
  return name;
}

std::vector<Case> loadCases() {
  const char *root = std::getenv("NETC_SOURCE_DIR");
  std::vector<Case> cases;
  for (const char *file :
       {"numbers", "tokens", "operators", "brackets", "arithmetic", "lists",
        "associations", "strings", "control", "functions", "arrays"}) {
    std::ifstream stream(std::string(root ? root : ".") +
                         "/test/unit/NotationCases/" + file + ".json");
    json list = json::parse(stream, nullptr, /*allow_exceptions=*/false);
    size_t number = 0;
    if (list.is_array())
      for (const json &one : list)
        cases.push_back(
            {nameOf(file, ++number, one["text"].get<std::string>()), one});
  }
  return cases;
}

/// What `netc eval` does, as far as no net is applied.
struct Outcome {
  std::string tree, value, messages;
};

Outcome evaluateText(const std::string &text) {
  static MLIRContext context(MLIRContext::Threading::DISABLED);
  Outcome outcome;
  SourceBuffer source("<stdin>", text);
  llvm::raw_string_ostream os(outcome.messages);
  DiagnosticPrinter printer(&context, os, ColorMode::Never);
  printer.addSource(source);
  FailureOr<SmallVector<Expr>> statements = parseStatements(source, &context);
  if (failed(statements))
    return outcome;
  for (const Expr &statement : *statements)
    outcome.tree += (outcome.tree.empty() ? "" : "\n") + toFullForm(statement);
  EvaluatorHooks hooks;
  hooks.isNetHead = isNetHead;
  hooks.getNetHeads = netHeads;
  hooks.getFutureNetHeads = futureNetHeads;
  hooks.importFile = [&](StringRef path, Span span) {
    return importFile(path, source, span, &context);
  };
  Evaluator evaluator(&context, hooks);
  FailureOr<Expr> value = evaluator.evaluate(ArrayRef<Expr>(*statements));
  if (succeeded(value) && !value->isSymbol("Null"))
    outcome.value = printValue(*value);
  return outcome;
}

class NotationCases : public testing::TestWithParam<Case> {};

TEST_P(NotationCases, AreAsWritten) {
  const json &expected = GetParam().expected;
  auto text = expected["text"].get<std::string>();
  Outcome outcome = evaluateText(text);
  if (expected.contains("full"))
    EXPECT_EQ(outcome.tree, expected["full"].get<std::string>()) << text;
  if (expected.contains("value"))
    EXPECT_EQ(outcome.value, expected["value"].get<std::string>())
        << text << "\n"
        << outcome.messages;
  if (expected.contains("message")) {
    std::string lines;
    for (const json &line : expected["message"])
      lines += line.get<std::string>() + "\n";
    EXPECT_EQ(outcome.messages.substr(0, lines.size()), lines) << text;
  }
  if (expected.contains("code")) {
    std::string error = "error[" + expected["code"].get<std::string>() +
                        "]: " + expected["says"].get<std::string>() + "\n";
    EXPECT_NE(outcome.messages.find(error), std::string::npos)
        << text << "\nexpected " << error << "found\n"
        << outcome.messages << outcome.value;
  }
}

/// Without the files there is nothing that could fail.
TEST(NotationCaseFiles, AreThere) { EXPECT_GT(loadCases().size(), 1000u); }

INSTANTIATE_TEST_SUITE_P(Text, NotationCases, testing::ValuesIn(loadCases()),
                         [](const testing::TestParamInfo<Case> &info) {
                           return info.param.name;
                         });

} // namespace
