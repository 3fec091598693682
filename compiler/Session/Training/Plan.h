//===- Plan.h - what the compiled step does --------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PLAN_H
#define NETC_COMPILER_SESSION_TRAINING_PLAN_H

#include "compiler/Session/Training/Parts.h"
#include "compiler/Session/Training/Prepare.h"

namespace netc::training {

/// Options resolved against one net.
struct Plan {
  TrainingRequest request;
  /// What is measured inside of the net, as CompileOptions::probes.
  std::vector<std::string> probes;
  /// Groups of an update schedule in the order of steps; empty: one group.
  std::vector<uint32_t> groups;
  double learningRate = 0;
  int32_t schedule = NETRT_SCHEDULE_CONSTANT;
  std::string course; ///< of Course.h
  /// In effect, by key.
  std::vector<std::pair<std::string, double>> multipliers;
};

/// Defaults by method, numbers by array; rules that name nothing are errors.
mlir::FailureOr<Plan> makePlan(const Options &options, const Prepared &net,
                               mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PLAN_H
