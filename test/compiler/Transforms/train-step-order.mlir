// RUN: net-opt %s --prim-train-step --canonicalize --cse --prim-form-groups --prim-place-updates --lower-prim-to-linalg --cpu-bufferize | FileCheck %s

// Each array's gradient reads the other one elementwise. Both gradients are made
// before either array is stored: V is not new when the gradient of W reads it.
//
// CHECK-LABEL: func.func @product
// CHECK-DAG: %[[V:.*]] = tile.buffer %{{.*}} array : memref<2xf32>
// CHECK-DAG: %[[W:.*]] = tile.buffer %{{.*}} array[1] : memref<2xf32>
// CHECK: tile.contract
// CHECK: tile.contract
// CHECK: linalg.generic {{.*}}ins(%{{[0-9]+}}, %[[W]] :
// CHECK: linalg.generic {{.*}}ins(%{{[0-9]+}}, %[[V]] :
// CHECK: linalg.generic {{.*}}outs(%[[V]] :
// CHECK: linalg.generic {{.*}}outs(%[[W]] :
func.func @product(%x: tensor<?x2xf32> {netc.port = "Input"}, %v: tensor<2xf32> {netc.array = "V"}, %w: tensor<2xf32> {netc.array = "W"})
   -> (tensor<?xf32> {netc.port = "Loss"})
   attributes {netc.entry = {}, netc.training = {losses = {Loss = 1.0}, optimizer = {method = "SGD", Momentum = 0.0},
               arrays = {V = {multiplier = 1.0}, W = {multiplier = 1.0}}}} {
  %p = prim.mul %v, %w : tensor<2xf32>
  %y = prim.dot_general %x, %p batch [] x [] contract [1] x [0] : tensor<?x2xf32>, tensor<2xf32>
  return %y : tensor<?xf32>
}
