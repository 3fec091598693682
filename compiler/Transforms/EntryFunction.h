//===- EntryFunction.h - an entry point and what its values are -*- C++ -*-===//

#ifndef NETC_COMPILER_TRANSFORMS_ENTRYFUNCTION_H
#define NETC_COMPILER_TRANSFORMS_ENTRYFUNCTION_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace netc {

// Attributes of entry points, their arguments and their results. Each names a
// port or an array of the net.
namespace entry {
// On the function: kind, mode, precision, batch.
inline constexpr llvm::StringLiteral attribute = "netc.entry";
// On the function: what prim-differentiate and prim-train-step shall do.
inline constexpr llvm::StringLiteral gradientRequest = "netc.gradient";
inline constexpr llvm::StringLiteral trainingRequest = "netc.training";
// In either: into how many parts the way back is cut, to save memory.
inline constexpr llvm::StringLiteral segments = "segments";

// The name of the one setting of training steps.
inline constexpr llvm::StringLiteral learningRate = "LearningRate";

// On arguments: an input; the value of an array; the gradient that the caller
// imposes at an output; a scalar setting of the entry itself.
// On results: an output, an inner value, the new value of an array.
inline constexpr llvm::StringLiteral port = "netc.port";
inline constexpr llvm::StringLiteral array = "netc.array";
inline constexpr llvm::StringLiteral imposed = "netc.imposed";
inline constexpr llvm::StringLiteral setting = "netc.setting";
inline constexpr llvm::StringLiteral probe = "netc.probe";
inline constexpr llvm::StringLiteral update = "netc.update";
// On results: the gradient of an input, per example; of an array, summed.
inline constexpr llvm::StringLiteral portGradient = "netc.port_gradient";
inline constexpr llvm::StringLiteral arrayGradient = "netc.array_gradient";
} // namespace entry

// A function with one block; its signature changes with its values.
class EntryFunction {
public:
  explicit EntryFunction(mlir::func::FuncOp function) : function(function) {}

  mlir::Block &body() { return function.getBody().front(); }
  mlir::func::ReturnOp terminator();
  llvm::SmallVector<mlir::Operation *> ops(); // without the terminator

  // What a request says of segments, at least 1.
  static size_t segmentsOf(mlir::DictionaryAttr request);

  // Null where there is none.
  mlir::Value argument(llvm::StringRef kind, llvm::StringRef name);
  mlir::Value result(llvm::StringRef kind, llvm::StringRef name);

  mlir::Value addArgument(mlir::Type type, llvm::StringRef kind,
                          llvm::StringRef name);
  void addResult(mlir::Value value, llvm::StringRef kind, llvm::StringRef name);
  void dropResults();

  // The name that an argument or result has in the role `kind`, or null.
  mlir::StringAttr argumentName(unsigned index, llvm::StringRef kind);
  mlir::StringAttr resultName(unsigned index, llvm::StringRef kind);

private:
  mlir::func::FuncOp function;
};

} // namespace netc

#endif // NETC_COMPILER_TRANSFORMS_ENTRYFUNCTION_H
