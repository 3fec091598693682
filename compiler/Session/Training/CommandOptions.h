//===- CommandOptions.h - the flags of netc train as options ---*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_COMMANDOPTIONS_H
#define NETC_COMPILER_SESSION_TRAINING_COMMANDOPTIONS_H

#include "compiler/Notation/Expr.h"
#include "compiler/Session/SourceFiles.h"
#include "compiler/include/netc/Session.h"

namespace netc::training {

/// The rules of NetTrain that say what the flags say, `BatchSize -> 16`; places
/// are in the flags. What the values mean is checked by readOptions.
mlir::FailureOr<llvm::SmallVector<Expr>> readFlags(const TrainRequest &request,
                                                   SourceFiles &sources,
                                                   mlir::MLIRContext *context);

/// The values of --data or --validation as NetTrain takes data: columns by
/// port, `inputs -> targets` for two values without a port, or one value as it
/// is.
mlir::FailureOr<Expr> readDataFlag(llvm::StringRef flag,
                                   llvm::ArrayRef<std::string> values,
                                   SourceFiles &sources,
                                   mlir::MLIRContext *context);

/// Which amounts a flag takes; times are of one kind.
struct AmountForm {
  llvm::StringLiteral usualUnit;   ///< of a number alone
  bool takesAll;                   ///< other kinds of units too
  llvm::StringLiteral description; ///< for messages
};
inline constexpr AmountForm amountOfRounds{"Rounds", false,
                                           "a positive whole number of rounds"};
inline constexpr AmountForm amountOfBatches{
    "Batches", false, "a positive whole number of batches"};
inline constexpr AmountForm amountOfTime{
    "Seconds", false,
    "a positive number of seconds, or one with a unit: 90s, 5min, 2h"};
inline constexpr AmountForm amountOfAny{
    "Rounds", true,
    "a positive number of rounds, or one with a unit: 3 rounds, 100 batches, "
    "90s, 5min, 2h"};

/// `3` (rounds), `100 batches`, `90s`, `5min`, `2h` as a Quantity.
mlir::FailureOr<Expr> readAmount(llvm::StringRef flag, llvm::StringRef text,
                                 const AmountForm &form, SourceFiles &sources,
                                 mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_COMMANDOPTIONS_H
