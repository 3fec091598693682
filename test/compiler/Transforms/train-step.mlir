// RUN: net-opt %s -split-input-file --prim-train-step --canonicalize --cse | FileCheck %s

// Plain descent: the mean of the losses over the batch, no state. The update is
// a group of its own behind everything that reads the array.
//
// CHECK-LABEL: func.func @plain
// CHECK-SAME: %[[X:[^:]*]]: tensor<?x2xf32> {netc.port = "Input"}, %[[W:[^:]*]]: tensor<2xf32> {netc.array = "Weights"}, %[[RATE:[^:]*]]: tensor<f32> {netc.setting = "LearningRate"})
// CHECK-SAME: -> (tensor<?xf32> {netc.port = "Loss"}, tensor<2xf32> {netc.update = "Weights"})
// CHECK-NOT: netc.training
// CHECK: %[[Y:.*]] = prim.dot_general %[[X]], %[[W]]
// CHECK: %[[COUNT:.*]] = prim.reduce sum
// CHECK: prim.div %{{.*}}, %[[COUNT]]
// CHECK: %[[G:.*]] = prim.dot_general %{{.*}}, %[[X]] batch [] x [] contract [0] x [0]
// CHECK: %[[FENCED:.*]] = prim.fence %[[G]]
// CHECK: %[[NEW:.*]] = prim.group loop(%[[W]], %[[FENCED]], %[[RATE]])
// CHECK: return %{{.*}}, %[[NEW]]
func.func @plain(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<2xf32> {netc.array = "Weights"}) -> (tensor<?xf32> {netc.port = "Loss"})
   attributes {netc.entry = {}, netc.training = {losses = {Loss = 1.0}, optimizer = {method = "SGD", Momentum = 0.0},
               arrays = {Weights = {multiplier = 1.0}}}} {
  %y = prim.dot_general %x, %w batch [] x [] contract [1] x [0] : tensor<?x2xf32>, tensor<2xf32>
  %a = prim.mul %y, %y : tensor<?xf32>
  return %a : tensor<?xf32>
}

// -----

// State is arrays: of each array, and of the net. Frozen arrays get no code.
//
// CHECK-LABEL: func.func @adam
// CHECK-SAME: netc.array = "1.Weights"}
// CHECK-SAME: netc.array = "2.Weights"}
// CHECK-SAME: %{{[^:]*}}: tensor<f32> {netc.array = ":FirstCorrection"}, %{{[^:]*}}: tensor<f32> {netc.array = ":SecondCorrection"},
// CHECK-SAME: %{{[^:]*}}: tensor<4x3xf32> {netc.array = "2.Weights:FirstMoment"}, %{{[^:]*}}: tensor<4x3xf32> {netc.array = "2.Weights:SecondMoment"})
// CHECK-NOT: "1.Weights:FirstMoment"
// CHECK: prim.dot_general
// CHECK: prim.dot_general
// CHECK: prim.dot_general
// CHECK-NOT: prim.dot_general
func.func @adam(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<3x2xf32> {netc.array = "1.Weights"},
                %v: tensor<4x3xf32> {netc.array = "2.Weights"}) -> (tensor<?x4xf32> {netc.port = "Loss"})
   attributes {netc.entry = {}, netc.training = {losses = {Loss = 0.5}, optimizer = {method = "ADAM", Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1.0e-5},
               arrays = {"2.Weights" = {multiplier = 2.0, regularization = 0.01, gradient_clip = 1.0, weight_clip = 3.0}}}} {
  %y = prim.dot_general %x, %w batch [] x [] contract [1] x [1] : tensor<?x2xf32>, tensor<3x2xf32>
  %z = prim.dot_general %y, %v batch [] x [] contract [1] x [1] : tensor<?x3xf32>, tensor<4x3xf32>
  return %z : tensor<?x4xf32>
}

// -----

// Under an update schedule the corrections are those of the arrays' own steps:
// `1.Weights` and `3.Weights` have had the same ones.
//
// CHECK-LABEL: func.func @groups
// CHECK-SAME: {netc.array = ":FirstCorrection:1+3"}, %{{[^:]*}}: tensor<f32> {netc.array = ":SecondCorrection:1+3"}
// CHECK-SAME: {netc.array = ":FirstCorrection"}, %{{[^:]*}}: tensor<f32> {netc.array = ":SecondCorrection"}
// CHECK-NOT: netc.array = ":
func.func @groups(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<2xf32> {netc.array = "1.Weights"},
                  %v: tensor<2xf32> {netc.array = "2.Weights"}, %u: tensor<2xf32> {netc.array = "3.Weights"}) -> (tensor<?xf32> {netc.port = "Loss"})
   attributes {netc.entry = {}, netc.training = {losses = {Loss = 1.0}, optimizer = {method = "ADAM", Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1.0e-5},
               arrays = {"1.Weights" = {multiplier = 1.0, steps = "1+3"}, "2.Weights" = {multiplier = 1.0}, "3.Weights" = {multiplier = 1.0, steps = "1+3"}}}} {
  %p = prim.mul %w, %v : tensor<2xf32>
  %q = prim.mul %p, %u : tensor<2xf32>
  %y = prim.dot_general %x, %q batch [] x [] contract [1] x [0] : tensor<?x2xf32>, tensor<2xf32>
  return %y : tensor<?xf32>
}

// -----

// What a layer stores in an array while it trains is stored last, too.
//
// CHECK-LABEL: func.func @statistics
// CHECK: %[[MEAN:.*]] = prim.reduce sum
// CHECK: %[[KEPT:.*]] = prim.group loop(%[[MEAN]])
// CHECK: return %{{.*}}, %[[KEPT]], %{{.*}}
func.func @statistics(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<2xf32> {netc.array = "Weights"}, %m: tensor<2xf32> {netc.array = "MovingMean"})
   -> (tensor<?xf32> {netc.port = "Loss"}, tensor<2xf32> {netc.update = "MovingMean"})
   attributes {netc.entry = {}, netc.training = {losses = {Loss = 1.0}, optimizer = {method = "SGD", Momentum = 0.0},
               arrays = {Weights = {multiplier = 1.0}}}} {
  %y = prim.dot_general %x, %w batch [] x [] contract [1] x [0] : tensor<?x2xf32>, tensor<2xf32>
  %s = prim.reduce sum %x over [0] : tensor<?x2xf32>
  return %y, %s : tensor<?xf32>, tensor<2xf32>
}

// -----

// Gradients are results where they are asked for, in front of the updates.
//
// CHECK-LABEL: func.func @gradients
// CHECK-SAME: -> (tensor<?xf32> {netc.port = "Loss"}, tensor<2xf32> {netc.array_gradient = "Weights"}, tensor<2xf32> {netc.update = "Weights"})
// CHECK: %[[G:.*]] = prim.dot_general %{{.*}}, %{{.*}} batch [] x [] contract [0] x [0]
// CHECK: %[[FENCED:.*]] = prim.fence %[[G]]
// CHECK: %[[NEW:.*]] = prim.group loop(%{{.*}}, %[[FENCED]], %{{.*}})
// CHECK: return %{{.*}}, %[[G]], %[[NEW]]
func.func @gradients(%x: tensor<?x2xf32> {netc.port = "Input"}, %w: tensor<2xf32> {netc.array = "Weights"}) -> (tensor<?xf32> {netc.port = "Loss"})
   attributes {netc.entry = {}, netc.training = {losses = {Loss = 1.0}, optimizer = {method = "SGD", Momentum = 0.0}, gradients,
               arrays = {Weights = {multiplier = 1.0, gradient_clip = 1.0}}}} {
  %y = prim.dot_general %x, %w batch [] x [] contract [1] x [0] : tensor<?x2xf32>, tensor<2xf32>
  %a = prim.mul %y, %y : tensor<?xf32>
  return %a : tensor<?xf32>
}
