// Weights that steps sum by rows are turned once, in front of the scan. Those that the
// way back sums by columns stay, and the numbers are right.
//
// RUN: net-opt %s --prim-differentiate --prim-turn-weights --canonicalize | FileCheck %s
// RUN: net-opt %s --prim-differentiate --prim-turn-weights -o %t.mlir
// RUN: net-opt %t.mlir --prim-form-groups --lower-prim-to-linalg --expand-math --cpu-bufferize --cpu-kernels | mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %cc -O1 -Wno-override-module -march=x86-64-v3 -fPIC -shared %t.ll %source/test/dialects/Prim/samples/Inputs/parallel_for.c -o %t.so -lm
// RUN: %python %source/test/dialects/Prim/samples/Inputs/check_gradients.py %t.mlir %t.so | FileCheck %s --check-prefix=RIGHT
// RIGHT: 2 samples are right

// CHECK-LABEL: func.func @recurrent(
// CHECK-SAME: %[[W:[^:]*]]: tensor<16x3xf64>
// CHECK-SAME: %[[R:[^:]*]]: tensor<16x16xf64>
// CHECK-DAG: %[[TW:.*]] = prim.transpose %[[W]] by [1, 0]
// CHECK-DAG: %[[TR:.*]] = prim.transpose %[[R]] by [1, 0]
// CHECK: prim.scan over(%{{.*}}) from(%{{.*}}) with(%[[TW]], %[[TR]])
// CHECK: prim.dot_general {{.*}} contract [1] x [0] : tensor<?x3xf64>, tensor<3x16xf64>
// CHECK: prim.dot_general {{.*}} contract [1] x [0] : tensor<?x16xf64>, tensor<16x16xf64>
func.func @recurrent(%x: tensor<?x5x3xf64> {netc.low = -1.0, netc.high = 1.0}, %h: tensor<?x16xf64> {netc.low = -1.0, netc.high = 1.0},
                     %w: tensor<16x3xf64> {netc.low = -1.0, netc.high = 1.0}, %r: tensor<16x16xf64> {netc.low = -0.5, netc.high = 0.5}) -> tensor<?x5x16xf64>
   attributes {netc.entry = {}} {
  %s = prim.sin %x : tensor<?x5x3xf64>
  %y:2 = prim.scan over(%s) from(%h) with(%w, %r) axis 1 length 5
      : (tensor<?x5x3xf64>, tensor<?x16xf64>, tensor<16x3xf64>, tensor<16x16xf64>) -> (tensor<?x16xf64>, tensor<?x5x16xf64>) {
  ^bb0(%a: tensor<?x3xf64>, %st: tensor<?x16xf64>, %wa: tensor<16x3xf64>, %ra: tensor<16x16xf64>):
    %p = prim.dot_general %a, %wa batch [] x [] contract [1] x [1] : tensor<?x3xf64>, tensor<16x3xf64>
    %q = prim.dot_general %st, %ra batch [] x [] contract [1] x [1] : tensor<?x16xf64>, tensor<16x16xf64>
    %t = prim.add %p, %q : tensor<?x16xf64>
    %n = prim.tanh %t : tensor<?x16xf64>
    prim.yield %n, %n : tensor<?x16xf64>, tensor<?x16xf64>
  }
  %u = prim.exp %y#1 : tensor<?x5x16xf64>
  %v = prim.sin %u : tensor<?x5x16xf64>
  return %v : tensor<?x5x16xf64>
}

// CHECK-LABEL: func.func @recurrent_gradient(
// CHECK-SAME: %[[W:[^:]*]]: tensor<16x3xf64>
// CHECK-SAME: %[[R:[^:]*]]: tensor<16x16xf64>
// CHECK: prim.scan {{.*}} length 5 :
// CHECK: prim.scan {{.*}} with(%[[R]], %[[W]]) axis 1 length 5 reverse
func.func @recurrent_gradient(%x: tensor<?x5x3xf64> {netc.port = "X", netc.low = -1.0, netc.high = 1.0}, %h: tensor<?x16xf64> {netc.port = "H", netc.low = -1.0, netc.high = 1.0},
                     %w: tensor<16x3xf64> {netc.port = "W", netc.low = -1.0, netc.high = 1.0}, %r: tensor<16x16xf64> {netc.port = "R", netc.low = -0.5, netc.high = 0.5}) -> (tensor<?x5x16xf64> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = ["X", "H", "W", "R"], arrays = [], imposed = ["Output"], segments = 1}} {
  %s = prim.sin %x : tensor<?x5x3xf64>
  %y:2 = prim.scan over(%s) from(%h) with(%w, %r) axis 1 length 5
      : (tensor<?x5x3xf64>, tensor<?x16xf64>, tensor<16x3xf64>, tensor<16x16xf64>) -> (tensor<?x16xf64>, tensor<?x5x16xf64>) {
  ^bb0(%a: tensor<?x3xf64>, %st: tensor<?x16xf64>, %wa: tensor<16x3xf64>, %ra: tensor<16x16xf64>):
    %p = prim.dot_general %a, %wa batch [] x [] contract [1] x [1] : tensor<?x3xf64>, tensor<16x3xf64>
    %q = prim.dot_general %st, %ra batch [] x [] contract [1] x [1] : tensor<?x16xf64>, tensor<16x16xf64>
    %t = prim.add %p, %q : tensor<?x16xf64>
    %n = prim.tanh %t : tensor<?x16xf64>
    prim.yield %n, %n : tensor<?x16xf64>, tensor<?x16xf64>
  }
  %u = prim.exp %y#1 : tensor<?x5x16xf64>
  %v = prim.sin %u : tensor<?x5x16xf64>
  return %v : tensor<?x5x16xf64>
}

// Three steps do not pay for it.
//
// CHECK-LABEL: func.func @few_steps
// CHECK-NOT: prim.transpose
func.func @few_steps(%h: tensor<?x16xf64> {netc.low = -1.0, netc.high = 1.0}, %r: tensor<16x16xf64> {netc.low = -0.5, netc.high = 0.5}) -> tensor<?x16xf64>
   attributes {netc.entry = {}} {
  %y = prim.scan from(%h) with(%r) axis 1 length 3 : (tensor<?x16xf64>, tensor<16x16xf64>) -> tensor<?x16xf64> {
  ^bb0(%st: tensor<?x16xf64>, %ra: tensor<16x16xf64>):
    %q = prim.dot_general %st, %ra batch [] x [] contract [1] x [1] : tensor<?x16xf64>, tensor<16x16xf64>
    prim.yield %q : tensor<?x16xf64>
  }
  return %y : tensor<?x16xf64>
}
