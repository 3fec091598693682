//===- Conversation.h - an interactive session -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INTERACTIVE_CONVERSATION_H
#define NETC_COMPILER_SESSION_INTERACTIVE_CONVERSATION_H

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Session/Interactive/HistoryFile.h"
#include "compiler/Session/Interactive/InterruptSignal.h"
#include "compiler/Session/Interactive/LineReader.h"
#include "compiler/Session/SourceFiles.h"
#include <atomic>
#include <ostream>

namespace netc {

struct ConversationOptions {
  bool quiet = false;    ///< no greeting
  bool fullForm = false; ///< show the tree of an input, without evaluating it
  std::string history = HistoryFile::defaultPath(); ///< empty: none is kept
};

/// Reads inputs and shows their values until the end of the terminal's input.
/// Definitions stay from one to the next, errors end an input only.
class Conversation {
public:
  /// `interrupted` is what the hooks and every evaluation ask; Ctrl-C sets it.
  Conversation(mlir::MLIRContext *context, SourceFiles &sources,
               EvaluatorHooks hooks, std::atomic<bool> &interrupted,
               std::function<void(const Expr &)> show, std::ostream &out,
               const ConversationOptions &options);
  void run();

private:
  /// Lines until they are complete; false at the end.
  bool readInput(std::string &input);
  void remember(const std::string &input);
  void answer(const std::string &input);
  mlir::FailureOr<Expr> valueOfLast(const Expr &call);
  Completions complete(llvm::StringRef line) const;

  mlir::MLIRContext *context;
  SourceFiles &sources;
  std::atomic<bool> &interrupted;
  std::function<void(const Expr &)> show;
  std::ostream &out;
  ConversationOptions options;
  HistoryFile history;
  Evaluator evaluator;
  InterruptSignal signal;
  std::unique_ptr<LineReader> reader;
  std::string pending; ///< earlier lines of this input
  Expr last;           ///< the value that % stands for
  unsigned count = 0;
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_INTERACTIVE_CONVERSATION_H
