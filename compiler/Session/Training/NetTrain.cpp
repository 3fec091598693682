//===- NetTrain.cpp - NetTrain[net, data, ...] ---------------------------===//

#include "compiler/Session/Training/NetTrain.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Training/ReadOptions.h"
#include "compiler/Session/Training/Results.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

static bool isProperty(const Expr &value) {
  return value.isString() || value.isSymbol("All") ||
         (value.isList() && !value.args().empty() &&
          llvm::all_of(value.args(), [](const Expr &each) {
            return each.isString() || each.isSymbol("All");
          }));
}

/// The older form has the loss in the place of the property.
static LogicalResult readArguments(ArrayRef<Expr> args, Job &job,
                                   Expr &property, SmallVectorImpl<Expr> &rules,
                                   MLIRContext *context) {
  for (const Expr &arg : args) {
    if (arg.isRule())
      rules.push_back(arg);
    else if (isNetExpression(arg) && !job.options.loss && !property)
      job.options.loss = arg;
    else if (isProperty(arg) && !property)
      property = arg;
    else
      return reportError(context, arg.span(), "bad-argument")
             << "NetTrain has a net, data, a property and options; "
             << describe(arg) << " is none of these here";
  }
  return success();
}

/// The call with names in place of the net and the data.
static std::string showCall(const Expr &call) {
  SmallVector<Expr> args{Expr::symbol("net"), Expr::symbol("data")};
  llvm::append_range(args, call.args().drop_front(2));
  return toInputForm(Expr::call("NetTrain", args));
}

FailureOr<Expr> training::netTrain(const Expr &call, int threads,
                                   const Hooks &hooks, MLIRContext *context) {
  Job job;
  job.net = call.args()[0];
  job.data = call.args()[1];
  job.hooks = hooks;
  job.options.threads = threads;
  if (!isNetExpression(job.net))
    return reportError(context, job.net.span() ? job.net.span() : call.span(),
                       "bad-argument")
           << "NetTrain needs a net, not " << describe(job.net);
  job.options.progress.isPrinted = true;
  Expr property;
  SmallVector<Expr> rules;
  if (failed(readArguments(call.args().drop_front(2), job, property, rules,
                           context)) ||
      failed(readOptions(rules, job.options, context)))
    return failure();
  if (property)
    collectFor(property, job.options.collect);
  FailureOr<Outcome> outcome = train(job, context);
  if (failed(outcome) || failed(reportEnd(*outcome, job.net.span(), context)))
    return failure();
  FailureOr<Expr> object = makeResultsObject(*outcome, showCall(call));
  if (failed(object))
    return failure();
  return resultsProperty(
      *object, property ? property : Expr::string("TrainedNet"), context);
}
