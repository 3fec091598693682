//===- Window.h - arithmetic of sliding windows ---------------------------===//

#ifndef NETC_DIALECTS_PRIM_OPS_WINDOW_H
#define NETC_DIALECTS_PRIM_OPS_WINDOW_H

#include "dialects/Prim/IR/Shapes.h"

namespace netc::prim {

// One axis that a window slides over.
struct WindowAxis {
  int64_t window = 1, stride = 1, dilation = 1, low = 0, high = 0;

  // Elements from the first to the last that one window touches.
  int64_t extent() const { return (window - 1) * dilation + 1; }
  bool isValid() const {
    return window > 0 && stride > 0 && dilation > 0 && low >= 0 && high >= 0;
  }
  bool fits(int64_t size) const {
    return mlir::ShapedType::isDynamic(size) || size + low + high >= extent();
  }
  // How many places the window has on an axis of this size.
  int64_t places(int64_t size) const {
    return mlir::ShapedType::isDynamic(size)
               ? size
               : (size + low + high - extent()) / stride + 1;
  }
  mlir::OpFoldResult places(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::OpFoldResult size) const;
};

// Error unless each list has an entry for each of the spatial axes.
mlir::LogicalResult
checkWindowSettings(std::optional<mlir::Location> loc, size_t spatialAxes,
                    llvm::ArrayRef<llvm::ArrayRef<int64_t>> settings);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_WINDOW_H
