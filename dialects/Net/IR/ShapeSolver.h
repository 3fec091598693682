//===- ShapeSolver.h - shapes in both directions ---------------*- C++ -*-===//
//
// Every port and array has a shape variable, every dimension a size variable. The
// layers' relations add facts until nothing changes; variables only ever become
// better known. Each fact remembers where it came from, so that a conflict can show
// both places. The two ends of an edge are one value and so one variable.

#ifndef NETC_DIALECTS_NET_IR_SHAPESOLVER_H
#define NETC_DIALECTS_NET_IR_SHAPESOLVER_H

#include "dialects/Net/IR/NetTypes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Value.h"
#include <memory>

namespace netc::net {

class RootOp;

struct ShapeVar {
  unsigned node;
};

// A size and, for messages, the dimension it was taken from.
struct DimVar {
  unsigned node;
  unsigned owner = ~0u; // ShapeVar
  unsigned index = 0;
};

class ShapeSolver {
public:
  explicit ShapeSolver(RootOp root);
  ~ShapeSolver();

  // Runs all relations to the fixpoint, then all checks. The first conflict is
  // reported and ends it.
  llvm::LogicalResult solve();
  // Writes what is known into the types of all values and arrays.
  void writeBack();

  ShapeVar of(mlir::Value port);
  ShapeVar of(mlir::FlatSymbolRefAttr array);

  bool hasRank(ShapeVar shape);
  int64_t rank(ShapeVar shape); // needs hasRank
  llvm::LogicalResult setRank(ShapeVar shape, int64_t rank,
                              const llvm::Twine &why);

  // Needs hasRank; `index` counts from 0.
  DimVar dim(ShapeVar shape, int64_t index);
  std::optional<int64_t> size(DimVar dim);
  bool isLength(DimVar dim); // a named length (Varying)
  DimVar freshDim();
  // `why` ends a sentence "3 comes from layer 2 (LinearLayer): ...".
  llvm::LogicalResult setSize(DimVar dim, int64_t size,
                              const llvm::Twine &why);
  // Makes a still unknown size a length of its own.
  llvm::LogicalResult setLength(DimVar dim);
  llvm::LogicalResult unifyDims(DimVar a, DimVar b);

  // Same rank, dimensions and element.
  llvm::LogicalResult unify(ShapeVar a, ShapeVar b);
  llvm::LogicalResult unify(mlir::Value a, mlir::Value b) {
    return unify(of(a), of(b));
  }
  // Same rank and dimensions; the elements may differ.
  llvm::LogicalResult unifyShapes(ShapeVar a, ShapeVar b);
  llvm::LogicalResult unifyShapes(mlir::Value a, mlir::Value b) {
    return unifyShapes(of(a), of(b));
  }

  // kDynamic is an unknown size.
  llvm::LogicalResult setShape(ShapeVar shape, llvm::ArrayRef<int64_t> sizes,
                               const llvm::Twine &why);
  llvm::LogicalResult setDims(ShapeVar shape, llvm::ArrayRef<DimVar> dims,
                              const llvm::Twine &why = "");
  llvm::LogicalResult makeScalar(ShapeVar shape);
  llvm::LogicalResult makeScalar(mlir::Value port) {
    return makeScalar(of(port));
  }

  // Refuses a named length where a fixed size is needed.
  llvm::LogicalResult requireFixed(DimVar dim, llvm::StringRef hint = "");
  // Real elements. The input of a layer with one input may also be integer: it
  // converts. Inputs that nothing makes integer are real in the end.
  llvm::LogicalResult requireReal(ShapeVar shape);
  llvm::LogicalResult requireReal(mlir::Value port) {
    return requireReal(of(port));
  }
  llvm::LogicalResult requireInteger(ShapeVar shape, int64_t low,
                                     std::optional<int64_t> high);
  Element element(ShapeVar shape);

  // All sizes, or nothing while one is unknown or a length.
  std::optional<llvm::SmallVector<int64_t>> fixedShape(ShapeVar shape);
  std::optional<int64_t> elementCount(ShapeVar shape);
  // What is known of it, for messages: `{50, 8, ?}`.
  std::string show(ShapeVar shape);

  // An error of the layer at work; begins with its name and a colon:
  // `layer 1 (DotLayer): `.
  mlir::InFlightDiagnostic error(llvm::StringRef code);
  // Notes where the sizes that are known come from, each place once.
  void explain(mlir::InFlightDiagnostic &error, llvm::ArrayRef<DimVar> dims);

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace netc::net

#endif
