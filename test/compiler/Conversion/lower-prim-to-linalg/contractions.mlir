// RUN: net-opt %s --lower-prim-to-linalg --split-input-file | FileCheck %s

// The epilogue of a group becomes the region; the bias is read by its own map.
// CHECK-DAG: #[[X:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[W:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2) -> (d1)>
// CHECK-DAG: #[[Y:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-LABEL: @layer
// CHECK: tensor.dim %arg0
// CHECK: tile.contract ins(%arg0, %arg1 {{.*}}) extras(%arg2 {{.*}}) outs({{.*}}) maps [#[[X]], #[[W]], #[[B]], #[[Y]]] {
// CHECK-NEXT: ^bb0(%[[SUM:.*]]: f32, %[[BIAS:.*]]: f32):
// CHECK-NEXT: %[[R:.*]] = arith.addf %[[SUM]], %[[BIAS]] : f32
// CHECK-NEXT: tile.yield %[[R]] : f32
func.func @layer(%x: tensor<?x8xf32>, %w: tensor<4x8xf32>, %b: tensor<4xf32>) -> tensor<?x4xf32> {
  %0 = prim.group contraction(%x, %w, %b) : (tensor<?x8xf32>, tensor<4x8xf32>, tensor<4xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: tensor<?x8xf32>, %v: tensor<4x8xf32>, %c: tensor<4xf32>):
    %1 = prim.dot_general %a, %v batch [] x [] contract [1] x [1] : tensor<?x8xf32>, tensor<4x8xf32>
    %2 = prim.broadcast %c along [1] like %1 : tensor<4xf32>, tensor<?x4xf32> to tensor<?x4xf32>
    %3 = prim.add %1, %2 : tensor<?x4xf32>
    prim.yield %3 : tensor<?x4xf32>
  }
  return %0 : tensor<?x4xf32>
}

// -----

// Padding comes first; the input map holds stride and dilation.
// CHECK: affine_map<(d0, d1, d2, d3, d4) -> (d0, d3, d2 * 2 + d4 * 3)>
// CHECK-LABEL: @strided
// CHECK: %[[ZERO:.*]] = linalg.fill
// CHECK: %[[PADDED:.*]] = tensor.insert_slice %arg0 into %[[ZERO]][0, 0, 1] [%{{.*}}, 2, 9] [1, 1, 1]
// CHECK: tile.contract ins(%[[PADDED]], %arg1
func.func @strided(%x: tensor<?x2x9xf32>, %w: tensor<3x2x3xf32>) -> tensor<?x3x2xf32> {
  %0 = prim.convolution %x, %w strides [2] dilations [3] low [1] high [0] groups 1 : tensor<?x2x9xf32>, tensor<3x2x3xf32>
  return %0 : tensor<?x3x2xf32>
}

// -----

// Groups are a loop of their own: weights and result have an axis for it.
// CHECK: affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1 * 2 + d4, d3 + d5)>
// CHECK-LABEL: @grouped
// CHECK: tensor.expand_shape %arg1 {{.*}} output_shape [2, 3, 2, 3]
// CHECK: tile.contract ins(%arg0, %{{.*}} : tensor<?x4x7xf32>, tensor<2x3x2x3xf32>)
// CHECK: } -> tensor<?x2x3x5xf32>
// CHECK: tensor.collapse_shape {{.*}} into tensor<?x6x5xf32>
func.func @grouped(%x: tensor<?x4x7xf32>, %w: tensor<6x2x3xf32>) -> tensor<?x6x5xf32> {
  %0 = prim.convolution %x, %w strides [1] dilations [1] low [0] high [0] groups 2 : tensor<?x4x7xf32>, tensor<6x2x3xf32>
  return %0 : tensor<?x6x5xf32>
}
