//===- Spatial.h - windows that slide over spatial dimensions --*- C++ -*-===//
//
// Convolution and pooling share their settings and their size formula. An array
// has k = 1..3 spatial dimensions and one of channels: first, or last if
// interleaved.

#ifndef NETC_DIALECTS_NET_LAYERS_SPATIAL_H
#define NETC_DIALECTS_NET_LAYERS_SPATIAL_H

#include "dialects/Net/IR/Decomposition.h"
#include "dialects/Net/IR/ShapeSolver.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace netc::net {

// A layer's settings as written; null attributes are the defaults.
struct SpatialSettings {
  mlir::Attribute kernel, stride, dilation, padding;
  std::optional<int64_t> dimensionality;
  bool interleaved = false;

  bool isSame() const; // padding such that output = ceiling(input / stride)
  // Of dimension `axis`, counted from 0; not for isSame.
  std::pair<int64_t, int64_t> paddingAt(int64_t axis) const;
  std::optional<int64_t> kernelAt(int64_t axis) const; // none if not written
  int64_t strideAt(int64_t axis) const;
  int64_t dilationAt(int64_t axis) const;

  // The whole window over a dimension of `input` elements.
  WindowDimension window(int64_t axis, int64_t input, int64_t kernel) const;

  int64_t channelAxis(int64_t k) const { return interleaved ? k : 0; }
  int64_t spatialAxis(int64_t axis) const { return axis + !interleaved; }
};

// k from the settings and the ports, whose ranks it then sets; none while
// unknown. `hint` is a rank that something else of the layer fixes.
llvm::FailureOr<std::optional<int64_t>>
relateDimensionality(ShapeSolver &shapes, const SpatialSettings &settings,
                     mlir::Value input, mlir::Value output,
                     std::optional<int64_t> hint = std::nullopt);

// output = floor((input + padding - dilation (kernel - 1) - 1) / stride) + 1 in
// each spatial dimension; `kernel` holds what is known of the kernel's sizes.
llvm::LogicalResult
relateWindows(ShapeSolver &shapes, const SpatialSettings &settings,
              mlir::Value input, mlir::Value output,
              llvm::ArrayRef<std::optional<int64_t>> kernel);

// Between the layer's layout and channels first.
mlir::Value channelsFirst(Decomposition &d, const SpatialSettings &settings,
                          mlir::Value x);
mlir::Value channelsAsWritten(Decomposition &d, const SpatialSettings &settings,
                              mlir::Value x);

} // namespace netc::net

#endif
