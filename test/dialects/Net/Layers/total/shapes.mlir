// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C2
// CHECK-LABEL: @three
// CHECK: net.total {{.*}} : (!net.array<[2], real>, !net.array<[2], real>, !net.array<[2], real>) -> !net.array<[2], real>
net.root @three(%x0: !net.array<[2], real>, %x1: !net.array<[2], real>, %x2: !net.array<[2], real>) {
  %y = net.total %x0, %x1, %x2
     : (!net.array<[2], real>, !net.array<[2], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2", "Input3"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @one
// CHECK: net.total {{.*}} : (!net.array<[2, 3], real>) -> !net.array<[2, 3], real>
net.root @one(%x: !net.array<*>) {
  %y = net.total %x
     : (!net.array<*>) -> !net.array<[2, 3], real>
  net.yield %y : !net.array<[2, 3], real>
} attributes {input_names = ["Input"], output_names = ["Output"]}
