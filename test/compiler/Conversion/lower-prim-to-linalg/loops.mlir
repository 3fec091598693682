// RUN: net-opt %s --lower-prim-to-linalg --split-input-file | FileCheck %s

// A loop group is one linalg.generic; a broadcast is a map, a constant a number.
// CHECK-LABEL: @loop
// CHECK: linalg.generic {{.*}} ins(%arg1, %arg0 :
// CHECK: arith.subf
// CHECK-NEXT: math.exp
// CHECK-NEXT: linalg.yield
// CHECK-NOT: linalg.generic
func.func @loop(%m: tensor<?xf32>, %x: tensor<?x10xf32>) -> tensor<?x10xf32> {
  %0 = prim.group loop(%m, %x) : (tensor<?xf32>, tensor<?x10xf32>) -> tensor<?x10xf32> {
  ^bb0(%a: tensor<?xf32>, %b: tensor<?x10xf32>):
    %1 = prim.broadcast %a along [0] like %b : tensor<?xf32>, tensor<?x10xf32> to tensor<?x10xf32>
    %2 = prim.sub %b, %1 : tensor<?x10xf32>
    %3 = prim.exp %2 : tensor<?x10xf32>
    prim.yield %3 : tensor<?x10xf32>
  }
  return %0 : tensor<?x10xf32>
}

// -----

// Small windows are unrolled: no loop over the window.
// CHECK-LABEL: @pooling
// CHECK-COUNT-4: tensor.extract_slice %arg0
// CHECK: iterator_types = ["parallel", "parallel", "parallel"]
// CHECK-COUNT-3: arith.maximumf
func.func @pooling(%x: tensor<?x4x4xf32>) -> tensor<?x2x2xf32> {
  %0 = prim.reduce_window max %x window [2, 2] strides [2, 2] low [0, 0] high [0, 0] : tensor<?x4x4xf32>
  return %0 : tensor<?x2x2xf32>
}

// -----

// Large windows are loops; padding is the identity.
// CHECK-LABEL: @large_pooling
// CHECK: %[[MINUS_INF:.*]] = arith.constant 0xFF800000 : f32
// CHECK: linalg.fill ins(%[[MINUS_INF]]
// CHECK: iterator_types = ["parallel", "parallel", "parallel", "reduction", "reduction"]
func.func @large_pooling(%x: tensor<?x7x7xf32>) -> tensor<?x3x3xf32> {
  %0 = prim.reduce_window max %x window [5, 5] strides [2, 2] low [1, 1] high [1, 1] : tensor<?x7x7xf32>
  return %0 : tensor<?x3x3xf32>
}

// -----

// An index outside of the axis reads the nearest element.
// CHECK-LABEL: @gather
// CHECK: arith.minsi
// CHECK-NEXT: arith.maxsi
// CHECK: tensor.extract %arg0
func.func @gather(%x: tensor<5x3xf32>, %i: tensor<?xi64>) -> tensor<?x3xf32> {
  %0 = prim.gather %x at %i along 0 batch 0 : tensor<5x3xf32>, tensor<?xi64>
  return %0 : tensor<?x3xf32>
}

// -----

// Sizes come from the arguments, through reshapes.
// CHECK-LABEL: @reshape
// CHECK: tensor.collapse_shape
// CHECK: %[[B:.*]] = tensor.dim %arg0
// CHECK: tensor.empty(%[[B]]) : tensor<?x12xf32>
func.func @reshape(%x: tensor<?x3x4xf32>) -> tensor<?x12xf32> {
  %0 = prim.reshape %x : tensor<?x3x4xf32> to tensor<?x12xf32>
  %1 = prim.exp %0 : tensor<?x12xf32>
  return %1 : tensor<?x12xf32>
}
