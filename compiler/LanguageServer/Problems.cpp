//===- Problems.cpp - diagnostics of the compiler for an editor ----------===//

#include "compiler/LanguageServer/Problems.h"
#include "compiler/LanguageServer/Fixes.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace netc::lsp;
using namespace mlir;

static std::optional<uint32_t> offsetOf(const SourceBuffer &source,
                                        unsigned line, unsigned column) {
  if (line == 0 || line > source.getLineCount())
    return std::nullopt;
  size_t begin = source.getLine(line).begin() - source.getText().begin();
  return static_cast<uint32_t>(std::min<size_t>(
      begin + std::max(column, 1u) - 1, source.getText().size()));
}

std::optional<ByteRange> lsp::findRange(Location location,
                                        const SourceBuffer &source) {
  FileLineColRange place;
  location->walk([&](Location part) {
    place = dyn_cast<FileLineColRange>(part);
    return place ? WalkResult::interrupt() : WalkResult::advance();
  });
  if (!place || place.getFilename().getValue() != source.getName())
    return std::nullopt;
  auto begin = offsetOf(source, place.getStartLine(), place.getStartColumn());
  auto end = offsetOf(source, place.getEndLine(), place.getEndColumn());
  if (!begin)
    return std::nullopt;
  return ByteRange{*begin, std::max(*begin, end.value_or(*begin))};
}

/// `[bad-option] text`: the code is words of small letters, joined by `-`.
static void splitCode(StringRef text, Problem &problem) {
  problem.message = text.str();
  if (!text.consume_front("["))
    return;
  auto [code, rest] = text.split("] ");
  bool isCode = !code.empty() && llvm::all_of(code, [](char c) {
    return llvm::isLower(c) || llvm::isDigit(c) || c == '-';
  });
  if (!isCode)
    return;
  problem.code = code.str();
  problem.message = rest.str();
}

static void addNote(Diagnostic &note, const SourceBuffer &source,
                    Problem &problem) {
  std::string text = note.str();
  StringRef hint = text;
  if (hint.consume_front("hint: ")) {
    problem.hints.push_back(hint.str());
    return;
  }
  std::optional<ByteRange> range = findRange(note.getLocation(), source);
  if (!range || *range == problem.range)
    problem.remarks.push_back(text);
  else
    problem.related.push_back({*range, text});
}

Problem lsp::makeProblem(Diagnostic &diagnostic, const SourceBuffer &source) {
  Problem problem;
  problem.severity = diagnostic.getSeverity();
  splitCode(diagnostic.str(), problem);
  problem.range =
      findRange(diagnostic.getLocation(), source).value_or(ByteRange());
  for (Diagnostic &note : diagnostic.getNotes())
    addNote(note, source, problem);
  problem.fixes = findFixes(problem, source);
  return problem;
}

std::string Problem::fullText() const {
  std::string text = message;
  for (const std::string &remark : remarks)
    text += "\n" + remark;
  for (const std::string &hint : hints)
    text += "\nhint: " + hint;
  return text;
}
