//===- ElementLowering.h - element ops as the payload of one loop nest ----===//

#ifndef NETC_DIALECTS_PRIM_OPS_ELEMENTLOWERING_H
#define NETC_DIALECTS_PRIM_OPS_ELEMENTLOWERING_H

#include "dialects/Prim/IR/PrimDialect.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

namespace netc::prim {

// One element of an array: the array, and the map from the indices of the loop
// nest to the indices of the element.
using ElementOf = std::pair<mlir::Value, mlir::AffineMap>;

// Computes elements of values that are made by element ops from other arrays,
// the leaves. First `collect` finds the leaves, then `build` makes the scalar
// code inside the loop nest.
class ElementPlan {
public:
  using Inside = llvm::function_ref<bool(mlir::Operation *)>;
  using IndexOf = llvm::function_ref<mlir::Value(unsigned)>;

  // Ops for which `inside` holds are computed, all other values are leaves.
  void collect(mlir::Value value, mlir::AffineMap map, Inside inside);

  llvm::ArrayRef<ElementOf> leaves() const { return leafList; }

  // `leafElements` are scalars in the order of `leaves`; `indexOf` gives the
  // index of one loop.
  mlir::Value build(mlir::OpBuilder &builder, mlir::Value value,
                    mlir::AffineMap map, mlir::ValueRange leafElements,
                    Inside inside, IndexOf indexOf);

private:
  llvm::SmallVector<ElementOf> leafList;
  llvm::DenseSet<ElementOf> collected; // what several ops use is walked once
  llvm::DenseMap<ElementOf, mlir::Value> built;
};

// An operand as a loop nest reads it: axes of size 1 that the map reads at the
// constant 0 are dropped, so that the map is a projected permutation.
ElementOf dropConstantAxes(mlir::OpBuilder &builder, mlir::Location loc,
                           ElementOf operand);

// `results`, all of the shape of `empty`, as one linalg.generic.
mlir::SmallVector<mlir::Value>
lowerElements(mlir::OpBuilder &builder, mlir::Location loc,
              mlir::ValueRange results, mlir::ValueRange empties,
              ElementPlan::Inside inside,
              llvm::function_ref<mlir::Value(mlir::Value)> leafValue);

// A single element op as a linalg.generic of its own.
mlir::FailureOr<mlir::Value> lowerElementOp(mlir::OpBuilder &builder,
                                            mlir::Operation *op);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_ELEMENTLOWERING_H
