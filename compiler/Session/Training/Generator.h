//===- Generator.h - training data that a function makes -------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_GENERATOR_H
#define NETC_COMPILER_SESSION_TRAINING_GENERATOR_H

#include "compiler/Session/Training/Columns.h"

namespace netc::training {

/// Calls the function for each batch, encodes what it gives, and hands it to
/// the loop.
class GeneratedData {
public:
  GeneratedData(const Generator &generator, const Job &job,
                mlir::MLIRContext *context);

  /// What the function gives for the first batch, which tells the net's sizes.
  mlir::FailureOr<Table> makeFirst();
  /// For the loop, once the net is compiled.
  netrt_train_data bind(const Prepared &net, const netrt_net *compiled);
  /// An error of the function or its data was reported.
  bool hasFailed() const { return failed; }

private:
  mlir::FailureOr<Table> make(int64_t size, int64_t round, int64_t batch);
  mlir::LogicalResult fill(netrt_batch &batch);

  Generator generator;
  const Job &job;
  mlir::MLIRContext *context;
  int64_t batchSize;
  const Prepared *prepared = nullptr;
  const netrt_net *compiled = nullptr;
  /// The first batch as it was made, for the step that uses it.
  std::optional<Table> first;
  bool failed = false;
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_GENERATOR_H
