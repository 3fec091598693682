//===- EvaluateCommand.cpp - netc eval -----------------------------------===//

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Apply.h"
#include "compiler/Session/BuildNets.h"
#include "compiler/Session/SessionImpl.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;

namespace netc {

/// A path of a file, `-`, or the text itself.
static FailureOr<const SourceBuffer *> readSource(const std::string &source,
                                                  SourceFiles &sources,
                                                  MLIRContext *context) {
  bool isPath = source == "-" || llvm::sys::fs::exists(source) ||
                StringRef(source).ends_with(".net") ||
                StringRef(source).starts_with("/");
  if (!isPath)
    return &sources.add("<expression>", source);
  FailureOr<std::string> text = sources.read(source, context);
  if (failed(text))
    return failure();
  return &sources.add(source == "-" ? "<stdin>" : source, std::move(*text));
}

Status Session::evaluate(const EvalRequest &request, std::ostream &out) {
  MLIRContext *context = &impl->context;
  FailureOr<const SourceBuffer *> source =
      readSource(request.source, impl->sources, context);
  if (failed(source))
    return Status::UserError;
  FailureOr<llvm::SmallVector<Expr>> statements =
      parseStatements(**source, context);
  if (failed(statements) || failed(checkLayerNames(*statements, context)))
    return Status::UserError;
  if (request.fullForm) {
    for (const Expr &statement : *statements)
      out << toFullForm(statement) << "\n";
    return Status::Done;
  }
  ApplyOptions options;
  options.runner.threads = static_cast<int>(request.threads);
  EvaluatorHooks hooks;
  hooks.isNetHead = isNetHead;
  hooks.getNetHeads = netHeads;
  hooks.importFile = [&](StringRef path, Span span) {
    return importFile(path, **source, span, context);
  };
  hooks.apply = [&](const Expr &net, llvm::ArrayRef<Expr> args, Span) {
    return applyExpression(net, args, options, context);
  };
  Evaluator evaluator(context, hooks);
  FailureOr<Expr> value = evaluator.evaluate(ArrayRef<Expr>(*statements));
  if (failed(value))
    return Status::UserError;
  // What rebuilds a net keeps every digit.
  int digits = holdsNet(*value) ? 0 : request.digits;
  value = buildNets(*value, context);
  if (failed(value))
    return Status::UserError;
  if (!value->isSymbol("Null"))
    impl->print(*value, digits, out);
  return Status::Done;
}

} // namespace netc
