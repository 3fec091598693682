//===- Decomposition.h - what a layer asks while it becomes prim ops ------===//
//
// Ports are tensors with exactly one leading batch dimension, static or `?`. Arrays
// have none. All emitted ops carry the layer's place. Element types: real ports have
// the precision of the entry, integer ports i64 with the user's values (from 1).

#ifndef NETC_DIALECTS_NET_IR_DECOMPOSITION_H
#define NETC_DIALECTS_NET_IR_DECOMPOSITION_H

#include "dialects/Net/IR/NetTypes.h"
#include "dialects/Prim/IR/PrimBuilder.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"

namespace netc::net {

using prim::Comparison;
using prim::Reduction;

enum class Mode { Test, Training };

// What one dimension of a window does.
struct WindowDimension {
  int64_t size = 1, stride = 1, dilation = 1;
  int64_t before = 0, after = 0; // padding
};

// Arithmetic is PrimBuilder's; here is what knows of ports, arrays and the batch.
class Decomposition : public prim::PrimBuilder {
public:
  struct Entry {
    Mode mode = Mode::Test;
    mlir::FloatType precision;
    int64_t batch = mlir::ShapedType::kDynamic; // kDynamic: open
  };

  Decomposition(mlir::OpBuilder &builder, mlir::Location loc,
                const Entry &entry)
      : PrimBuilder(builder, loc), entry(entry) {}

  Mode mode() const { return entry.mode; }
  mlir::FloatType precision() const { return entry.precision; }

  // The tensor of an input port: [batch, dimensions...].
  mlir::Value port(mlir::Value port) const { return ports.at(port); }
  // The same, converted to the precision if its elements are integers.
  mlir::Value realPort(mlir::Value port);
  mlir::Value array(mlir::FlatSymbolRefAttr array) const {
    return arrays.at(array.getAttr());
  }
  // The sizes of one example; all are fixed after shape inference.
  llvm::SmallVector<int64_t> exampleShape(mlir::Value port) const;
  int64_t exampleCount(mlir::Value port) const; // their product
  // Every output port is set once. The tensor must have its shape.
  llvm::LogicalResult setResult(mlir::Value port, mlir::Value tensor);
  // A new value for an array (moving statistics); the entry returns it.
  void updateArray(mlir::FlatSymbolRefAttr array, mlir::Value tensor);

  // `x` spread to [batch of `like`, example...]; axis i of `x` becomes axis
  // `dimensions[i]` of the result, where the batch is axis 0. Axes of size 1 are
  // repeated.
  mlir::Value broadcastExample(mlir::Value x, mlir::Value like,
                               llvm::ArrayRef<int64_t> example,
                               llvm::ArrayRef<int64_t> dimensions);
  // Keeps the batch, reshapes the rest.
  mlir::Value reshapeExample(mlir::Value x, llvm::ArrayRef<int64_t> example);
  // `length` elements of axis `axis` from `offset`; the batch is axis 0.
  mlir::Value sliceAxis(mlir::Value x, int64_t axis, int64_t offset,
                        int64_t length);
  // One {before, after} for each axis after the batch.
  mlir::Value
  padExample(mlir::Value x, double value,
             llvm::ArrayRef<std::pair<int64_t, int64_t>> amounts);

  mlir::Value dotGeneral(mlir::Value lhs, mlir::Value rhs,
                         llvm::ArrayRef<int64_t> lhsBatching,
                         llvm::ArrayRef<int64_t> rhsBatching,
                         llvm::ArrayRef<int64_t> lhsContracting,
                         llvm::ArrayRef<int64_t> rhsContracting);
  // `x` [batch, channels, spatial...], `kernel` [outputs, channels/groups, ...];
  // one window dimension for each spatial axis.
  mlir::Value convolution(mlir::Value x, mlir::Value kernel,
                          llvm::ArrayRef<WindowDimension> window,
                          int64_t groups);
  // Windows over the trailing axes of `x`.
  mlir::Value reduceWindow(Reduction kind, mlir::Value x,
                           llvm::ArrayRef<WindowDimension> window);
  // x[..., indices[...]]: one element of the last axis for each of the others,
  // indices from 0.
  mlir::Value takeAlongLast(mlir::Value x, mlir::Value indices);
  // x[..., indices[...], ...]: parts of an array along `axis`, indices from 0.
  mlir::Value take(mlir::Value x, mlir::Value indices, int64_t axis);
  // A named piece that a later pass may claim as a whole; `body` gets the operands
  // and gives the result. `gradient`, where given, is a better derivative than
  // that of the body: it gets the operands and the result's adjoint, and gives
  // the gradients of the operands.
  mlir::Value composite(
      llvm::StringRef name, mlir::ValueRange operands, mlir::Type result,
      llvm::function_ref<mlir::Value(mlir::ValueRange)> body,
      llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::ValueRange)>
          gradient = nullptr);

  // Over all elements of each example: [batch].
  mlir::Value sumOverExample(mlir::Value x);
  mlir::Value meanOverExample(mlir::Value x);

  // For the pass that runs the layers.
  void setPort(mlir::Value port, mlir::Value tensor) { ports[port] = tensor; }
  void setArray(mlir::StringAttr key, mlir::Value tensor) {
    arrays[key] = tensor;
  }
  bool isSet(mlir::Value port) const { return ports.contains(port); }
  using Update = std::pair<mlir::StringAttr, mlir::Value>;
  llvm::ArrayRef<Update> arrayUpdates() const { return updates; }

private:
  Entry entry;
  llvm::DenseMap<mlir::Value, mlir::Value> ports;
  llvm::DenseMap<mlir::StringAttr, mlir::Value> arrays;
  llvm::SmallVector<Update> updates;
};

} // namespace netc::net

#endif
