//===- ReadOptions.h - the options of NetTrain -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_READOPTIONS_H
#define NETC_COMPILER_SESSION_TRAINING_READOPTIONS_H

#include "compiler/Session/Training/Training.h"

namespace netc::training {

/// Rules such as `BatchSize -> 16`: framework.md 7.4. Unknown names and bad
/// values are errors at their places.
mlir::LogicalResult readOptions(llvm::ArrayRef<Expr> rules, Options &options,
                                mlir::MLIRContext *context);

// The parts of it.
mlir::LogicalResult readMethod(const Expr &method, Options &options,
                               mlir::MLIRContext *context);
mlir::LogicalResult readPartNumbers(const Expr &value, llvm::StringRef option,
                                    PartNumbers &numbers,
                                    mlir::MLIRContext *context);
mlir::LogicalResult readStopping(const Expr &value, Stopping &stopping,
                                 mlir::MLIRContext *context);
mlir::LogicalResult readUpdates(const Expr &value,
                                llvm::SmallVector<UpdateGroup> &updates,
                                mlir::MLIRContext *context);
mlir::LogicalResult readValidation(const Expr &value, Validation &validation,
                                   mlir::MLIRContext *context);
mlir::LogicalResult readProgressFunction(const Expr &value, Progress &progress,
                                         mlir::MLIRContext *context);
mlir::LogicalResult readReporting(const Expr &value, Progress &progress,
                                  mlir::MLIRContext *context);
mlir::LogicalResult readCheckpointing(const Expr &value,
                                      Checkpoints &checkpoints,
                                      mlir::MLIRContext *context);
/// `n` rounds, Quantity[n, "Rounds" | "Batches" | "Seconds" | "Minutes" |
/// "Hours"].
mlir::FailureOr<Interval> readInterval(const Expr &value,
                                       llvm::StringRef option,
                                       mlir::MLIRContext *context);

/// The same of a measurement: in rounds or batches.
mlir::FailureOr<Interval> readMeasuringInterval(const Expr &value,
                                                mlir::MLIRContext *context);

/// "[bad-option] NAME is WANTED, not VALUE", at the value.
mlir::LogicalResult failOption(const Expr &value, const llvm::Twine &name,
                               const llvm::Twine &wanted,
                               mlir::MLIRContext *context);
/// Reports a name that is none of `known`, with the nearest.
mlir::LogicalResult failName(const Expr &place, const llvm::Twine &what,
                             llvm::StringRef name,
                             llvm::ArrayRef<llvm::StringRef> known,
                             mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_READOPTIONS_H
