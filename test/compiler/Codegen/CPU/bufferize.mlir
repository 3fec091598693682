// RUN: net-opt %s --cpu-bufferize | FileCheck %s

// The sum of two loops over the batch: they are joined, nothing is copied, and
// the result is computed in the output.
// CHECK-LABEL: func.func @elementwise
// CHECK-SAME: netc.arena_constant = 0 : i64, netc.arena_per_example = 0 : i64
func.func @elementwise(%x: tensor<?x4xf32> {netc.port = "Input"}) -> tensor<?x4xf32> attributes {netc.entry = {}} {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x4xf32>
  %empty = tensor.empty(%n) : tensor<?x4xf32>
  // CHECK-DAG: %[[INPUT:.*]] = tile.buffer %{{.*}} input
  // CHECK-DAG: %[[OUTPUT:.*]] = tile.buffer %{{.*}} output
  // CHECK: linalg.generic {{.*}} ins(%[[INPUT]] : memref<?x4xf32>) outs(%[[OUTPUT]] : memref<?x4xf32>)
  // CHECK: math.exp
  // CHECK: arith.addf
  // CHECK-NOT: linalg.generic
  // CHECK-NOT: memref.copy
  %exp = linalg.map { math.exp } ins(%x : tensor<?x4xf32>) outs(%empty : tensor<?x4xf32>)
  %sum = linalg.map { arith.addf } ins(%exp, %exp : tensor<?x4xf32>, tensor<?x4xf32>) outs(%empty : tensor<?x4xf32>)
  return %sum : tensor<?x4xf32>
}

// A padded input: its producer writes into the padded memory.
// CHECK-LABEL: func.func @padded
func.func @padded(%x: tensor<4x4xf32> {netc.port = "Input"}, %w: tensor<2xf32> {netc.array = "Weights"}) -> tensor<4x5xf32> attributes {netc.entry = {}} {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<4x4xf32>
  // CHECK: %[[PADDED:.*]] = tile.buffer %{{.*}} arena : memref<4x6xf32>
  // CHECK: linalg.fill ins(%{{.*}} : f32) outs(%[[PADDED]] : memref<4x6xf32>)
  // CHECK: %[[INSIDE:.*]] = memref.subview %[[PADDED]][0, 1] [4, 4] [1, 1]
  // CHECK: linalg.generic {{.*}} outs(%[[INSIDE]]
  %abs = linalg.map { math.absf } ins(%x : tensor<4x4xf32>) outs(%empty : tensor<4x4xf32>)
  %pad = tensor.pad %abs low[0, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<4x4xf32> to tensor<4x6xf32>
  %out = tensor.empty() : tensor<4x5xf32>
  // CHECK-NOT: copy
  // CHECK: tile.contract ins(%[[PADDED]], %{{.*}})
  %r = tile.contract ins(%pad, %w : tensor<4x6xf32>, tensor<2xf32>) outs(%out : tensor<4x5xf32>)
      maps [affine_map<(y, x, k) -> (y, x + k)>, affine_map<(y, x, k) -> (k)>, affine_map<(y, x, k) -> (y, x)>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  } -> tensor<4x5xf32>
  return %r : tensor<4x5xf32>
}
