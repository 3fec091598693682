//===- Decomposition.h - what a layer asks while it becomes prim ops ---*- C++ -*-===//
//
// Ports are tensors with exactly one leading batch dimension, static or `?`. Arrays
// have none. All emitted ops carry the layer's place. Element types: real ports have
// the precision of the entry, integer ports i64 with the user's values (from 1).

#ifndef NETC_DIALECTS_NET_IR_DECOMPOSITION_H
#define NETC_DIALECTS_NET_IR_DECOMPOSITION_H

#include "dialects/Net/IR/NetTypes.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Value.h"

namespace netc::net {

enum class Mode { Test, Training };
enum class Comparison { EQ, NE, LT, LE, GT, GE };
enum class Reduction { Sum, Product, Max, Min };

// What one dimension of a window does.
struct WindowDimension {
  int64_t size = 1, stride = 1, dilation = 1;
  int64_t before = 0, after = 0; // padding
};

class Decomposition {
public:
  struct Entry {
    Mode mode = Mode::Test;
    mlir::FloatType precision;
    int64_t batch = mlir::ShapedType::kDynamic; // kDynamic: open
  };

  Decomposition(mlir::OpBuilder &builder, const Entry &entry);

  mlir::OpBuilder &builder() { return opBuilder; }
  mlir::Location loc() const { return location; }
  Mode mode() const { return entry.mode; }
  mlir::FloatType precision() const { return entry.precision; }

  // An input port's tensor, [batch, dimensions...].
  mlir::Value port(mlir::Value port) const;
  // The same, converted to the precision if its elements are integers.
  mlir::Value realPort(mlir::Value port);
  mlir::Value array(mlir::FlatSymbolRefAttr array) const;
  // The sizes of one example; all are fixed after shape inference.
  llvm::SmallVector<int64_t> exampleShape(mlir::Value port) const;
  llvm::LogicalResult setResult(mlir::Value port, mlir::Value tensor);
  // A new value for an array (moving statistics); the entry returns it.
  void updateArray(mlir::FlatSymbolRefAttr array, mlir::Value tensor);

  // Emits an error if prim refuses the operands; layers check shapes before.
  mlir::Value unary(llvm::StringRef name, mlir::Value x);
  mlir::Value binary(llvm::StringRef name, mlir::Value a, mlir::Value b);
  mlir::Value neg(mlir::Value x) { return unary("neg", x); }
  mlir::Value exp(mlir::Value x) { return unary("exp", x); }
  mlir::Value log(mlir::Value x) { return unary("log", x); }
  mlir::Value abs(mlir::Value x) { return unary("abs", x); }
  mlir::Value sqrt(mlir::Value x) { return unary("sqrt", x); }
  mlir::Value tanh(mlir::Value x) { return unary("tanh", x); }
  mlir::Value logistic(mlir::Value x) { return unary("logistic", x); }
  mlir::Value add(mlir::Value a, mlir::Value b) { return binary("add", a, b); }
  mlir::Value sub(mlir::Value a, mlir::Value b) { return binary("sub", a, b); }
  mlir::Value mul(mlir::Value a, mlir::Value b) { return binary("mul", a, b); }
  mlir::Value div(mlir::Value a, mlir::Value b) { return binary("div", a, b); }
  mlir::Value pow(mlir::Value a, mlir::Value b) { return binary("pow", a, b); }
  mlir::Value max(mlir::Value a, mlir::Value b) { return binary("max", a, b); }
  mlir::Value min(mlir::Value a, mlir::Value b) { return binary("min", a, b); }
  mlir::Value compare(Comparison kind, mlir::Value a, mlir::Value b);
  mlir::Value select(mlir::Value condition, mlir::Value a, mlir::Value b);
  mlir::Value cast(mlir::Value x, mlir::Type element);

  // A tensor shaped like `like` (dynamic batch included) filled with `value`.
  mlir::Value constantLike(mlir::Value like, double value);
  // `x` spread to the shape of `like`: axis i of `x` goes to `dimensions[i]`.
  // Axes of size 1 are replicated.
  mlir::Value broadcastLike(mlir::Value x, mlir::Value like,
                            llvm::ArrayRef<int64_t> dimensions);
  // `x` spread to [batch of `like`, example...].
  mlir::Value broadcastExample(mlir::Value x, mlir::Value like,
                               llvm::ArrayRef<int64_t> example,
                               llvm::ArrayRef<int64_t> dimensions);
  // Keeps the batch dimension, reshapes the rest.
  mlir::Value reshapeExample(mlir::Value x, llvm::ArrayRef<int64_t> example);
  // Reshapes a tensor without batch dimension, such as an array.
  mlir::Value reshape(mlir::Value x, llvm::ArrayRef<int64_t> sizes);
  // The permutation includes the batch axis 0.
  mlir::Value transpose(mlir::Value x, llvm::ArrayRef<int64_t> permutation);
  mlir::Value dotGeneral(mlir::Value lhs, mlir::Value rhs,
                         llvm::ArrayRef<int64_t> lhsBatching,
                         llvm::ArrayRef<int64_t> rhsBatching,
                         llvm::ArrayRef<int64_t> lhsContracting,
                         llvm::ArrayRef<int64_t> rhsContracting);
  // `x` [batch, channels, spatial...], `kernel` [outputs, channels/groups, ...].
  mlir::Value convolution(mlir::Value x, mlir::Value kernel,
                          llvm::ArrayRef<WindowDimension> window,
                          int64_t groups);
  // Axes include the batch axis 0 and disappear.
  mlir::Value reduce(Reduction kind, mlir::Value x,
                     llvm::ArrayRef<int64_t> axes);
  // One window dimension per axis of `x` after the batch axis.
  mlir::Value reduceWindow(Reduction kind, mlir::Value x,
                           llvm::ArrayRef<WindowDimension> window);
  mlir::Value concatenate(llvm::ArrayRef<mlir::Value> parts, int64_t axis);
  // `length` elements of axis `axis` (batch is 0), from `offset` (from 0).
  mlir::Value slice(mlir::Value x, int64_t axis, int64_t offset,
                    int64_t length);
  // One {before, after} per axis after the batch axis.
  mlir::Value pad(mlir::Value x, double value,
                  llvm::ArrayRef<std::pair<int64_t, int64_t>> example);
  // 0, 1, 2, ... along `axis`, i64, shaped like `like`.
  mlir::Value iotaLike(mlir::Value like, int64_t axis);
  // x[..., indices[...]] : one element of the last axis for each index (from 0).
  mlir::Value takeAlongLast(mlir::Value x, mlir::Value indices);
  // A named piece a later pass may claim as a whole.
  mlir::Value
  composite(llvm::StringRef name, mlir::ValueRange operands,
            mlir::Type result,
            llvm::function_ref<mlir::Value(mlir::ValueRange)> body);

  // The mean over all elements of each example: [batch].
  mlir::Value meanOverExample(mlir::Value x);
  mlir::Value sumOverExample(mlir::Value x);

private:
  friend class EntryBuilder; // sets ports, arrays and the place
  mlir::OpBuilder &opBuilder;
  Entry entry;
  mlir::Location location;
  llvm::DenseMap<mlir::Value, mlir::Value> ports;
  llvm::DenseMap<mlir::StringAttr, mlir::Value> arrays;
  llvm::SmallVector<std::pair<mlir::StringAttr, mlir::Value>> updates;
};

} // namespace netc::net

#endif
