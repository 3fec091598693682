//===- CheckpointFolder.h - where netc train keeps checkpoints -*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_CHECKPOINTFOLDER_H
#define NETC_COMPILER_SESSION_TRAINING_CHECKPOINTFOLDER_H

#include "mlir/IR/MLIRContext.h"
#include "mlir/Support/LogicalResult.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace netc::training {

/// `FOLDER/latest.checkpoint`, which the training replaces as a whole.
std::string checkpointIn(llvm::StringRef folder);

/// The file that --resume means: a file, or the latest one of a folder. Empty
/// where `mayBeMissing` and there is none.
mlir::FailureOr<std::string> findCheckpoint(llvm::StringRef path,
                                            bool mayBeMissing,
                                            mlir::MLIRContext *context);

/// Makes the folder ready. What another training left stays as
/// `FOLDER/previous.checkpoint`, unless it goes on.
mlir::LogicalResult prepareCheckpoints(llvm::StringRef folder, bool goesOn,
                                       mlir::MLIRContext *context);

/// Makes the folder where there is none, and tries whether files can be written
/// there.
mlir::LogicalResult makeFolder(llvm::StringRef folder,
                               mlir::MLIRContext *context);

/// Tries whether files can be written in a folder: better now than after hours.
mlir::LogicalResult makeWritable(llvm::StringRef folder,
                                 mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_CHECKPOINTFOLDER_H
