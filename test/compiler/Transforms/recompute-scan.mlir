// A scan inside a part that is computed again: its copy reads fenced values and
// stores what its way back needs. The same numbers come out for any number of
// parts, and they agree with central differences.
//
// RUN: net-opt %s --prim-differentiate --canonicalize --cse | FileCheck %s --check-prefix=WHOLE
// WHOLE-LABEL: @recurrent_gradient
// WHOLE-COUNT-2: prim.scan
// WHOLE-NOT: prim.scan
// WHOLE-NOT: prim.fence
//
// RUN: sed 's/segments = 1/segments = 3/' %s | net-opt --prim-differentiate --canonicalize --cse | FileCheck %s --check-prefix=PARTS
// PARTS-LABEL: @recurrent_gradient
// PARTS: prim.scan {{.*}} length 5
// PARTS: prim.fence
// PARTS: prim.scan {{.*}} length 5
// PARTS: prim.scan {{.*}} length 5 reverse
// PARTS-NOT: prim.scan
//
// RUN: sed 's/segments = 1/segments = 1/' %s | net-opt --prim-differentiate -o %t.1.mlir
// RUN: net-opt %t.1.mlir --prim-form-groups --lower-prim-to-linalg --expand-math --cpu-bufferize --cpu-kernels | mlir-translate --mlir-to-llvmir -o %t.1.ll
// RUN: %cc -O1 -Wno-override-module -march=x86-64-v3 -fPIC -shared %t.1.ll %source/test/dialects/Prim/samples/Inputs/parallel_for.c -o %t.1.so -lm
// RUN: %python %source/test/dialects/Prim/samples/Inputs/check_gradients.py %t.1.mlir %t.1.so | FileCheck %s --check-prefix=RIGHT
// RUN: sed 's/segments = 1/segments = 3/' %s | net-opt --prim-differentiate -o %t.3.mlir
// RUN: net-opt %t.3.mlir --prim-form-groups --lower-prim-to-linalg --expand-math --cpu-bufferize --cpu-kernels | mlir-translate --mlir-to-llvmir -o %t.3.ll
// RUN: %cc -O1 -Wno-override-module -march=x86-64-v3 -fPIC -shared %t.3.ll %source/test/dialects/Prim/samples/Inputs/parallel_for.c -o %t.3.so -lm
// RUN: %python %source/test/dialects/Prim/samples/Inputs/check_gradients.py %t.3.mlir %t.3.so | FileCheck %s --check-prefix=RIGHT
// RIGHT: 1 samples are right

func.func @recurrent(%x: tensor<?x5x3xf64> {netc.low = -1.0, netc.high = 1.0}, %h: tensor<?x4xf64> {netc.low = -1.0, netc.high = 1.0},
                     %w: tensor<4x3xf64> {netc.low = -1.0, netc.high = 1.0}, %r: tensor<4x4xf64> {netc.low = -0.5, netc.high = 0.5}) -> tensor<?x5x4xf64>
   attributes {netc.entry = {}} {
  %s = prim.sin %x : tensor<?x5x3xf64>
  %y:2 = prim.scan over(%s) from(%h) with(%w, %r) axis 1 length 5
      : (tensor<?x5x3xf64>, tensor<?x4xf64>, tensor<4x3xf64>, tensor<4x4xf64>) -> (tensor<?x4xf64>, tensor<?x5x4xf64>) {
  ^bb0(%a: tensor<?x3xf64>, %st: tensor<?x4xf64>, %wa: tensor<4x3xf64>, %ra: tensor<4x4xf64>):
    %p = prim.dot_general %a, %wa batch [] x [] contract [1] x [1] : tensor<?x3xf64>, tensor<4x3xf64>
    %q = prim.dot_general %st, %ra batch [] x [] contract [1] x [1] : tensor<?x4xf64>, tensor<4x4xf64>
    %t = prim.add %p, %q : tensor<?x4xf64>
    %n = prim.tanh %t : tensor<?x4xf64>
    prim.yield %n, %n : tensor<?x4xf64>, tensor<?x4xf64>
  }
  %u = prim.exp %y#1 : tensor<?x5x4xf64>
  %v = prim.sin %u : tensor<?x5x4xf64>
  return %v : tensor<?x5x4xf64>
}

func.func @recurrent_gradient(%x: tensor<?x5x3xf64> {netc.port = "X", netc.low = -1.0, netc.high = 1.0}, %h: tensor<?x4xf64> {netc.port = "H", netc.low = -1.0, netc.high = 1.0},
                     %w: tensor<4x3xf64> {netc.port = "W", netc.low = -1.0, netc.high = 1.0}, %r: tensor<4x4xf64> {netc.port = "R", netc.low = -0.5, netc.high = 0.5}) -> (tensor<?x5x4xf64> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = ["X", "H", "W", "R"], arrays = [], imposed = ["Output"], segments = 1}} {
  %s = prim.sin %x : tensor<?x5x3xf64>
  %y:2 = prim.scan over(%s) from(%h) with(%w, %r) axis 1 length 5
      : (tensor<?x5x3xf64>, tensor<?x4xf64>, tensor<4x3xf64>, tensor<4x4xf64>) -> (tensor<?x4xf64>, tensor<?x5x4xf64>) {
  ^bb0(%a: tensor<?x3xf64>, %st: tensor<?x4xf64>, %wa: tensor<4x3xf64>, %ra: tensor<4x4xf64>):
    %p = prim.dot_general %a, %wa batch [] x [] contract [1] x [1] : tensor<?x3xf64>, tensor<4x3xf64>
    %q = prim.dot_general %st, %ra batch [] x [] contract [1] x [1] : tensor<?x4xf64>, tensor<4x4xf64>
    %t = prim.add %p, %q : tensor<?x4xf64>
    %n = prim.tanh %t : tensor<?x4xf64>
    prim.yield %n, %n : tensor<?x4xf64>, tensor<?x4xf64>
  }
  %u = prim.exp %y#1 : tensor<?x5x4xf64>
  %v = prim.sin %u : tensor<?x5x4xf64>
  return %v : tensor<?x5x4xf64>
}
