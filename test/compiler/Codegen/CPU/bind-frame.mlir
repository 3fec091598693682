// RUN: net-opt %s --cpu-bind-frame=suffix=_v4 --split-input-file --verify-diagnostics | FileCheck %s

// Ports and arrays are numbered by themselves; results go to the outputs.
// CHECK-LABEL: func.func @entry_0_v4(
// CHECK-SAME: %[[FRAME:.*]]: !tile.frame) attributes {netc.entry = {}}
func.func @entry_0(%x: tensor<?x4xf32> {netc.port = "Input"}, %w: tensor<8x4xf32> {netc.array = "1.Weights"},
                   %b: tensor<8xf32> {netc.array = "1.Biases"}, %t: tensor<?x8xf32> {netc.port = "Target"})
    -> (tensor<?x8xf32> {netc.port = "Output"}) attributes {netc.entry = {}} {
  // CHECK: %[[BATCH:.*]] = tile.batch %[[FRAME]]
  // CHECK: tile.buffer %[[FRAME]] input(%[[BATCH]]) : memref<?x4xf32>
  // CHECK: tile.buffer %[[FRAME]] array : memref<8x4xf32>
  // CHECK: tile.buffer %[[FRAME]] array[1] : memref<8xf32>
  // CHECK: %[[TARGET:.*]] = tile.buffer %[[FRAME]] input[1](%[[BATCH]]) : memref<?x8xf32>
  // CHECK: %[[VALUE:.*]] = bufferization.to_tensor %[[TARGET]] restrict
  // CHECK: %[[OUTPUT:.*]] = tile.buffer %[[FRAME]] output(%[[BATCH]]) : memref<?x8xf32>
  // CHECK: bufferization.materialize_in_destination %[[VALUE]] in restrict writable %[[OUTPUT]]
  // CHECK: return{{$}}
  return %t : tensor<?x8xf32>
}

// Other functions stay as they are.
// CHECK: func.func @other(%{{.*}}: tensor<4xf32>) -> tensor<4xf32>
func.func @other(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @entry_1_v4
func.func @entry_1(%w: tensor<8xf32> {netc.array = "2.Weights", netc.index = 5}) -> tensor<8xf32>
    attributes {netc.entry = {}} {
  // CHECK: tile.buffer %{{.*}} array[5] : memref<8xf32>
  return %w : tensor<8xf32>
}

// -----

// expected-error@+1 {{open sizes besides the batch in 'tensor<4x?xf32>'}}
func.func @open_inside(%x: tensor<4x?xf32>) -> tensor<4x?xf32> attributes {netc.entry = {}} {
  return %x : tensor<4x?xf32>
}
