//===- Parts.h - arrays that a position names ------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PARTS_H
#define NETC_COMPILER_SESSION_TRAINING_PARTS_H

#include "compiler/Session/Training/Training.h"
#include "dialects/Net/IR/NetOps.h"

namespace netc::training {

/// One step on the way to an array: a layer in its container, or the array
/// itself, which has place 0.
struct Step {
  llvm::StringRef name;
  int64_t place = 0;
  int64_t count = 0; ///< of layers in the container
};

struct NetPart {
  std::string key;
  double multiplier = 1; ///< as the net says
  /// From the outside to the array; one for each layer that uses it.
  llvm::SmallVector<llvm::SmallVector<Step>> paths;
};

/// The trainable arrays of a net without those of attached losses.
std::vector<NetPart> partsOf(net::RootOp root);

/// Whether `"name"`, `n`, `m;;n`, `{path...}`, `p1 | p2` or `_` names the array
/// or something around it.
bool names(const Expr &part, const NetPart &array);

/// The number of the first rule that names the array, or of all.
std::optional<double> numberFor(const NetPart &array,
                                const PartNumbers &numbers);

/// Reports a rule that names nothing in the net.
mlir::LogicalResult checkParts(const PartNumbers &numbers,
                               llvm::ArrayRef<NetPart> arrays,
                               llvm::StringRef option,
                               mlir::MLIRContext *context);
mlir::LogicalResult checkPart(const Expr &part, llvm::ArrayRef<NetPart> arrays,
                              llvm::StringRef option,
                              mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PARTS_H
