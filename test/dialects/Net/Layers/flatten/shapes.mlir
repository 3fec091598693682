// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C1
// CHECK-LABEL: @all
// CHECK: net.flatten {{.*}} : (!net.array<[3, 4, 5], real>) -> !net.array<[60], real>
net.root @all(%x: !net.array<[3, 4, 5], real>) {
  %y = net.flatten %x
     : (!net.array<[3, 4, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @scalar
// CHECK: net.flatten {{.*}} : (!net.array<[], real>) -> !net.array<[1], real>
net.root @scalar(%x: !net.array<[], real>) {
  %y = net.flatten %x
     : (!net.array<[], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C2
// CHECK-LABEL: @first
// CHECK: net.flatten {{.*}} : (!net.array<[3, 4, 5], real>) -> !net.array<[12, 5], real>
net.root @first(%x: !net.array<[3, 4, 5], real>) {
  %y = net.flatten %x {level = 1 : i64}
     : (!net.array<[3, 4, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @last
// CHECK: net.flatten {{.*}} : (!net.array<[3, 4, 5], real>) -> !net.array<[3, 20], real>
net.root @last(%x: !net.array<[3, 4, 5], real>) {
  %y = net.flatten %x {level = -1 : i64}
     : (!net.array<[3, 4, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @backward
// CHECK: net.flatten {{.*}} : (!net.array<[3, 4, 5], real>) -> !net.array<[60], real>
net.root @backward(%x: !net.array<[?, 4, 5], real>) {
  %y = net.flatten %x
     : (!net.array<[?, 4, 5], real>) -> !net.array<[60], real>
  net.yield %y : !net.array<[60], real>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C3
// CHECK-LABEL: @varying_with_1
// CHECK: net.flatten {{.*}} : (!net.array<[?n, 1], real>) -> !net.array<[?n], real>
net.root @varying_with_1(%x: !net.array<[?n, 1], real>) {
  %y = net.flatten %x
     : (!net.array<[?n, 1], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @integers
// CHECK: net.flatten {{.*}} : (!net.array<[2, 3], int>) -> !net.array<[6], int>
net.root @integers(%x: !net.array<[2, 3], int>) {
  %y = net.flatten %x
     : (!net.array<[2, 3], int>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
