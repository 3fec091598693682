//===- Reporter.h - tells the user how the training goes -------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_REPORTER_H
#define NETC_COMPILER_SESSION_TRAINING_REPORTER_H

#include "compiler/Session/Training/ProgressBar.h"
#include "compiler/Session/Training/ProgressFile.h"
#include "compiler/Session/Training/ProgressInfo.h"

namespace netc::training {

/// Prints lines, writes files and calls the user's functions when they are due.
class Reporter {
public:
  Reporter(const ProgressSources &sources, mlir::MLIRContext *context);

  /// NETRT_TRAIN_CONTINUE, or what a function says.
  int32_t hear(const netrt_train_event &event);
  /// Something failed, or a function ended the training without a result, and
  /// that has been reported.
  bool hasFailed() const { return failed; }
  /// The function that is the stopping criterion said True.
  bool hasMetCriterion() const { return hasMet; }

private:
  void setUpForm();
  void show(const netrt_train_event &event);
  void print(const netrt_train_event &event) const;
  bool writeFiles(const netrt_train_event &event);
  int32_t callFunction(const netrt_train_event &event);
  int32_t askCriterion(const netrt_train_event &event);
  mlir::FailureOr<Expr> call(const Expr &function,
                             const netrt_train_event &event);
  int32_t fail() {
    failed = true;
    return NETRT_TRAIN_CANCEL;
  }

  const Job &job;
  mlir::MLIRContext *context;
  ProgressInfo info;
  const MeasuredColumns &measured;
  bool isPrinted;
  Due printDue, functionDue;
  std::optional<ProgressBar> bar;
  struct Table {
    Table(const ReportFile &wanted, const MeasuredColumns &measured)
        : wanted(wanted), file(wanted.path, measured), due(wanted.interval) {}

    const ReportFile &wanted;
    ProgressFile file;
    Due due;
  };
  std::vector<std::unique_ptr<Table>> tables;
  bool failed = false, hasMet = false;
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_REPORTER_H
