//===- TestEvaluation.h - evaluates texts and keeps what was reported -----===//

#ifndef NETC_TEST_UNIT_EVALUATOR_TESTEVALUATION_H
#define NETC_TEST_UNIT_EVALUATOR_TESTEVALUATION_H

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Notation/DiagnosticPrinter.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "mlir/IR/MLIRContext.h"

namespace netc {

/// InputForm of the last value of a text, or the messages about it.
inline std::string evaluate(std::string text, EvaluatorHooks hooks = {},
                            EvaluatorOptions options = {}) {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  SourceBuffer source("t.net", std::move(text));
  std::string messages;
  llvm::raw_string_ostream os(messages);
  DiagnosticPrinter printer(&context, os, ColorMode::Never);
  printer.addSource(source);
  mlir::FailureOr<llvm::SmallVector<Expr>> statements =
      parseStatements(source, &context);
  if (mlir::failed(statements))
    return messages;
  Evaluator evaluator(&context, std::move(hooks), options);
  mlir::FailureOr<Expr> value =
      evaluator.evaluate(llvm::ArrayRef<Expr>(*statements));
  return mlir::failed(value) ? messages : messages + printValue(*value, 0);
}

} // namespace netc

#endif // NETC_TEST_UNIT_EVALUATOR_TESTEVALUATION_H
