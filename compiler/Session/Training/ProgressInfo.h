//===- ProgressInfo.h - what functions hear of a training ------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PROGRESSINFO_H
#define NETC_COMPILER_SESSION_TRAINING_PROGRESSINFO_H

#include "compiler/Session/Training/TrainableNet.h"
#include "llvm/ADT/StringSet.h"

namespace netc::training {

/// What there is to tell of; all outlive who tells.
struct ProgressSources {
  const Job &job;
  const Prepared &prepared;
  const Plan &plan;
  const TrainableNet &net;
  const netrt_train *loop;
  const std::vector<std::string> &checkpointFiles;
  const MeasuredColumns &measured;
};

/// Whether a function of the options names one of the keys that need the
/// gradients of a step.
bool needsGradients(const Options &options);

/// The association that functions of the user get (framework.md 7.7). Keys that
/// cost are in it where such a function names them.
class ProgressInfo {
public:
  explicit ProgressInfo(const ProgressSources &sources);

  /// To be called at each event, in front of `describe`.
  void hear(const netrt_train_event &event);
  mlir::FailureOr<Expr> describe(const netrt_train_event &event) const;

private:
  using Rules = llvm::SmallVector<Expr>;
  bool wants(llvm::StringRef key) const { return wanted.contains(key); }
  void addPlain(const netrt_train_event &event, Rules &rules) const;
  void addLists(Rules &rules) const;
  void addBatch(Rules &rules) const;
  mlir::LogicalResult addArrays(Rules &rules) const;
  void addArrays(llvm::StringRef name, const ArrayStore &store,
                 Rules &rules) const;
  Expr exampleLosses(const netrt_train_event &event) const;

  ProgressSources from;
  llvm::StringSet<> wanted;
  /// Of the last batch.
  double lastSeconds = 0, batchSeconds = 0;
  int64_t lastSize = 0;
  ArrayStore gradients, data;
  Expr losses, indices;
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PROGRESSINFO_H
