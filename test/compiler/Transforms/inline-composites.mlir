// RUN: net-opt %s --prim-inline-composites | FileCheck %s

// CHECK-LABEL: @nested
// CHECK-NEXT: %[[A:.*]] = prim.add %arg0, %arg0
// CHECK-NEXT: %[[B:.*]] = prim.exp %[[A]]
// CHECK-NEXT: return %[[B]]
func.func @nested(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = prim.composite "outer"(%x) : (tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%a: tensor<3xf32>):
    %1 = prim.composite "inner"(%a) : (tensor<3xf32>) -> tensor<3xf32> {
    ^bb0(%b: tensor<3xf32>):
      %2 = prim.add %b, %b : tensor<3xf32>
      prim.yield %2 : tensor<3xf32>
    }
    %3 = prim.exp %1 : tensor<3xf32>
    prim.yield %3 : tensor<3xf32>
  }
  return %0 : tensor<3xf32>
}

// CHECK-LABEL: @argument_as_result
// CHECK-NEXT: return %arg0
func.func @argument_as_result(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = prim.composite "identity"(%x) : (tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%a: tensor<3xf32>):
    prim.yield %a : tensor<3xf32>
  }
  return %0 : tensor<3xf32>
}
