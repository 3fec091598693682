// RUN: net-opt %s --prim-place-updates | FileCheck %s

// Behind the last contraction that reads the array, though the function has more
// to do; one that a loop reads stays at the end.
//
// CHECK-LABEL: func.func @step
// CHECK: %[[A:.*]] = prim.dot_general
// CHECK-NEXT: prim.group loop(%{{.*}}, %[[A]])
// CHECK: prim.tanh
// CHECK: prim.exp
// CHECK-NEXT: prim.group loop
// CHECK: return
func.func @step(%g: tensor<4x4xf32> {netc.port = "Input"}, %w: tensor<4x4xf32> {netc.array = "W"}, %v: tensor<4x4xf32> {netc.array = "V"})
   -> (tensor<4x4xf32> {netc.port = "Output"}, tensor<4x4xf32> {netc.update = "W"}, tensor<4x4xf32> {netc.update = "V"}) {
  %a = prim.dot_general %g, %w batch [] x [] contract [1] x [0] : tensor<4x4xf32>, tensor<4x4xf32>
  %b = prim.tanh %v : tensor<4x4xf32>
  %c = prim.exp %b : tensor<4x4xf32>
  %w2 = prim.group loop(%w, %a) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32> {
  ^bb0(%x: tensor<4x4xf32>, %y: tensor<4x4xf32>):
    %z = prim.sub %x, %y : tensor<4x4xf32>
    prim.yield %z : tensor<4x4xf32>
  }
  %v2 = prim.group loop(%v, %a) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32> {
  ^bb0(%x: tensor<4x4xf32>, %y: tensor<4x4xf32>):
    %z = prim.sub %x, %y : tensor<4x4xf32>
    prim.yield %z : tensor<4x4xf32>
  }
  return %c, %w2, %v2 : tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>
}
