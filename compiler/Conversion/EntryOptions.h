//===- EntryOptions.h - entry points that a net is compiled to --*- C++ -*-===//

#ifndef NETC_COMPILER_CONVERSION_ENTRYOPTIONS_H
#define NETC_COMPILER_CONVERSION_ENTRYOPTIONS_H

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace netc {

// What an entry of kind `gradient` computes.
struct GradientRequest {
  // Input ports and keys of arrays, where a port's name wins; `all` stands for
  // all real input ports and all trainable arrays.
  std::vector<std::string> targets;
  // Output ports whose gradient the caller gives; the others have ones.
  std::vector<std::string> imposed;
  // Whether the outputs of the net are results too.
  bool outputs = true;
};

// A method of optimisation with its parameters (framework.md 7.5).
struct OptimizerOptions {
  std::string method = "ADAM"; // SGD, RMSProp, SignSGD
  // Parameters that are not given have the method's defaults: Beta1, Beta2,
  // Beta, Epsilon, Momentum.
  std::map<std::string, double> parameters;
};

// What is done to one array besides the step itself.
struct ArrayTraining {
  double multiplier = 1; // of the learning rate; 0: not trained
  std::optional<double> regularization; // L2
  std::optional<double> gradientClip, weightClip;
};

// What entries of kind `train_step` do.
struct TrainingRequest {
  // Outputs of the net that are losses, with their factors in the objective.
  std::vector<std::pair<std::string, double>> losses;
  OptimizerOptions optimizer;
  // By key; all others are trained with the multiplier that the net says.
  std::map<std::string, ArrayTraining> arrays;
  // Arrays of each group of an update schedule; none: one group of all.
  std::vector<std::vector<std::string>> groups;
  // Whether a step also returns the gradients of the arrays it trains, as they
  // are before clipping and decay.
  bool gradients = false;
};

enum class EntryKind {
  Infer,
  Gradient,
  TrainStep,
  Evaluate, // as Infer, with the losses that are attached to the net
};

// One entry point of the compiled net.
struct EntryOptions {
  EntryKind kind = EntryKind::Infer;
  std::string mode = "Test";        // or Training
  std::string precision = "Real32"; // Real64, Real16, BFloat16
  int64_t batch = 0;                // 0 is open
  std::optional<GradientRequest> gradient = std::nullopt;
  std::optional<TrainingRequest> training = std::nullopt;
  unsigned group = 0; // of training
  // Into how many parts gradients cut the net; what lies inside of all but the
  // last is forgotten and computed again.
  unsigned segments = 1;
};

struct DecomposeOptions {
  std::vector<EntryOptions> entries = {{}};
  // Layers whose outputs each entry returns too, written as in array keys.
  std::vector<std::string> probes;
};

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_ENTRYOPTIONS_H
