//===- EvaluateCommand.cpp - netc eval -----------------------------------===//

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Notebook.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Apply.h"
#include "compiler/Session/BuildNets.h"
#include "compiler/Session/Interactive/Conversation.h"
#include "compiler/Session/SessionImpl.h"
#include "compiler/Session/Training/NamedData.h"
#include "compiler/Session/Training/NetTrain.h"
#include "compiler/Session/Training/ProgressBar.h"
#include "compiler/Session/Training/Results.h"
#include "llvm/Support/FileSystem.h"
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace mlir;

namespace netc {

/// A path of a file, `-`, or the text itself.
static FailureOr<const SourceBuffer *> readSource(const EvalRequest &request,
                                                  SourceFiles &sources,
                                                  MLIRContext *context) {
  const std::string source = request.source.value_or("-");
  auto add = [&](std::string name, std::string text) {
    return &sources.add(std::move(name),
                        request.notebook ? blankPrompts(text) : text);
  };
  bool isPath = source == "-" || llvm::sys::fs::exists(source) ||
                StringRef(source).ends_with(".net") ||
                StringRef(source).starts_with("/");
  if (!isPath)
    return add("<expression>", source);
  FailureOr<std::string> text = sources.read(source, context);
  if (failed(text))
    return failure();
  return add(source == "-" ? "<stdin>" : source, std::move(*text));
}

/// What a training asks of the evaluation that it stands in.
static training::Hooks trainingHooks(Evaluator &evaluator,
                                     std::string dataDirectory,
                                     std::optional<training::Terminal> terminal,
                                     std::atomic<bool> &interrupted) {
  training::Hooks hooks;
  hooks.interrupted = [&interrupted] { return interrupted.load(); };
  hooks.call = [&evaluator](const Expr &function, llvm::ArrayRef<Expr> args) {
    return evaluator.callBack(function, args);
  };
  hooks.namedData = [&evaluator, dataDirectory](const Expr &name,
                                                bool isTraining) {
    return training::readNamedData(name, isTraining, dataDirectory,
                                   evaluator.getContext());
  };
  hooks.print = [](llvm::StringRef line) { llvm::errs() << line << "\n"; };
  hooks.terminal = terminal;
  return hooks;
}

/// What an evaluation can do beside what the evaluator does itself.
/// Files are named relative to `source`.
static EvaluatorHooks makeHooks(const EvalRequest &request,
                                const SourceBuffer &source, Color color,
                                std::atomic<bool> &interrupted,
                                MLIRContext *context) {
  ApplyOptions options;
  options.runner.threads = static_cast<int>(request.threads);
  options.runner.interrupted = [&interrupted] { return interrupted.load(); };
  EvaluatorHooks hooks = textHooks(source, context);
  hooks.apply = [=](const Expr &net, llvm::ArrayRef<Expr> args, Span place) {
    if (net.isCall("NetTrainResultsObject"))
      return training::resultsProperty(net, args, place, context);
    ApplyOptions here = options;
    here.runner.place = place;
    return applyExpression(net, args, here, context);
  };
  std::string dataDirectory = request.dataDirectory;
  hooks.train = [=, &interrupted](Evaluator &evaluator, const Expr &call) {
    return training::netTrain(call, options.runner.threads,
                              trainingHooks(evaluator, dataDirectory,
                                            training::findTerminal(color),
                                            interrupted),
                              context);
  };
  return hooks;
}

LogicalResult Session::Impl::show(const Expr &value, int digits,
                                  std::ostream &out) {
  if (value.isSymbol("Null"))
    return success();
  if (value.isCall("NetTrainResultsObject"))
    return show(training::summaryOf(value).args()[0], digits, out);
  FailureOr<Expr> built = buildNets(value, &context);
  if (failed(built))
    return failure();
  // What rebuilds a net keeps every digit.
  print(*built, holdsNet(value) ? 0 : digits, out);
  return success();
}

Status Session::converse(const EvalRequest &request, std::ostream &out) {
  ConversationOptions options;
  options.quiet = impl->options.verbosity < 0;
  options.fullForm = request.fullForm;
  MLIRContext *context = &impl->context;
  const SourceBuffer &here = impl->sources.add("<input>", "");
  Conversation(
      context, impl->sources,
      makeHooks(request, here, impl->options.color, impl->interrupted, context),
      impl->interrupted,
      [&](const Expr &value) {
        // What is wrong with a net has been said.
        (void)impl->show(value, request.digits, out);
      },
      out, options)
      .run();
  return Status::Done;
}

/// The trees of statements, one per line or as a JSON array.
static void showTrees(llvm::ArrayRef<Expr> statements, bool json,
                      std::ostream &out) {
  nlohmann::ordered_json trees = nlohmann::ordered_json::array();
  for (const Expr &statement : statements) {
    if (json)
      trees.push_back(toFullForm(statement));
    else
      out << toFullForm(statement) << "\n";
  }
  if (json)
    out << trees.dump() << "\n";
}

bool Session::isConversation(const EvalRequest &request) {
  return !request.source && isatty(STDIN_FILENO);
}

Status Session::evaluate(const EvalRequest &request, std::ostream &out) {
  if (isConversation(request))
    return converse(request, out);
  MLIRContext *context = &impl->context;
  impl->interrupted = false;
  FailureOr<const SourceBuffer *> source =
      readSource(request, impl->sources, context);
  if (failed(source))
    return Status::UserError;
  FailureOr<llvm::SmallVector<Expr>> statements =
      parseStatements(**source, context);
  if (failed(statements) || failed(checkLayerNames(*statements, context)))
    return Status::UserError;
  if (request.fullForm) {
    showTrees(*statements, impl->options.json, out);
    return Status::Done;
  }
  EvaluatorOptions options;
  options.interrupted = [this] { return impl->interrupted.load(); };
  Evaluator evaluator(context,
                      makeHooks(request, **source, impl->options.color,
                                impl->interrupted, context),
                      options);
  FailureOr<Expr> value = evaluator.evaluate(ArrayRef<Expr>(*statements));
  if (failed(value) || failed(impl->show(*value, request.digits, out)))
    return impl->interrupted ? Status::Interrupted : Status::UserError;
  return Status::Done;
}

} // namespace netc
