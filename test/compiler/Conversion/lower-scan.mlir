// RUN: net-opt %s --lower-prim-to-linalg | FileCheck %s

// A loop that carries states and stacks. Slices are views; the stack is stored
// before the state, which then takes the place of the old one.
//
// CHECK-LABEL: func.func @backwards
// CHECK-SAME: (%[[X:.*]]: tensor<?x5x3xf32>, %[[H:.*]]: tensor<?x3xf32>, %[[W:.*]]: tensor<3x3xf32>)
// CHECK: %[[EMPTY:.*]] = tensor.empty(%{{.*}}) : tensor<?x5x3xf32>
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %{{.*}} step %{{.*}} iter_args(%[[S:.*]] = %[[H]], %[[Y:.*]] = %[[EMPTY]])
// CHECK: %[[T:.*]] = arith.subi %{{.*}}, %[[I]]
// CHECK: tensor.extract_slice %[[X]][0, %[[T]], 0] [%{{.*}}, 1, 3] [1, 1, 1] : tensor<?x5x3xf32> to tensor<?x3xf32>
// CHECK: tile.contract ins(%[[S]], %[[W]]
// CHECK: %[[NEW:.*]] = linalg.generic
// CHECK: %[[STACK:.*]] = tensor.insert_slice %[[NEW]] into %[[Y]][0, %[[T]], 0]
// CHECK: %[[STATE:.*]] = bufferization.materialize_in_destination %[[NEW]] in %[[S]]
// CHECK: scf.yield %[[STATE]], %[[STACK]]
func.func @backwards(%x: tensor<?x5x3xf32>, %h: tensor<?x3xf32>, %w: tensor<3x3xf32>) -> (tensor<?x3xf32>, tensor<?x5x3xf32>) {
  %y:2 = prim.scan over(%x) from(%h) with(%w) axis 1 length 5 reverse
      : (tensor<?x5x3xf32>, tensor<?x3xf32>, tensor<3x3xf32>) -> (tensor<?x3xf32>, tensor<?x5x3xf32>) {
  ^bb0(%a: tensor<?x3xf32>, %s: tensor<?x3xf32>, %v: tensor<3x3xf32>):
    %p = prim.dot_general %s, %v batch [] x [] contract [1] x [1] : tensor<?x3xf32>, tensor<3x3xf32>
    %q = prim.add %p, %a : tensor<?x3xf32>
    prim.yield %q, %q : tensor<?x3xf32>, tensor<?x3xf32>
  }
  return %y#0, %y#1 : tensor<?x3xf32>, tensor<?x5x3xf32>
}
