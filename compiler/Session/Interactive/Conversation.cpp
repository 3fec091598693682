//===- Conversation.cpp - an interactive session -------------------------===//

#include "compiler/Session/Interactive/Conversation.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Lexer.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Interactive/Completion.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace netc {

static constexpr const char *firstPrompt = "> ", *nextPrompt = "... ";

static EvaluatorOptions evaluatorOptions(std::atomic<bool> &interrupted) {
  EvaluatorOptions options;
  options.interrupted = [&interrupted] { return interrupted.load(); };
  return options;
}

/// The hooks, and `%`.
static EvaluatorHooks
withLast(EvaluatorHooks hooks,
         std::function<FailureOr<Expr>(const Expr &)> last) {
  auto others = std::move(hooks.callFunction);
  hooks.callFunction =
      [last, others](const Expr &call) -> std::optional<FailureOr<Expr>> {
    if (call.isCall("Out", 0))
      return last(call);
    return others ? others(call) : std::nullopt;
  };
  return hooks;
}

Conversation::Conversation(MLIRContext *context, SourceFiles &sources,
                           EvaluatorHooks hooks, std::atomic<bool> &interrupted,
                           std::function<void(const Expr &)> show,
                           std::ostream &out,
                           const ConversationOptions &options)
    : context(context), sources(sources), interrupted(interrupted),
      show(std::move(show)), out(out), options(options),
      history(options.history),
      evaluator(
          context,
          withLast(std::move(hooks),
                   [this](const Expr &call) { return valueOfLast(call); }),
          evaluatorOptions(interrupted)),
      signal(interrupted),
      reader(makeLineReader(
          [this](llvm::StringRef line) { return complete(line); },
          signal.wakeUp())) {}

FailureOr<Expr> Conversation::valueOfLast(const Expr &call) {
  if (last)
    return last;
  return reportError(context, call.span(), "no-last-value")
         << "there is no last value yet";
}

Completions Conversation::complete(llvm::StringRef line) const {
  Completions found = completionsAt(pending + line.str(), evaluator);
  // A string may have begun on an earlier line.
  if (found.begin < pending.size())
    return {};
  found.begin -= pending.size();
  return found;
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

bool Conversation::readInput(std::string &input) {
  pending.clear();
  while (true) {
    std::string line;
    if (interrupted.exchange(false))
      pending.clear(); // a Ctrl-C between two lines
    switch (reader->read(pending.empty() ? firstPrompt : nextPrompt, line)) {
    case LineReader::Event::End:
      return false;
    case LineReader::Event::Interrupted:
      pending.clear();
      continue;
    case LineReader::Event::Line:
      break;
    }
    input = pending + line;
    SourceBuffer source("", input);
    if (checkText(source, context) != TextState::Unfinished)
      return true;
    pending = input + "\n";
  }
}

void Conversation::remember(const std::string &input) {
  reader->remember(input);
  if (history.getPath().empty())
    return;
  if (std::error_code error = history.append(input)) {
    llvm::errs() << history.getPath()
                 << ": note: inputs are not kept for the next session: "
                 << error.message() << "\n";
    history = HistoryFile("");
  }
}

static bool isFarewell(llvm::StringRef input) {
  input = input.trim();
  input.consume_back("[]");
  return input == "Quit" || input == "Exit" || input == "quit" ||
         input == "exit";
}

void Conversation::run() {
  for (const std::string &input : history.load())
    reader->remember(input);
  if (!options.quiet)
    llvm::errs() << "netc: Tab completes names, Ctrl-C stops an evaluation, "
                    "Ctrl-D ends the session\n";
  std::string input;
  while (readInput(input) && !isFarewell(input)) {
    if (llvm::StringRef(input).trim().empty())
      continue;
    remember(input);
    answer(input);
  }
}

//===----------------------------------------------------------------------===//
// Answers
//===----------------------------------------------------------------------===//

/// `x = 5;` shows nothing.
static bool endsWithSemicolon(llvm::StringRef text) {
  Lexer lexer(text);
  TokenKind previous = TokenKind::End;
  for (Token token = lexer.next(); token.kind != TokenKind::End;
       token = lexer.next())
    previous = token.kind;
  return previous == TokenKind::Semicolon;
}

void Conversation::answer(const std::string &input) {
  const SourceBuffer &source =
      sources.add("<input " + std::to_string(++count) + ">", input);
  FailureOr<llvm::SmallVector<Expr>> statements =
      parseStatements(source, context);
  if (failed(statements) || failed(checkLayerNames(*statements, context)))
    return;
  if (options.fullForm) {
    for (const Expr &statement : *statements)
      out << toFullForm(statement) << "\n";
    out.flush();
    return;
  }
  FailureOr<Expr> value = evaluator.evaluate(llvm::ArrayRef(*statements));
  if (failed(value) || value->isSymbol("Null"))
    return;
  last = *value;
  if (!endsWithSemicolon(input))
    show(last);
  out.flush();
}

} // namespace netc
