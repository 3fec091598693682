//===- Fixes.cpp - edits that mend a problem -----------------------------===//

#include "compiler/LanguageServer/Fixes.h"
#include "compiler/Notation/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace netc::lsp;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// The texts that a hint offers: `did you mean A, B or C?`, `write "A" in
/// quotes`.
static SmallVector<StringRef> offeredTexts(StringRef hint) {
  SmallVector<StringRef> offered;
  if (hint.consume_front("write ")) {
    if (hint.consume_back(" in quotes") || hint.consume_back(" without quotes"))
      offered.push_back(hint);
    return offered;
  }
  if (!hint.consume_front("did you mean ") || !hint.consume_back("?"))
    return offered;
  hint.consume_back(", without quotes");
  auto [first, last] = hint.rsplit(" or ");
  first.split(offered, ", ");
  if (!last.empty())
    offered.push_back(last);
  return offered;
}

/// The word of the range that the message is about: the only one, or the first
/// one that the message repeats.
static std::optional<ByteRange> findWord(const Problem &problem,
                                         const SourceBuffer &source) {
  StringRef text =
      source.getText().slice(problem.range.begin, problem.range.end);
  Lexer lexer(text);
  unsigned count = 0;
  std::optional<ByteRange> only, named;
  for (Token token = lexer.next(); token.kind != TokenKind::End;
       token = lexer.next()) {
    ByteRange range{problem.range.begin + token.begin,
                    problem.range.begin + token.end};
    ++count;
    if (token.kind != TokenKind::Symbol && token.kind != TokenKind::String)
      continue;
    only = range;
    StringRef word = text.slice(token.begin, token.end).trim('"');
    // The names of the layers themselves stand in many messages.
    if (!named && !word.ends_with("Layer") &&
        StringRef(problem.message).contains(word))
      named = range;
  }
  return count == 1 ? only : named;
}

static void addReplacements(const Problem &problem, const SourceBuffer &source,
                            std::vector<Fix> &fixes) {
  for (StringRef hint : problem.hints) {
    SmallVector<StringRef> offered = offeredTexts(hint);
    if (offered.empty())
      continue;
    bool isWhole = problem.code == "bad-number";
    std::optional<ByteRange> word =
        isWhole ? problem.range : findWord(problem, source);
    if (!word)
      continue;
    StringRef written = source.getText().slice(word->begin, word->end);
    bool dropsQuotes = hint.contains("without quotes");
    for (StringRef text : offered) {
      bool isQuoted = written.starts_with("\"") && !text.starts_with("\"");
      std::string newText =
          isQuoted && !dropsQuotes ? ("\"" + text + "\"").str() : text.str();
      fixes.push_back({"Change to " + newText, *word, newText});
    }
  }
}

//===----------------------------------------------------------------------===//
// Commas and brackets
//===----------------------------------------------------------------------===//

/// `'{' is never closed`, with the note `expected '}' before ...`.
static void addBracket(const Problem &problem, const SourceBuffer &source,
                       std::vector<Fix> &fixes) {
  for (const RelatedPlace &place : problem.related) {
    StringRef note = place.message;
    if (!note.consume_front("expected '"))
      continue;
    std::string close = note.take_until([](char c) { return c == '\''; }).str();
    uint32_t offset = static_cast<uint32_t>(
        source.getText().take_front(place.range.begin).rtrim().size());
    fixes.push_back({"Close with " + close, {offset, offset}, close});
  }
}

std::vector<Fix> lsp::findFixes(const Problem &problem,
                                const SourceBuffer &source) {
  std::vector<Fix> fixes;
  addReplacements(problem, source, fixes);
  if (problem.code == "missing-comma")
    fixes.push_back({"Insert a comma", problem.range, ","});
  else if (problem.code == "empty-element")
    fixes.push_back({"Remove the comma", problem.range, ""});
  else if (problem.code == "unclosed-bracket")
    addBracket(problem, source, fixes);
  return fixes;
}
