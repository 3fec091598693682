//===- Reporter.h - tells the user how the training goes -------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_REPORTER_H
#define NETC_COMPILER_SESSION_TRAINING_REPORTER_H

#include "compiler/Session/Training/Training.h"

namespace netc::training {

/// Prints lines and calls the TrainingProgressFunction when they are due.
class Reporter {
public:
  Reporter(const Job &job, double learningRate, mlir::MLIRContext *context)
      : job(job), learningRate(learningRate), context(context) {}

  /// NETRT_TRAIN_CONTINUE, or what the function says.
  int32_t hear(const netrt_train_event &event);
  /// The function failed, or ended the training without a result, and that has
  /// been reported.
  bool hasFailed() const { return failed; }

private:
  bool isDue(const Interval &interval, const netrt_train_event &event,
             double &last) const;
  void print(const netrt_train_event &event) const;
  int32_t callFunction(const netrt_train_event &event);
  Expr describe(const netrt_train_event &event) const;

  const Job &job;
  double learningRate;
  mlir::MLIRContext *context;
  double lastPrint = 0, lastCall = 0; ///< in seconds of the training
  bool failed = false;
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_REPORTER_H
