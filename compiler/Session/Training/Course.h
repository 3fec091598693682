//===- Course.h - what compiled steps do, for checkpoints ------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_COURSE_H
#define NETC_COMPILER_SESSION_TRAINING_COURSE_H

#include "compiler/Session/Training/Plan.h"

namespace netc::training {

/// What decides the course of a training and is compiled into its steps, line
/// by line: method, net, losses, schedule, multipliers, decay and clipping.
mlir::FailureOr<std::string> describeCourse(const Options &options,
                                            const Plan &plan,
                                            const Prepared &prepared);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_COURSE_H
