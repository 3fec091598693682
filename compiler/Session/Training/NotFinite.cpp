//===- NotFinite.cpp - why a loss was no number --------------------------===//

#include "compiler/Session/Training/NotFinite.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

void training::findBadData(const netrt_train_result &result, const Job &job,
                           const Prepared &prepared, const Table &table,
                           Outcome &outcome) {
  if (!result.not_finite_input)
    return;
  const Feed *feed = llvm::find_if(prepared.feeds, [&](const Feed &each) {
    return each.port == result.not_finite_input;
  });
  outcome.badPort = feed->port;
  outcome.badColumn = feed->column;
  bool isElsewhere =
      result.not_finite_validation && job.options.validation.data;
  const Column *column = table.find(feed->column);
  outcome.badData = isElsewhere ? job.options.validation.data.span()
                    : column && column->value.span() ? column->value.span()
                                                     : job.data.span();
}

Span training::placeOfNotFinite(const Outcome &outcome, Span net) {
  return outcome.badPort.empty() ? net : outcome.badData;
}

void training::noteNotFinite(const Outcome &outcome, StringRef hint,
                             Diagnostic &message) {
  if (outcome.badPort.empty())
    message.attachNote() << "hint: " << hint;
  else if (outcome.badPort != outcome.badColumn)
    message.attachNote() << "\"" << outcome.badPort << "\" is what output \""
                         << outcome.badColumn << "\" is compared with";
}

LogicalResult training::reportEnd(const Outcome &outcome, Span place,
                                  MLIRContext *context) {
  switch (outcome.status) {
  case NETRT_OK:
    return success();
  case NETRT_CANCELLED: {
    auto error = reportError(context, {}, "interrupted");
    error << "the training was interrupted";
    if (!outcome.checkpointFiles.empty())
      error.attachNote() << "its last checkpoint: "
                         << outcome.checkpointFiles.back();
    return error;
  }
  case NETRT_NOT_FINITE: {
    auto warning =
        reportWarning(context, placeOfNotFinite(outcome, place), "not-finite");
    warning << outcome.problem
            << "; the result is the last net without such values";
    noteNotFinite(outcome,
                  "a smaller LearningRate or GradientClipping may help",
                  *warning.getUnderlyingDiagnostic());
    return success();
  }
  default:
    return reportError(context, {}, "cannot-write-file") << outcome.problem;
  }
}
