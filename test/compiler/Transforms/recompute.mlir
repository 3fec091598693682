// RUN: net-opt %s --prim-differentiate --canonicalize --cse | FileCheck %s

// In two parts: the first tanh is computed again from the fenced input when the
// way back comes to it, and nothing merges the two.
//
// CHECK-LABEL: func.func @two_parts
// CHECK-SAME: %[[X:[^:]*]]: tensor<?x8xf32>
// CHECK: %[[A:.*]] = prim.tanh %[[X]]
// CHECK: %[[B:.*]] = prim.sin %[[A]]
// CHECK: prim.exp %[[B]]
// CHECK: %[[F:.*]] = prim.fence %[[X]]
// CHECK: prim.tanh %[[F]]
// CHECK-NOT: prim.exp
// CHECK: return
func.func @two_parts(%x: tensor<?x8xf32> {netc.port = "Input"}) -> (tensor<?x8xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = ["Input"], arrays = [], segments = 2, outputs}} {
  %a = prim.tanh %x : tensor<?x8xf32>
  %b = prim.sin %a : tensor<?x8xf32>
  %c = prim.exp %b : tensor<?x8xf32>
  %d = prim.tanh %c : tensor<?x8xf32>
  return %d : tensor<?x8xf32>
}
