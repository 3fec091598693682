// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C1
// CHECK-LABEL: @given
// CHECK: net.reshape {{.*}} : (!net.array<[6], real>) -> !net.array<[2, 3], real>
net.root @given(%x: !net.array<[6], real>) {
  %y = net.reshape %x {dimensions = array<i64: 2, 3>}
     : (!net.array<[6], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @automatic
// CHECK: net.reshape {{.*}} : (!net.array<[2, 3, 4], real>) -> !net.array<[6, 4], real>
net.root @automatic(%x: !net.array<[2, 3, 4], real>) {
  %y = net.reshape %x {dimensions = array<i64: 6, -1>}
     : (!net.array<[2, 3, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C2
// CHECK-LABEL: @inherited
// CHECK: net.reshape {{.*}} : (!net.array<[2, 3, 4], real>) -> !net.array<[2, 2, 6], real>
net.root @inherited(%x: !net.array<[2, 3, 4], real>) {
  %y = net.reshape %x {dimensions = array<i64: -2, 2, -1>}
     : (!net.array<[2, 3, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @scalar
// CHECK: net.reshape {{.*}} : (!net.array<[1], real>) -> !net.array<[], real>
net.root @scalar(%x: !net.array<[1], real>) {
  %y = net.reshape %x {dimensions = array<i64>}
     : (!net.array<[1], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C3
// CHECK-LABEL: @backward
// CHECK: net.reshape {{.*}} : (!net.array<[3, 4], real>) -> !net.array<[2, 6], real>
net.root @backward(%x: !net.array<[?, 4], real>) {
  %y = net.reshape %x {dimensions = array<i64: 2, 6>}
     : (!net.array<[?, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C4
// CHECK-LABEL: @varying
// CHECK: net.reshape {{.*}} : (!net.array<[?n, 2, 3], real>) -> !net.array<[?n, 3, 2], real>
net.root @varying(%x: !net.array<[?n, 2, 3], real>) {
  %y = net.reshape %x {dimensions = array<i64: -2, 3, 2>}
     : (!net.array<[?n, 2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
