// RUN: net-opt %s | net-opt | FileCheck %s

// CHECK-LABEL: func @fully_connected
func.func @fully_connected(%x: tensor<64x800xf32>, %w: tensor<500x800xf32>,
                           %b: tensor<500xf32>, %y: tensor<64x500xf32>) -> tensor<64x500xf32> {
  // CHECK: tile.contract ins(%{{.*}}, %{{.*}} : tensor<64x800xf32>, tensor<500x800xf32>)
  // CHECK-SAME: extras(%{{.*}} : tensor<500xf32>) outs(%{{.*}} : tensor<64x500xf32>) maps [#{{.*}}, #{{.*}}, #{{.*}}, #{{.*}}]
  // CHECK-NEXT: ^bb0(%[[SUM:.*]]: f32, %[[BIAS:.*]]: f32):
  // CHECK: tile.yield %{{.*}} : f32
  // CHECK: } -> tensor<64x500xf32>
  %r = tile.contract ins(%x, %w : tensor<64x800xf32>, tensor<500x800xf32>)
      extras(%b : tensor<500xf32>) outs(%y : tensor<64x500xf32>)
      maps [affine_map<(n, o, i) -> (n, i)>, affine_map<(n, o, i) -> (o, i)>,
            affine_map<(n, o, i) -> (o)>, affine_map<(n, o, i) -> (n, o)>] {
  ^bb0(%sum: f32, %bias: f32):
    %0 = arith.addf %sum, %bias : f32
    tile.yield %0 : f32
  } -> tensor<64x500xf32>
  return %r : tensor<64x500xf32>
}

// CHECK-LABEL: func @convolution_on_buffers
func.func @convolution_on_buffers(%x: memref<?x8x9x9xf64>, %w: memref<4x8x3x3xf64>, %y: memref<?x4x4x4xf64>) {
  // CHECK: tile.contract ins
  // CHECK-NOT: ->
  // CHECK: return
  tile.contract ins(%x, %w : memref<?x8x9x9xf64>, memref<4x8x3x3xf64>) outs(%y : memref<?x4x4x4xf64>)
      maps [affine_map<(n, o, y, x, i, a, b) -> (n, i, y * 2 + a, x * 2 + b)>,
            affine_map<(n, o, y, x, i, a, b) -> (o, i, a, b)>,
            affine_map<(n, o, y, x, i, a, b) -> (n, o, y, x)>] {
  ^bb0(%sum: f64):
    tile.yield %sum : f64
  }
  return
}

// CHECK-LABEL: func @frame
func.func @frame(%frame: !tile.frame) {
  // CHECK: %[[BATCH:.*]] = tile.batch %[[FRAME:.*]]
  %batch = tile.batch %frame
  // CHECK: tile.buffer %[[FRAME]] input(%[[BATCH]]) : memref<?x4xf32>
  %x = tile.buffer %frame input(%batch) : memref<?x4xf32>
  // CHECK: tile.buffer %[[FRAME]] array[3] : memref<8xf32>
  %w = tile.buffer %frame array[3] : memref<8xf32>
  // CHECK: tile.buffer %[[FRAME]] arena offset 64 per_example 128(%[[BATCH]]) : memref<?x32xf32>
  %t = tile.buffer %frame arena offset 64 per_example 128(%batch) : memref<?x32xf32>
  // CHECK: tile.parallel_for %[[FRAME]], @kernel count %[[BATCH]] grain 7
  tile.parallel_for %frame, @kernel count %batch grain 7
  return
}

func.func private @kernel(!tile.frame, index, index)
