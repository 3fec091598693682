//===- TestSource.h - reads texts and keeps what was reported -------------===//

#ifndef NETC_TEST_UNIT_NOTATION_TESTSOURCE_H
#define NETC_TEST_UNIT_NOTATION_TESTSOURCE_H

#include "compiler/Notation/DiagnosticPrinter.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "mlir/IR/MLIRContext.h"

namespace netc {

/// One for all tests; making one takes longer than most texts.
inline mlir::MLIRContext &getTestContext() {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  return context;
}

/// A text named `t.net`, its statements, and the messages about it.
struct TestSource {
  mlir::MLIRContext &context = getTestContext();
  SourceBuffer source;
  std::string messages;
  llvm::SmallVector<Expr> statements;
  bool isRead = false;

  explicit TestSource(std::string text) : source("t.net", std::move(text)) {
    llvm::raw_string_ostream os(messages);
    DiagnosticPrinter printer(&context, os, ColorMode::Never);
    printer.addSource(source);
    mlir::FailureOr<llvm::SmallVector<Expr>> result =
        parseStatements(source, &context);
    isRead = mlir::succeeded(result);
    if (isRead)
      statements = *result;
  }
};

/// FullForm of every statement, one per line; the messages where there are any.
inline std::string fullForm(std::string text) {
  TestSource test(std::move(text));
  std::string result = test.messages;
  for (const Expr &statement : test.statements)
    result += (result.empty() ? "" : "\n") + toFullForm(statement);
  return result;
}

inline std::string messagesFor(std::string text) {
  return TestSource(std::move(text)).messages;
}

} // namespace netc

#endif // NETC_TEST_UNIT_NOTATION_TESTSOURCE_H
