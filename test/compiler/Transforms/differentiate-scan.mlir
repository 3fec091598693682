// RUN: net-opt %s -split-input-file --prim-differentiate --canonicalize --cse | FileCheck %s --implicit-check-not=prim.scan

// A recurrent layer. The forward scan stores the states it begins its steps
// with; the other way goes the adjoint of the state alone. Behind the loop each
// weight has one contraction over batch and steps, the bias one sum.
//
// CHECK-LABEL: func.func @recurrent
// CHECK-SAME: (%[[X:.*]]: tensor<?x5x3xf32> {{.*}}, %[[H:.*]]: tensor<?x4xf32> {{.*}}, %[[W:.*]]: tensor<4x3xf32> {{.*}}, %[[R:.*]]: tensor<4x4xf32> {{.*}}, %[[B:.*]]: tensor<4xf32>
// CHECK: %[[F:.*]]:3 = prim.scan over(%[[X]]) from(%[[H]]) with(%[[W]], %[[R]], %[[B]]) axis 1 length 5 :
// CHECK: ^bb0(%{{.*}}: tensor<?x3xf32>, %[[STATE:[^:]*]]: tensor<?x4xf32>,
// CHECK: prim.yield %[[NEXT:.*]], %[[NEXT]], %[[STATE]] :
// CHECK: %[[BACK:.*]]:2 = prim.scan over(%{{.*}}, %[[F]]#1) from(%{{.*}}) with(%[[R]]) axis 1 length 5 reverse
// CHECK: prim.dot_general
// CHECK-NOT: prim.dot_general
// CHECK: prim.yield %{{.*}}, %{{.*}} : tensor<?x4xf32>, tensor<?x4xf32>
// CHECK-DAG: %[[GW:.*]] = prim.dot_general %[[BACK]]#1, %[[X]] batch [] x [] contract [0, 1] x [0, 1] : tensor<?x5x4xf32>, tensor<?x5x3xf32>
// CHECK-DAG: %[[GR:.*]] = prim.dot_general %[[BACK]]#1, %[[F]]#2 batch [] x [] contract [0, 1] x [0, 1]
// CHECK-DAG: %[[GB:.*]] = prim.reduce sum %[[BACK]]#1 over [0, 1]
// CHECK-NOT: prim.dot_general
// CHECK: return %[[GW]], %[[GR]], %[[GB]]
func.func @recurrent(%x: tensor<?x5x3xf32> {netc.port = "Input"}, %h: tensor<?x4xf32> {netc.port = "State"},
                     %w: tensor<4x3xf32> {netc.array = "W"}, %r: tensor<4x4xf32> {netc.array = "R"},
                     %b: tensor<4xf32> {netc.array = "B"}) -> (tensor<?x5x4xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = [], arrays = ["W", "R", "B"]}} {
  %y:2 = prim.scan over(%x) from(%h) with(%w, %r, %b) axis 1 length 5
      : (tensor<?x5x3xf32>, tensor<?x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>, tensor<4xf32>) -> (tensor<?x4xf32>, tensor<?x5x4xf32>) {
  ^bb0(%a: tensor<?x3xf32>, %s: tensor<?x4xf32>, %wa: tensor<4x3xf32>, %ra: tensor<4x4xf32>, %ba: tensor<4xf32>):
    %p = prim.dot_general %a, %wa batch [] x [] contract [1] x [1] : tensor<?x3xf32>, tensor<4x3xf32>
    %q = prim.dot_general %s, %ra batch [] x [] contract [1] x [1] : tensor<?x4xf32>, tensor<4x4xf32>
    %t = prim.add %p, %q : tensor<?x4xf32>
    %c = prim.broadcast %ba along [1] like %t : tensor<4xf32>, tensor<?x4xf32> to tensor<?x4xf32>
    %u = prim.add %t, %c : tensor<?x4xf32>
    %n = prim.tanh %u : tensor<?x4xf32>
    prim.yield %n, %n : tensor<?x4xf32>, tensor<?x4xf32>
  }
  return %y#1 : tensor<?x5x4xf32>
}

// -----

// What is wanted does not reach the state: no adjoint is carried.
//
// CHECK-LABEL: func.func @no_way_to_the_state
// CHECK: prim.scan over(%{{.*}}) from(%{{.*}}) axis 1 length 5 :
// CHECK: %[[G:.*]] = prim.scan over(%{{[^,]*}}, %{{[^,]*}}) axis 1 length 5 reverse
// CHECK: return %[[G]] : tensor<?x5xf32>
func.func @no_way_to_the_state(%x: tensor<?x5xf32> {netc.port = "Input"}, %h: tensor<?xf32> {netc.port = "State"})
   -> (tensor<?x5xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = ["Input"], arrays = []}} {
  %y:2 = prim.scan over(%x) from(%h) axis 1 length 5
      : (tensor<?x5xf32>, tensor<?xf32>) -> (tensor<?xf32>, tensor<?x5xf32>) {
  ^bb0(%a: tensor<?xf32>, %s: tensor<?xf32>):
    %n = prim.sin %s : tensor<?xf32>
    %p = prim.mul %a, %n : tensor<?xf32>
    prim.yield %n, %p : tensor<?xf32>, tensor<?xf32>
  }
  return %y#1 : tensor<?x5xf32>
}

// -----

// A constant that no contraction takes is summed step by step.
//
// CHECK-LABEL: func.func @carried_sum
// CHECK: prim.scan
// CHECK: prim.scan over(%{{.*}}) from(%{{.*}}, %{{.*}}) {{.*}}axis 1 length 5 reverse
func.func @carried_sum(%c: tensor<?x3xf32> {netc.port = "Input"}, %h: tensor<?x3xf32> {netc.port = "State"})
   -> (tensor<?x3xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = ["Input"], arrays = []}} {
  %y = prim.scan from(%h) with(%c) axis 1 length 5 : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32> {
  ^bb0(%s: tensor<?x3xf32>, %d: tensor<?x3xf32>):
    %p = prim.mul %s, %d : tensor<?x3xf32>
    %n = prim.sin %p : tensor<?x3xf32>
    prim.yield %n : tensor<?x3xf32>
  }
  return %y : tensor<?x3xf32>
}

// -----

// The gradient of a kernel is one op behind the loop: its window slides over
// the steps, one by one.
//
// CHECK-LABEL: func.func @kernel
// CHECK-SAME: (%[[X:.*]]: tensor<?x5x2x7xf32> {{.*}}, %[[H:.*]]: tensor<?x2x7xf32>
// CHECK: %[[F:.*]]:3 = prim.scan over(%[[X]])
// CHECK: %[[BACK:.*]]:2 = prim.scan over(%{{.*}}, %[[F]]#1) {{.*}} axis 1 length 5 reverse
// CHECK-NOT: prim.convolution_weights
// CHECK: prim.yield %{{.*}}, %{{.*}} : tensor<?x2x7xf32>, tensor<?x7x2xf32>
// CHECK: %[[S:.*]] = prim.transpose %[[F]]#2 by [0, 2, 1, 3] : tensor<?x5x2x7xf32>
// CHECK: prim.convolution_weights %[[S]], %[[BACK]]#1 window [1, 3]
func.func @kernel(%x: tensor<?x5x2x7xf32> {netc.port = "Input"}, %h: tensor<?x2x7xf32> {netc.port = "State"},
                  %w: tensor<2x2x3xf32> {netc.array = "W"}) -> (tensor<?x5x2x7xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = [], arrays = ["W"]}} {
  %y:2 = prim.scan over(%x) from(%h) with(%w) axis 1 length 5
      : (tensor<?x5x2x7xf32>, tensor<?x2x7xf32>, tensor<2x2x3xf32>) -> (tensor<?x2x7xf32>, tensor<?x5x2x7xf32>) {
  ^bb0(%a: tensor<?x2x7xf32>, %s: tensor<?x2x7xf32>, %k: tensor<2x2x3xf32>):
    %c = prim.convolution %s, %k strides [1] dilations [1] low [1] high [1] groups 1 : tensor<?x2x7xf32>, tensor<2x2x3xf32>
    %t = prim.add %a, %c : tensor<?x2x7xf32>
    %n = prim.tanh %t : tensor<?x2x7xf32>
    prim.yield %n, %n : tensor<?x2x7xf32>, tensor<?x2x7xf32>
  }
  return %y#1 : tensor<?x5x2x7xf32>
}
