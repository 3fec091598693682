//===- ShapeSolverImpl.h - the solver's worklist and facts -----*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_SHAPESOLVERIMPL_H
#define NETC_DIALECTS_NET_IR_SHAPESOLVERIMPL_H

#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/ShapeFacts.h"
#include "dialects/Net/IR/ShapeMessages.h"
#include "dialects/Net/IR/ShapeSolver.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include <deque>

namespace netc::net {

struct ShapeSolver::Impl {
  explicit Impl(RootOp root);

  llvm::LogicalResult solve(ShapeSolver &solver);
  void writeBack();

  // Where a fact comes from that the layer at work states.
  unsigned origin(const llvm::Twine &why);
  llvm::LogicalResult requireElement(unsigned shape, Element element);

  RootOp root;
  ShapeFacts facts;
  mlir::Operation *layer; // at work
  unsigned at = 0;        // its index in `layers`
  ShapeMessages messages;
  llvm::DenseMap<mlir::Value, unsigned> ports;
  llvm::DenseMap<mlir::StringAttr, unsigned> arrays;

private:
  void addLayer(mlir::Operation *op);
  void addPort(mlir::Value port);
  void addArrays();

  // Facts from types.
  llvm::LogicalResult stateTypes();
  llvm::LogicalResult stateType(unsigned shape, ArrayType type,
                                unsigned origin);
  llvm::LogicalResult statePort(mlir::Value port);
  llvm::LogicalResult stateWritten(mlir::Operation *op,
                                   llvm::StringRef attribute,
                                   mlir::ValueRange ports);
  llvm::LogicalResult stateDimension(unsigned shape, unsigned index,
                                     Dimension dimension, unsigned origin);

  llvm::LogicalResult run(ShapeSolver &solver, unsigned index);
  llvm::LogicalResult runQueue(ShapeSolver &solver);
  llvm::LogicalResult assume(ShapeSolver &solver);
  llvm::LogicalResult assumeReal(ShapeSolver &solver);

  llvm::LogicalResult relateContainer(ShapeSolver &solver);
  void queueWoken();
  llvm::LogicalResult checkLayers(ShapeSolver &solver);
  llvm::LogicalResult checkCounts(ShapeSolver &solver);

  ArrayType typeOf(unsigned shape);
  mlir::StringAttr nameOfLength(ShapeFacts::Size &size);

  llvm::SmallVector<mlir::Operation *> layers; // containers included
  std::deque<unsigned> queue;
  llvm::SmallVector<bool> queued;
  llvm::MapVector<mlir::StringAttr, ArrayOp> arrayOps; // in order
  llvm::DenseMap<mlir::StringAttr, unsigned> lengths;  // by name
  unsigned namedLengths = 0;
};

} // namespace netc::net

#endif
