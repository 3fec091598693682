//===- ScanGradient.h - the gradient of prim.scan ---------------*- C++ -*-===//

#ifndef NETC_DIALECTS_PRIM_OPS_SCANGRADIENT_H
#define NETC_DIALECTS_PRIM_OPS_SCANGRADIENT_H

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/Ops/SumOverSteps.h"

namespace netc::prim {

// Whether the operand lends its sizes, not its elements.
bool lends(mlir::OpOperand &operand);

// A scan that goes the other way and carries the adjoints of the states.
class ScanGradient {
public:
  ScanGradient(GradientContext &g, ScanOp scan)
      : g(g), scan(scan), body(scan.getBody().front()),
        back(region.emplaceBlock()), sums(back, scan.getAxis()) {}

  mlir::LogicalResult build();

private:
  void markVaried();
  bool varies(mlir::Value value);
  mlir::LogicalResult goBack();
  void findUnused();

  // Values of the forward body, for ops of the backward one.
  bool isBack(mlir::Value value) { return value.getParentBlock() == &back; }
  mlir::OpBuilder endOfBack() {
    mlir::OpBuilder builder(scan.getContext()); // the block is in no op yet
    builder.setInsertionPointToEnd(&back);
    return builder;
  }
  mlir::Value bring(mlir::Value value);
  mlir::Value bringShape(mlir::Value value);
  mlir::Value bringSlice(mlir::Value value);
  mlir::Value bringConstant(mlir::BlockArgument argument);
  mlir::Value repeat(mlir::Value value, bool shapeOnly);
  void bringOperands();

  void widen();
  void carrySums(llvm::SmallVectorImpl<mlir::Value> &initial,
                 llvm::SmallVectorImpl<mlir::Value> &next);
  ScanOp emit();
  mlir::LogicalResult accumulate(ScanOp done);
  bool isWanted(unsigned operand) {
    return g.wants(scan->getOpOperand(operand));
  }

  GradientContext &g;
  ScanOp scan;
  mlir::Block &body;
  mlir::Region region;
  mlir::Block &back;
  SumOverSteps sums;

  llvm::DenseSet<mlir::Value> varied;
  llvm::DenseMap<mlir::Value, bool> knownToVary;
  // Of the body's arguments; null where there is none.
  llvm::SmallVector<mlir::Value> gradients;
  llvm::SmallVector<mlir::Value> adjointStacks;
  // Those that carry an adjoint, and that adjoint in the backward body.
  llvm::SmallVector<mlir::BlockArgument> states;
  llvm::DenseMap<mlir::Value, mlir::Value> adjointState;
  // What lends a sum its sizes.
  llvm::DenseMap<mlir::Value, mlir::Value> sumLike;
  llvm::SmallPtrSet<mlir::Operation *, 16> unused;

  mlir::Block::iterator firstGradient;
  llvm::DenseMap<mlir::Value, mlir::Value> brought, shapes;
  // Values whose slices the backward body takes, and operands that it takes.
  llvm::SmallVector<mlir::Value> forward, constants;
  // Of values of both bodies.
  llvm::DenseMap<mlir::Value, mlir::Value> stacks;
  // Sums made step by step.
  llvm::DenseMap<mlir::Value, mlir::Value> totals;
};

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_SCANGRADIENT_H
