//===- Norms.h - sizes of arrays in the course of a training ---*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_NORMS_H
#define NETC_COMPILER_SESSION_TRAINING_NORMS_H

#include "compiler/Session/Training/TrainableNet.h"

namespace netc::training {

/// The square root of the mean of squares.
double rootMeanSquare(const netrt_tensor &values);

/// The gradient that the step of a batch event gave for an array; null where
/// it did not train that.
const netrt_tensor *gradientOf(const netrt_train_event &event,
                               llvm::StringRef key);

/// Notes after each batch what the options ask for.
class Norms {
public:
  /// `net` outlives it.
  Norms(const Collection &wanted, const Plan &plan, const TrainableNet &net);

  void hear(const netrt_train_event &event);
  ArrayLists takeWeights() { return std::move(weights); }
  ArrayLists takeGradients() { return std::move(gradients); }

private:
  const TrainableNet &net;
  ArrayLists weights, gradients; ///< empty where not wanted
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_NORMS_H
