// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C2, C3
// CHECK-LABEL: @matrix_vector
// CHECK: net.dot {{.*}} : (!net.array<[2, 3], real>, !net.array<[3], real>) -> !net.array<[2], real>
net.root @matrix_vector(%x0: !net.array<[2, 3], real>, %x1: !net.array<[3], real>) {
  %y = net.dot %x0, %x1
     : (!net.array<[2, 3], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @vectors
// CHECK: net.dot {{.*}} : (!net.array<[3], real>, !net.array<[3], real>) -> !net.array<[], real>
net.root @vectors(%x0: !net.array<[3], real>, %x1: !net.array<[3], real>) {
  %y = net.dot %x0, %x1
     : (!net.array<[3], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @three
// CHECK: net.dot {{.*}} : (!net.array<[2, 3], real>, !net.array<[3, 4], real>, !net.array<[4, 5], real>) -> !net.array<[2, 5], real>
net.root @three(%x0: !net.array<[2, 3], real>, %x1: !net.array<[3, 4], real>, %x2: !net.array<[4, 5], real>) {
  %y = net.dot %x0, %x1, %x2
     : (!net.array<[2, 3], real>, !net.array<[3, 4], real>, !net.array<[4, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2", "Input3"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @backward
// CHECK: net.dot {{.*}} : (!net.array<[2, 3], real>, !net.array<[3, 5], real>) -> !net.array<[2, 5], real>
net.root @backward(%x0: !net.array<[2, 3], real>, %x1: !net.array<*>) {
  %y = net.dot %x0, %x1
     : (!net.array<[2, 3], real>, !net.array<*>) -> !net.array<[2, 5], real>
  net.yield %y : !net.array<[2, 5], real>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @varying
// CHECK: net.dot {{.*}} : (!net.array<[?n, 3], real>, !net.array<[3, 4], real>) -> !net.array<[?n, 4], real>
net.root @varying(%x0: !net.array<[?n, 3], real>, %x1: !net.array<[3, 4], real>) {
  %y = net.dot %x0, %x1
     : (!net.array<[?n, 3], real>, !net.array<[3, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
