//===- RecoveryTest.cpp - reading goes on after an error ------------------===//

#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "mlir/IR/MLIRContext.h"
#include <gtest/gtest.h>

using namespace netc;

namespace {

/// The trees that are read, and how many errors were reported.
struct Reading {
  std::vector<std::string> trees;
  unsigned errors = 0;
  std::vector<std::string> unread;
};

Reading readOn(const std::string &text) {
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  Reading reading;
  mlir::ScopedDiagnosticHandler count(
      &context, [&](mlir::Diagnostic &) { ++reading.errors; });
  SourceBuffer source("t.net", text);
  llvm::SmallVector<Span> unread;
  ParseOptions options;
  options.unread = &unread;
  auto statements = parseStatements(source, &context, options);
  if (succeeded(statements))
    for (const Expr &statement : *statements)
      reading.trees.push_back(toInputForm(statement));
  for (Span span : unread)
    reading.unread.push_back(span.getText().str());
  return reading;
}

using Texts = std::vector<std::string>;

TEST(Recovery, CorrectTextsReadTheSame) {
  Reading reading = readOn("a = {1, 2}\nf[a]");
  EXPECT_EQ(reading.trees, (Texts{"a = {1, 2}", "f[a]"}));
  EXPECT_EQ(reading.errors, 0u);
  EXPECT_TRUE(reading.unread.empty());
}

TEST(Recovery, OneElementIsLost) {
  Reading reading = readOn("{a, b + , f[c, (d], e}");
  EXPECT_EQ(reading.trees, (Texts{"{a, $Failed, f[c, $Failed], e}"}));
  EXPECT_EQ(reading.errors, 2u);
  EXPECT_EQ(reading.unread, (Texts{"b +", "(d"}));
}

TEST(Recovery, EmptyElements) {
  Reading reading = readOn("{a,,b}\nf[a,]");
  EXPECT_EQ(reading.trees, (Texts{"{a, $Failed, b}", "f[a]"}));
  EXPECT_EQ(reading.errors, 2u);
}

TEST(Recovery, OneStatementIsLost) {
  Reading reading = readOn("a = )\nb = 2; c = ;\nd = 4");
  EXPECT_EQ(reading.trees, (Texts{"$Failed", "b = 2", "$Failed", "d = 4"}));
  EXPECT_EQ(reading.errors, 2u);
}

TEST(Recovery, DefinitionsCloseWhatIsOpen) {
  Reading reading = readOn("a = f[{1, 2\nb = 2\nc = {3");
  EXPECT_EQ(reading.trees, (Texts{"$Failed", "b = 2", "$Failed"}));
  EXPECT_EQ(reading.errors, 2u);
}

TEST(Recovery, EveryBeginningOfATextEnds) {
  std::string text =
      "f[x_] := {x, <|\"a\" -> x[[1]], (* b *) \"c\" -> {#, 2} &|>}\n"
      "NetChain[{3, f[4][[1, \"a\"]]}, \"Input\" -> {2}]; g'[a //b~c~d]";
  for (size_t i = 0; i <= text.size(); ++i) {
    readOn(text.substr(0, i));
    readOn(text.substr(i));
    readOn(text.substr(0, i) + "]" + text.substr(i));
    readOn(text.substr(0, i) + "[[" + text.substr(i));
  }
}

} // namespace
