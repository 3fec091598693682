//===- ShapeMessages.h - how shape conflicts are told ----------*- C++ -*-===//
//
// A message names the layer, the two things that disagree and where each came
// from.

#ifndef NETC_DIALECTS_NET_IR_SHAPEMESSAGES_H
#define NETC_DIALECTS_NET_IR_SHAPEMESSAGES_H

#include "dialects/Net/IR/ShapeFacts.h"
#include "mlir/IR/Diagnostics.h"

namespace netc::net {

// Why a layer needs what the user wrote at its port.
inline constexpr llvm::StringLiteral portOption = "a port option";

class ShapeMessages {
public:
  ShapeMessages(ShapeFacts &facts, mlir::Operation *&layer)
      : facts(facts), layer(layer) {}

  // {50, 8, ?}
  std::string show(unsigned shape);
  // layer 2 (LinearLayer), or `the net` for its root.
  std::string showLayer(mlir::Operation *op) const;

  // `shape` is known, the layer needs dimension `index` to be `needed`.
  llvm::LogicalResult sizeConflict(unsigned shape, unsigned index,
                                   int64_t needed, const llvm::Twine &why);
  // A size that belongs to no port.
  llvm::LogicalResult looseConflict(unsigned size, int64_t needed,
                                    const llvm::Twine &why);
  llvm::LogicalResult rankConflict(unsigned shape, int64_t needed,
                                   const llvm::Twine &why);
  llvm::LogicalResult elementConflict(unsigned shape, Element needed);
  // Two shapes of the layer at work must be equal.
  llvm::LogicalResult unequalShapes(unsigned a, unsigned b);
  // Two sizes must be equal; `owner` and `index` say which dimensions they are.
  struct Dim {
    unsigned size, owner, index;
  };
  llvm::LogicalResult unequalDims(Dim a, Dim b);
  llvm::LogicalResult lengthRefused(Dim dim, llvm::StringRef hint);
  // One note for each place that sizes come from.
  void noteSizes(mlir::InFlightDiagnostic &error,
                 llvm::ArrayRef<unsigned> sizes);
  // A length that other facts made a number.
  void warnForced(unsigned size);

private:
  std::string showSubject(unsigned shape);
  std::string showDim(Dim dim);
  std::string showKnown(Dim dim);
  std::string showSource(unsigned origin);
  bool isOwnResult(unsigned shape);
  void noteSize(mlir::InFlightDiagnostic &error, unsigned size);
  mlir::InFlightDiagnostic disagreement(llvm::StringRef code, unsigned shape,
                                        const std::string &has,
                                        const std::string &needs,
                                        unsigned origin);

  ShapeFacts &facts;
  mlir::Operation *&layer;
};

} // namespace netc::net

#endif
