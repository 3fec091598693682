//===- Spatial.cpp - windows that slide over spatial dimensions ----------===//

#include "dialects/Net/Layers/Spatial.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Settings
//===----------------------------------------------------------------------===//

// One number for all dimensions, or a list with one each.
static std::optional<int64_t> sizeAt(Attribute sizes, int64_t axis) {
  if (auto one = dyn_cast_or_null<IntegerAttr>(sizes))
    return one.getInt();
  auto list = dyn_cast_or_null<DenseI64ArrayAttr>(sizes);
  if (list && axis < list.size())
    return list[axis];
  return std::nullopt;
}

bool SpatialSettings::isSame() const {
  return isa_and_nonnull<StringAttr>(padding);
}

std::pair<int64_t, int64_t> SpatialSettings::paddingAt(int64_t axis) const {
  if (auto pairs = dyn_cast_or_null<ArrayAttr>(padding)) {
    auto pair = cast<DenseI64ArrayAttr>(pairs[axis]);
    return {pair[0], pair[1]};
  }
  int64_t both = sizeAt(padding, axis).value_or(0);
  return {both, both};
}

std::optional<int64_t> SpatialSettings::kernelAt(int64_t axis) const {
  return sizeAt(kernel, axis);
}

int64_t SpatialSettings::strideAt(int64_t axis) const {
  return sizeAt(stride, axis).value_or(1);
}

int64_t SpatialSettings::dilationAt(int64_t axis) const {
  return sizeAt(dilation, axis).value_or(1);
}

// How far a dilated kernel reaches.
static int64_t spanOf(int64_t kernel, int64_t dilation) {
  return dilation * (kernel - 1) + 1;
}

WindowDimension SpatialSettings::window(int64_t axis, int64_t input,
                                        int64_t kernel) const {
  WindowDimension window{kernel, strideAt(axis), dilationAt(axis), 0, 0};
  if (!isSame()) {
    std::tie(window.before, window.after) = paddingAt(axis);
    return window;
  }
  int64_t output = llvm::divideCeil(input, window.stride);
  int64_t covered =
      (output - 1) * window.stride + spanOf(kernel, window.dilation);
  int64_t total = std::max<int64_t>(covered - input, 0);
  window.before = total / 2;
  window.after = total - window.before; // the odd cell stands at the end
  return window;
}

//===----------------------------------------------------------------------===//
// The number of spatial dimensions
//===----------------------------------------------------------------------===//

static std::optional<int64_t> entryCount(Attribute setting) {
  if (auto sizes = dyn_cast_or_null<DenseI64ArrayAttr>(setting))
    return sizes.size();
  if (auto pairs = dyn_cast_or_null<ArrayAttr>(setting))
    return pairs.size();
  return std::nullopt;
}

// From the settings alone; they must agree.
static FailureOr<std::optional<int64_t>>
writtenDimensionality(ShapeSolver &shapes, const SpatialSettings &settings) {
  const std::pair<StringRef, std::optional<int64_t>> written[] = {
      {"Dimensionality", settings.dimensionality},
      {"the kernel", entryCount(settings.kernel)},
      {"Stride", entryCount(settings.stride)},
      {"Dilation", entryCount(settings.dilation)},
      {"PaddingSize", entryCount(settings.padding)}};
  std::optional<int64_t> count;
  StringRef source;
  for (auto [name, entries] : written) {
    if (!entries)
      continue;
    if (count && *count != *entries)
      return shapes.error("bad-argument")
             << source << " is for " << *count << " spatial dimension(s), "
             << name << " for " << *entries;
    count = entries;
    source = name;
  }
  if (count && *count > 3)
    return shapes.error("bad-argument")
           << source << " is for " << *count
           << " spatial dimensions, 1 to 3 are possible";
  return count;
}

static LogicalResult refuseRank(ShapeSolver &shapes, ShapeVar shape) {
  constexpr int64_t image = 3, volume = 4; // what is nearest
  return shapes.setRank(shape, shapes.rank(shape) < image ? image : volume,
                        "channels and 1 to 3 spatial dimensions");
}

FailureOr<std::optional<int64_t>>
netc::net::relateDimensionality(ShapeSolver &shapes,
                                const SpatialSettings &settings, Value input,
                                Value output, std::optional<int64_t> hint) {
  FailureOr<std::optional<int64_t>> count =
      writtenDimensionality(shapes, settings);
  if (failed(count))
    return failure();
  if (!*count)
    *count = hint;
  for (Value port : {input, output})
    if (!*count && shapes.hasRank(shapes.of(port))) {
      *count = shapes.rank(shapes.of(port)) - 1;
      if (**count < 1 || **count > 3)
        return refuseRank(shapes, shapes.of(port));
    }
  if (!*count)
    return count;
  for (Value port : {input, output})
    if (failed(shapes.setRank(shapes.of(port), **count + 1,
                              "channels and spatial dimensions")))
      return failure();
  return count;
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

static LogicalResult relateSame(ShapeSolver &shapes, DimVar input,
                                DimVar output, int64_t stride) {
  if (stride == 1)
    return shapes.unifyDims(input, output);
  if (std::optional<int64_t> size = shapes.size(input))
    return shapes.setSize(output, llvm::divideCeil(*size, stride),
                          "the input's size over the stride");
  return shapes.isLength(input) ? shapes.setLength(output) : success();
}

static LogicalResult refuseKernel(ShapeSolver &shapes, int64_t span,
                                  DimVar input, int64_t padding) {
  InFlightDiagnostic error = shapes.error("incompatible-dimensions");
  error << "a kernel that covers " << span << " elements does not fit into "
        << *shapes.size(input);
  if (padding > 0)
    error << " with padding " << padding;
  shapes.explain(error, input);
  return error;
}

static LogicalResult relatePadded(ShapeSolver &shapes, DimVar input,
                                  DimVar output, int64_t span, int64_t stride,
                                  int64_t padding) {
  if (stride == 1 && padding == span - 1)
    return shapes.unifyDims(input, output);
  if (std::optional<int64_t> size = shapes.size(input)) {
    if (*size + padding < span)
      return refuseKernel(shapes, span, input, padding);
    return shapes.setSize(output, (*size + padding - span) / stride + 1,
                          "where the kernel fits");
  }
  if (shapes.isLength(input))
    return shapes.setLength(output);
  std::optional<int64_t> size = shapes.size(output);
  // A greater stride leaves several sizes possible.
  if (!size || stride != 1 || *size + span - 1 - padding < 1)
    return success();
  return shapes.setSize(input, *size + span - 1 - padding,
                        "where the kernel fits");
}

// Only the first dimension of a port may be Varying.
static LogicalResult requireFixedSizes(ShapeSolver &shapes,
                                       const SpatialSettings &settings,
                                       ShapeVar shape, int64_t count) {
  StringRef hint = "lengths are allowed in the first spatial dimension with "
                   "Interleaving -> True";
  if (failed(shapes.requireFixed(shapes.dim(shape, settings.channelAxis(count)),
                                 hint)))
    return failure();
  for (int64_t axis = settings.interleaved; axis < count; ++axis)
    if (failed(shapes.requireFixed(
            shapes.dim(shape, settings.spatialAxis(axis)), hint)))
      return failure();
  return success();
}

LogicalResult
netc::net::relateWindows(ShapeSolver &shapes, const SpatialSettings &settings,
                         Value input, Value output,
                         ArrayRef<std::optional<int64_t>> kernel) {
  int64_t count = kernel.size();
  ShapeVar from = shapes.of(input), to = shapes.of(output);
  if (failed(requireFixedSizes(shapes, settings, from, count)))
    return failure();
  for (int64_t axis = 0; axis < count; ++axis) {
    DimVar in = shapes.dim(from, settings.spatialAxis(axis));
    DimVar out = shapes.dim(to, settings.spatialAxis(axis));
    LogicalResult related = success();
    if (settings.isSame()) {
      related = relateSame(shapes, in, out, settings.strideAt(axis));
    } else if (kernel[axis]) {
      auto [before, after] = settings.paddingAt(axis);
      related = relatePadded(shapes, in, out,
                             spanOf(*kernel[axis], settings.dilationAt(axis)),
                             settings.strideAt(axis), before + after);
    }
    if (failed(related))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Layout
//===----------------------------------------------------------------------===//

Value netc::net::channelsFirst(Decomposition &d,
                               const SpatialSettings &settings, Value x) {
  if (!settings.interleaved)
    return x;
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  SmallVector<int64_t> permutation{0, rank - 1};
  llvm::append_range(permutation, llvm::seq<int64_t>(1, rank - 1));
  return d.transpose(x, permutation);
}

Value netc::net::channelsAsWritten(Decomposition &d,
                                   const SpatialSettings &settings, Value x) {
  if (!settings.interleaved)
    return x;
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  SmallVector<int64_t> permutation{0};
  llvm::append_range(permutation, llvm::seq<int64_t>(2, rank));
  permutation.push_back(1);
  return d.transpose(x, permutation);
}
