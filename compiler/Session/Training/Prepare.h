//===- Prepare.h - the net that is trained ---------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PREPARE_H
#define NETC_COMPILER_SESSION_TRAINING_PREPARE_H

#include "compiler/Session/Losses.h"
#include "compiler/Session/Training/Data.h"
#include "compiler/Session/Training/LossRules.h"
#include "compiler/Session/Training/Training.h"
#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/NetOps.h"

namespace netc::training {

/// Where the values of one input of the training net come from.
struct Feed {
  std::string port;   ///< of the training net
  std::string column; ///< of the data
  /// What encodes the values: an encoder at the port, or the decoder of the
  /// output whose target this is. May be null.
  net::CoderAttr coder;
  net::ArrayType type; ///< per example, fixed
};

/// A net, what is trained in its place, and which data that needs.
struct Prepared {
  /// The given net with the coders that the data told.
  BuiltNet net;
  /// The same with losses behind it, all sizes known, and all arrays filled.
  BuiltNet training;
  LossList losses;
  llvm::SmallVector<Expr> lossLayers; ///< null for an output of the net
  llvm::SmallVector<std::string> lossOutputs;
  llvm::SmallVector<Feed> feeds;
  /// Columns that the net and its losses take.
  llvm::SmallVector<std::string> inputs, targets;
  /// Of the net with its losses, to be measured.
  llvm::SmallVector<measurements::Output> outputs;

  net::RootOp root() const;
};

/// Names the columns of `table`, attaches coders and losses, infers shapes from
/// the data and initialises what has no value.
mlir::FailureOr<Prepared> prepare(const Job &job, Table &table,
                                  mlir::MLIRContext *context);

/// Gives the sides of rules the names of columns that the net takes, checks
/// that none is missing and warns of those too many.
mlir::LogicalResult nameColumns(Table &table,
                                llvm::ArrayRef<std::string> inputs,
                                llvm::ArrayRef<std::string> targets,
                                mlir::MLIRContext *context, bool warns = true);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PREPARE_H
