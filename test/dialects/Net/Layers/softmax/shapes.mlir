// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C1
// CHECK-LABEL: @forward
// CHECK: net.softmax {{.*}} : (!net.array<[2, 3], real>) -> !net.array<[2, 3], real>
net.root @forward(%x: !net.array<[2, 3], real>) {
  %y = net.softmax %x
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @backward
// CHECK: net.softmax {{.*}} : (!net.array<[2, 3], real>) -> !net.array<[2, 3], real>
net.root @backward(%x: !net.array<*>) {
  %y = net.softmax %x {level = 1 : i64}
     : (!net.array<*>) -> !net.array<[2, 3], real>
  net.yield %y : !net.array<[2, 3], real>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @varying
// CHECK: net.softmax {{.*}} : (!net.array<[?n, 3], real>) -> !net.array<[?n, 3], real>
net.root @varying(%x: !net.array<[?n, 3], real>) {
  %y = net.softmax %x
     : (!net.array<[?n, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
