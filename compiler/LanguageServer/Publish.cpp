//===- Publish.cpp - problems and fixes in the editor's form -------------===//

#include "compiler/LanguageServer/Publish.h"

using namespace netc;
using namespace netc::lsp;
namespace json = llvm::json;

/// More tell nobody more.
static constexpr size_t mostProblems = 200;

json::Value lsp::toJSON(const ProblemsOfText &problems) {
  json::Object object{
      {"uri", llvm::lsp::toJSON(problems.uri)},
      {"diagnostics", json::Value(json::Array(problems.diagnostics))}};
  if (problems.version)
    object["version"] = *problems.version;
  return std::move(object);
}

static llvm::lsp::DiagnosticSeverity
severityOf(mlir::DiagnosticSeverity severity) {
  switch (severity) {
  case mlir::DiagnosticSeverity::Error:
    return llvm::lsp::DiagnosticSeverity::Error;
  case mlir::DiagnosticSeverity::Warning:
    return llvm::lsp::DiagnosticSeverity::Warning;
  case mlir::DiagnosticSeverity::Note:
  case mlir::DiagnosticSeverity::Remark:
    break;
  }
  return llvm::lsp::DiagnosticSeverity::Information;
}

static json::Value toDiagnostic(const Problem &problem, Document &document) {
  const SourceBuffer &source = document.getSource();
  llvm::lsp::Diagnostic diagnostic;
  diagnostic.range = toRange(source, problem.range);
  diagnostic.severity = severityOf(problem.severity);
  diagnostic.source = "netc";
  diagnostic.message = problem.fullText();
  json::Value value = llvm::lsp::toJSON(diagnostic);
  // LLVM's JSON of a place keeps only a reference to its URI.
  json::Array related;
  for (const RelatedPlace &place : problem.related)
    related.push_back(json::Object{
        {"location", json::Object{{"uri", document.uri.uri().str()},
                                  {"range", llvm::lsp::toJSON(toRange(
                                                source, place.range))}}},
        {"message", place.message}});
  if (!related.empty())
    (*value.getAsObject())["relatedInformation"] = std::move(related);
  if (!problem.code.empty())
    (*value.getAsObject())["code"] = problem.code;
  return value;
}

ProblemsOfText lsp::problemsOf(Document &document) {
  ProblemsOfText problems{document.uri, document.version, {}};
  for (const Problem &problem :
       document.getAnalysis().getProblems().take_front(mostProblems))
    problems.diagnostics.push_back(toDiagnostic(problem, document));
  return problems;
}

json::Array lsp::quickFixes(Document &document, ByteRange range) {
  json::Array actions;
  const SourceBuffer &source = document.getSource();
  for (const Problem &problem : document.getAnalysis().getProblems()) {
    if (!problem.range.overlaps(range))
      continue;
    for (const Fix &fix : problem.fixes) {
      llvm::lsp::CodeAction action;
      action.title = fix.title;
      action.kind = llvm::lsp::CodeAction::kQuickFix.str();
      action.isPreferred = problem.fixes.size() == 1;
      action.edit.emplace();
      action.edit->changes[document.uri.uri().str()].push_back(
          {toRange(source, fix.range), fix.newText});
      json::Value value = llvm::lsp::toJSON(action);
      (*value.getAsObject())["diagnostics"] =
          json::Array{toDiagnostic(problem, document)};
      actions.push_back(std::move(value));
    }
  }
  return actions;
}
