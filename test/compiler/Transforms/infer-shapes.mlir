// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// Forward: input size and the layer's own dimensions give the weights.
// CHECK-LABEL: @forward (%Input: !net.array<[2], real>)
// CHECK: net.linear %Input {{.*}} : (!net.array<[2], real>) -> !net.array<[3], real>
// CHECK: net.array @Weights : !net.array<[3, 2], real>
// CHECK: net.array @Biases : !net.array<[3], real>
net.root @forward(%x: !net.array<[2], real>) {
  %y = net.linear %x {dimensions = array<i64: 3>, weights = @Weights, biases = @Biases}
     : (!net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// Backward: the target gives the output, given weights the input; a vector is
// assumed where nothing says more.
// CHECK-LABEL: @backward (%Input: !net.array<[5], real>, %Target: !net.array<[4], real>)
// CHECK: net.mean_squared_loss {{.*}} -> !net.array<[], real>
// CHECK: net.linear {{.*}} : (!net.array<[5], real>) -> !net.array<[4], real>
net.root @backward(%x: !net.array<*>, %t: !net.array<[4], real>) {
  %l = net.graph %x, %t {input_names = ["Input", "Target"], output_names = ["Loss"]}
     : (!net.array<*>, !net.array<[4], real>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>, %b: !net.array<*>):
    %1 = net.mean_squared_loss %0, %b {net.place = 2 : i64}
       : (!net.array<*>, !net.array<*>) -> !net.array<*>
    %0 = net.linear %a {net.place = 1 : i64, weights = @"1.Weights"} : (!net.array<*>) -> !net.array<*>
    net.yield %1 : !net.array<*>
  }
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
net.array @"1.Weights" : !net.array<[?, 5], real> {role = "Weights"}

// -----

// A vector in or out joins the sizes although no number is known.
// CHECK-LABEL: @through_nesting (%Input: !net.array<*>)
// CHECK: net.array @Weights : !net.array<[?, ?], real>
net.root @through_nesting(%x: !net.array<*>) {
  %y = net.chain %x : (!net.array<*>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>):
    %b = net.chain %a {net.place = 1 : i64} : (!net.array<*>) -> !net.array<*> {
    ^bb0(%c: !net.array<*>):
      %d = net.linear %c {net.place = 1 : i64, weights = @Weights} : (!net.array<*>) -> !net.array<*>
      net.yield %d : !net.array<*>
    }
    net.yield %b : !net.array<*>
  }
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// Several dimensions in and out, and a single number.
// CHECK-LABEL: @counts
// CHECK: net.linear {{.*}} -> !net.array<[], real>
// CHECK: net.array @Weights : !net.array<[1, 6], real>
net.root @counts(%x: !net.array<[2, 3], real>) {
  %y = net.linear %x {dimensions = array<i64>, weights = @Weights} : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// Lengths travel; equal names are equal lengths.
// CHECK-LABEL: @lengths (%Input: !net.array<[?n, 3], real>, %Target: !net.array<[?n, 3], real>)
net.root @lengths(%x: !net.array<[?n, 3], real>, %t: !net.array<*>) {
  %l = net.mean_squared_loss %x, %t : (!net.array<[?n, 3], real>, !net.array<*>) -> !net.array<*>
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// A shape written at the layer is a fact too.
// CHECK-LABEL: @written (%Input: !net.array<[7], real>)
// CHECK: net.array @Weights : !net.array<[2, 7], real>
net.root @written(%x: !net.array<*>) {
  %y = net.linear %x {dimensions = array<i64: 2>, weights = @Weights, net.input_types = [!net.array<[7], real>]}
     : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// An integer input converts on the one input of a layer.
// CHECK-LABEL: @converts (%Input: !net.array<[2], int<1, 5>>)
// CHECK: -> !net.array<[3], real>
net.root @converts(%x: !net.array<[2], int<1, 5>>) {
  %y = net.linear %x {dimensions = array<i64: 3>, weights = @Weights} : (!net.array<[2], int<1, 5>>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// Two lengths that must agree become one.
// CHECK-LABEL: @merged (%Input: !net.array<[?a, 3], real>, %Target: !net.array<[?a, 3], real>)
net.root @merged(%x: !net.array<[?a, 3], real>, %t: !net.array<[?b, 3], real>) {
  %l = net.mean_squared_loss %x, %t : (!net.array<[?a, 3], real>, !net.array<[?b, 3], real>) -> !net.array<*>
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
