// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C1
// CHECK-LABEL: @index
// CHECK: net.cross_entropy_loss {{.*}} : (!net.array<[4, 3], real>, !net.array<[4], int<1, 3>>) -> !net.array<[], real>
net.root @index(%x0: !net.array<[4, 3], real>, %x1: !net.array<*>) {
  %y = net.cross_entropy_loss %x0, %x1 {form = "Index"}
     : (!net.array<[4, 3], real>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// CHECK-LABEL: @index_backward
// CHECK: net.cross_entropy_loss {{.*}} : (!net.array<[4, ?], real>, !net.array<[4], int<1, *>>) -> !net.array<[], real>
net.root @index_backward(%x0: !net.array<*>, %x1: !net.array<[4], int>) {
  %y = net.cross_entropy_loss %x0, %x1 {form = "Index"}
     : (!net.array<*>, !net.array<[4], int>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// C2
// CHECK-LABEL: @probabilities
// CHECK: net.cross_entropy_loss {{.*}} : (!net.array<[4, 3], real>, !net.array<[4, 3], real>) -> !net.array<[], real>
net.root @probabilities(%x0: !net.array<[4, 3], real>, %x1: !net.array<*>) {
  %y = net.cross_entropy_loss %x0, %x1 {form = "Probabilities"}
     : (!net.array<[4, 3], real>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// C3
// CHECK-LABEL: @binary
// CHECK: net.cross_entropy_loss {{.*}} : (!net.array<[5], real>, !net.array<[5], real>) -> !net.array<[], real>
net.root @binary(%x0: !net.array<*>, %x1: !net.array<[5], real>) {
  %y = net.cross_entropy_loss %x0, %x1 {form = "Binary"}
     : (!net.array<*>, !net.array<[5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// C6
// CHECK-LABEL: @by_integers
// CHECK: net.cross_entropy_loss {{.*}} : (!net.array<[4, 3], real>, !net.array<[4], int<1, 3>>) -> !net.array<[], real>
net.root @by_integers(%x0: !net.array<[4, 3], real>, %x1: !net.array<[4], int>) {
  %y = net.cross_entropy_loss %x0, %x1
     : (!net.array<[4, 3], real>, !net.array<[4], int>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// CHECK-LABEL: @by_number
// CHECK: net.cross_entropy_loss {{.*}} : (!net.array<[], real>, !net.array<[], real>) -> !net.array<[], real>
net.root @by_number(%x0: !net.array<*>, %x1: !net.array<[], real>) {
  %y = net.cross_entropy_loss %x0, %x1
     : (!net.array<*>, !net.array<[], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// CHECK-LABEL: @by_rank
// CHECK: net.cross_entropy_loss {{.*}} : (!net.array<[4, 3], real>, !net.array<[4, 3], real>) -> !net.array<[], real>
net.root @by_rank(%x0: !net.array<[4, 3], real>, %x1: !net.array<[?, 3], real>) {
  %y = net.cross_entropy_loss %x0, %x1
     : (!net.array<[4, 3], real>, !net.array<[?, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
