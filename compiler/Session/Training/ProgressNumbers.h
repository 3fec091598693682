//===- ProgressNumbers.h - how well a training goes ------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PROGRESSNUMBERS_H
#define NETC_COMPILER_SESSION_TRAINING_PROGRESSNUMBERS_H

#include "compiler/Session/Training/Measured.h"
#include "netrt/train.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace netc::training {

/// A number that people read, by the name they know it by: "error rate".
struct ProgressNumber {
  std::string name;
  double value;
};
using ProgressNumbers = llvm::SmallVector<ProgressNumber>;

/// What is known of the round in work: its loss and what is measured.
ProgressNumbers roundNumbers(const netrt_train_event &event,
                             const MeasuredColumns &measured);
/// The same of the last validation.
ProgressNumbers validationNumbers(const netrt_train_event &event,
                                  const MeasuredColumns &measured);

/// `round 2/5`.
std::string showRound(const netrt_train_event &event);
/// `1:05` or `2:00:00`.
std::string showTime(double seconds);
/// How much is done, by the nearest limit: 0 to 1.
double fractionDone(const netrt_train_event &event);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PROGRESSNUMBERS_H
