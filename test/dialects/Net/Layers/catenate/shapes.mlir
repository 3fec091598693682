// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C4
// CHECK-LABEL: @vectors
// CHECK: net.catenate {{.*}} : (!net.array<[2], real>, !net.array<[3], real>) -> !net.array<[5], real>
net.root @vectors(%x0: !net.array<[2], real>, %x1: !net.array<[3], real>) {
  %y = net.catenate %x0, %x1
     : (!net.array<[2], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @columns
// CHECK: net.catenate {{.*}} : (!net.array<[1, 2], real>, !net.array<[1, 3], real>) -> !net.array<[1, 5], real>
net.root @columns(%x0: !net.array<[1, 2], real>, %x1: !net.array<[1, 3], real>) {
  %y = net.catenate %x0, %x1 {level = 2 : i64}
     : (!net.array<[1, 2], real>, !net.array<[1, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// C3
// CHECK-LABEL: @replicated
// CHECK: net.catenate {{.*}} : (!net.array<[2, 2], real>, !net.array<[1], real>) -> !net.array<[2, 3], real>
net.root @replicated(%x0: !net.array<[2, 2], real>, %x1: !net.array<[1], real>) {
  %y = net.catenate %x0, %x1
     : (!net.array<[2, 2], real>, !net.array<[1], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// What the other input leaves.
// CHECK-LABEL: @backward
// CHECK: net.catenate {{.*}} : (!net.array<[3], real>, !net.array<[2], real>) -> !net.array<[5], real>
net.root @backward(%x0: !net.array<[3], real>, %x1: !net.array<*>) {
  %y = net.catenate %x0, %x1
     : (!net.array<[3], real>, !net.array<*>) -> !net.array<[5], real>
  net.yield %y : !net.array<[5], real>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @varying
// CHECK: net.catenate {{.*}} : (!net.array<[?n, 2], real>, !net.array<[?n, 3], real>) -> !net.array<[?n, 5], real>
net.root @varying(%x0: !net.array<[?n, 2], real>, %x1: !net.array<[?n, 3], real>) {
  %y = net.catenate %x0, %x1 {level = -1 : i64}
     : (!net.array<[?n, 2], real>, !net.array<[?n, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
