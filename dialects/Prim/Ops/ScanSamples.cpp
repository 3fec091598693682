//===- ScanSamples.cpp - prim.scan: sample uses ---------------------------===//

#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ScanBuilder.h"

using namespace mlir;
using namespace netc::prim;

static constexpr int64_t batch = ShapedType::kDynamic;

// x W^T, rows of x and of W.
static Value product(Sampler &s, Value x, Value weights) {
  return DotGeneralOp::create(s.builder(), s.loc(), x, weights,
                              ArrayRef<int64_t>{}, ArrayRef<int64_t>{},
                              ArrayRef<int64_t>{1}, ArrayRef<int64_t>{1});
}

// Final states and stacks of arrays [batch, n] and [batch, steps, n] as one.
static Value joined(Sampler &s, Value state, Value stack, int64_t axis) {
  return s.add(state, s.reduceSum(s.mul(stack, stack), {axis}));
}

// tanh(W x + R h + b): one state, which is also stacked.
static void recurrent(Sampler &s, ArrayRef<int64_t> sequence, int64_t axis,
                      int64_t size, bool reverse) {
  int64_t length = sequence[axis], features = sequence.back();
  int64_t rows = sequence[1 - axis];
  Value x = s.input(sequence), h = s.input({rows, size});
  Value w = s.input({size, features}), r = s.input({size, size});
  Value b = s.input({size});
  auto results = buildScan(
      s, {{x}, {h}, {w, r, b}, axis, length, reverse}, [&](ValueRange v) {
        Value sum = s.add(product(s, v[0], v[2]), product(s, v[1], v[3]));
        Value next = s.tanh(s.add(sum, s.broadcast(v[4], {1}, sum)));
        return SmallVector<Value>{next, next};
      });
  s.emit(joined(s, results[0], results[1], axis));
}

// Two states; one matrix is cut for the gates and used for x and for h.
static void cells(Sampler &s) {
  Value x = s.input({batch, 4, 3}), h = s.input({batch, 3});
  Value c = s.input({batch, 3}), w = s.input({6, 3});
  auto results = buildScan(s, {{x}, {h, c}, {w}, 1, 4}, [&](ValueRange v) {
    Value first = s.slice(v[3], {0, 0}, {3, 3}, {1, 1});
    Value second = s.slice(v[3], {3, 0}, {3, 3}, {1, 1});
    Value forget =
        s.logistic(s.add(product(s, v[0], first), product(s, v[1], first)));
    Value input =
        s.tanh(s.add(product(s, v[0], second), product(s, v[1], second)));
    Value cell = s.add(s.mul(forget, v[2]), input);
    return SmallVector<Value>{s.mul(s.tanh(cell), forget), cell,
                              s.mul(cell, v[0])};
  });
  s.emit(joined(s, s.mul(results[0], results[1]), results[2], 1));
}

// A constant in ways that are no contraction, steps as numbers, and a state
// that nothing changes.
static void constants(Sampler &s) {
  Value h = s.input({batch, 5}), fixed = s.input({batch, 5});
  Value scale = s.input({5}, 0.5, 1.5), each = s.input({batch, 5}, 0.5, 1);
  Value steps = IotaOp::create(
      s.builder(), s.loc(),
      RankedTensorType::get({3}, s.builder().getI64Type()), 0, Value());
  Type real = tensorType(h).getElementType();
  auto results = buildScan(
      s, {{steps}, {h, fixed}, {scale, each}, 1, 3}, [&](ValueRange v) {
        Value t = s.broadcast(s.cast(v[0], real), {}, v[1]);
        Value scaled = s.mul(v[1], s.broadcast(v[3], {1}, v[1]));
        Value next = s.sin(s.add(s.add(scaled, s.mul(v[4], t)), v[2]));
        return SmallVector<Value>{next, v[2], s.exp(s.mul(next, v[4]))};
      });
  s.emit(joined(s, s.mul(results[0], results[1]), results[2], 1));
}

// A scan in each step of a scan.
static void nested(Sampler &s) {
  Value x = s.input({batch, 2, 3, 2}), h = s.input({batch, 2});
  Value w = s.input({2, 2});
  auto results = buildScan(s, {{x}, {h}, {w}, 1, 2}, [&](ValueRange outer) {
    return buildScan(s, {{outer[0]}, {outer[1]}, {outer[2]}, 1, 3, true},
                     [&](ValueRange v) {
                       Value next = s.tanh(s.add(product(s, v[1], v[2]), v[0]));
                       return SmallVector<Value>{next, next};
                     });
  });
  s.emit(s.add(results[0], s.reduceSum(results[1], {1, 2})));
}

// A state with channels and places, and weights in two groups.
static void convolved(Sampler &s, ArrayRef<int64_t> sequence, int64_t axis,
                      int64_t length) {
  SmallVector<int64_t> shape(sequence);
  shape.erase(shape.begin() + axis);
  Value x = s.input(sequence), h = s.input(shape), w = s.input({4, 2, 3});
  auto results = buildScan(s, {{x}, {h}, {w}, axis, length}, [&](ValueRange v) {
    Value sum = s.add(v[0], v[1]);
    Value next = s.tanh(ConvolutionOp::create(
        s.builder(), s.loc(), sum, v[2], ArrayRef<int64_t>{1},
        ArrayRef<int64_t>{1}, ArrayRef<int64_t>{1}, ArrayRef<int64_t>{1},
        /*groups=*/2));
    return SmallVector<Value>{next, next};
  });
  s.emit(joined(s, results[0], results[1], axis));
}

void ScanOp::samples(Sampler &s) {
  recurrent(s, {batch, 5, 3}, 1, 4, false);
  recurrent(s, {batch, 5, 3}, 1, 4, true);
  recurrent(s, {batch, 1, 3}, 1, 2, false);
  recurrent(s, {1, 7, 1}, 1, 1, true);
  recurrent(s, {3, 2, 5}, 0, 3, false);
  cells(s);
  constants(s);
  nested(s);
  convolved(s, {batch, 3, 4, 5}, 1, 3);
  convolved(s, {2, 2, 4, 5}, 0, 2);
  convolved(s, {2, 4, 2, 5}, 2, 2);
}
