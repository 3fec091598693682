// RUN: net-opt %s -split-input-file --prim-differentiate --canonicalize --cse | FileCheck %s

// Only what is wanted: two contractions forward (the second is the output), and
// for the gradient of the second array one more. Nothing goes back to the first.
//
// CHECK-LABEL: func.func @last_array
// CHECK-SAME: %[[X:.*]]: tensor<?x2xf32> {netc.port = "Input"}, %[[W:.*]]: tensor<3x2xf32> {netc.array = "1.Weights"}, %[[V:.*]]: tensor<4x3xf32> {netc.array = "2.Weights"}
// CHECK-SAME: -> (tensor<4x3xf32> {netc.array_gradient = "2.Weights"})
// CHECK-NOT: netc.gradient
// CHECK: %[[Y:.*]] = prim.dot_general %[[X]], %[[W]]
// CHECK: %[[A:.*]] = prim.tanh %[[Y]]
// CHECK: %[[G:.*]] = prim.dot_general %{{.*}}, %[[A]] batch [] x [] contract [0] x [0]
// CHECK-NOT: prim.dot_general
// CHECK: return %[[G]]
func.func @last_array(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<3x2xf32> {netc.array = "1.Weights"},
                      %v: tensor<4x3xf32> {netc.array = "2.Weights"}) -> (tensor<?x4xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = [], arrays = ["2.Weights"]}} {
  %y = prim.dot_general %x, %w batch [] x [] contract [1] x [1] : tensor<?x2xf32>, tensor<3x2xf32>
  %a = prim.tanh %y : tensor<?x3xf32>
  %z = prim.dot_general %a, %v batch [] x [] contract [1] x [1] : tensor<?x3xf32>, tensor<4x3xf32>
  return %z : tensor<?x4xf32>
}

// -----

// An imposed gradient is an argument, and outputs stay where they are asked for.
//
// CHECK-LABEL: func.func @imposed
// CHECK-SAME: %[[G:[^:]*]]: tensor<?x3xf32> {netc.imposed = "Output"})
// CHECK-SAME: -> (tensor<?x3xf32> {netc.port = "Output"}, tensor<?x2xf32> {netc.port_gradient = "Input"})
// CHECK: prim.dot_general %[[G]], %{{.*}} batch [] x [] contract [1] x [0]
func.func @imposed(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<3x2xf32> {netc.array = "Weights"})
   -> (tensor<?x3xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = ["Input"], arrays = [], imposed = ["Output"], outputs}} {
  %y = prim.dot_general %x, %w batch [] x [] contract [1] x [1] : tensor<?x2xf32>, tensor<3x2xf32>
  return %y : tensor<?x3xf32>
}

// -----

// The rule of a composite is taken instead of its body's derivative.
//
// CHECK-LABEL: func.func @rule
// CHECK: %[[T:.*]] = prim.constant dense<2.000000e+00> : tensor<3xf32>
// CHECK: %[[Y:.*]] = prim.composite "twice"
// CHECK: %[[ONES:.*]] = prim.broadcast
// CHECK: %[[D:.*]] = prim.mul %[[T]], %[[ONES]]
// CHECK: return %[[Y]], %[[D]]
func.func @rule(%x: tensor<3xf32> {netc.port = "Input"}) -> (tensor<3xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = ["Input"], arrays = [], outputs}} {
  %y = prim.composite "twice"(%x) : (tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%a: tensor<3xf32>):
    %s = prim.add %a, %a : tensor<3xf32>
    prim.yield %s : tensor<3xf32>
  } gradient {
  ^bb0(%a: tensor<3xf32>, %g: tensor<3xf32>):
    %two = prim.constant dense<2.0> : tensor<3xf32>
    %d = prim.mul %two, %g : tensor<3xf32>
    prim.yield %d : tensor<3xf32>
  }
  return %y : tensor<3xf32>
}

// -----

// What the outputs do not depend on has the gradient zero.
//
// CHECK-LABEL: func.func @unused
// CHECK: %[[Z:.*]] = prim.constant dense<0.000000e+00> : tensor<f32>
// CHECK: %[[B:.*]] = prim.broadcast %[[Z]]
// CHECK: return %[[B]]
func.func @unused(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<5xf32> {netc.array = "Weights"})
   -> (tensor<?x2xf32> {netc.port = "Output"})
   attributes {netc.entry = {}, netc.gradient = {ports = [], arrays = ["Weights"]}} {
  %y = prim.tanh %x : tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
