//===- Columns.h - data as dense arrays for the training loop --*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_COLUMNS_H
#define NETC_COMPILER_SESSION_TRAINING_COLUMNS_H

#include "compiler/Session/Training/Prepare.h"

namespace netc::training {

/// Values of all inputs of the training net, one array each.
struct DenseData {
  std::vector<std::string> ports;
  std::vector<ArrayData> arrays;
  int64_t count = 0;

  /// Those examples, in this order.
  DenseData take(llvm::ArrayRef<int64_t> places) const;
};

/// Encodes columns once, before training: labels to places of classes, images
/// to arrays by the coders of `net`. Dense arrays of numbers are not copied.
mlir::FailureOr<DenseData>
encodeData(const Table &table, llvm::ArrayRef<Feed> feeds, const netrt_net *net,
           ElementType precision, mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_COLUMNS_H
