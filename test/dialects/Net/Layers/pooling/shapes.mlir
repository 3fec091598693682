// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C2
// CHECK-LABEL: @stride_is_1
// CHECK: net.pooling {{.*}} : (!net.array<[20, 24, 24], real>) -> !net.array<[20, 23, 23], real>
net.root @stride_is_1(%x: !net.array<[20, 24, 24], real>) {
  %y = net.pooling %x {kernel = 2 : i64}
     : (!net.array<[20, 24, 24], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @stride_2
// CHECK: net.pooling {{.*}} : (!net.array<[20, 24, 24], real>) -> !net.array<[20, 12, 12], real>
net.root @stride_2(%x: !net.array<[20, 24, 24], real>) {
  %y = net.pooling %x {kernel = 2 : i64, stride = 2 : i64}
     : (!net.array<[20, 24, 24], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @settings
// CHECK: net.pooling {{.*}} : (!net.array<[3, 7, 4], real>) -> !net.array<[3, 5, 4], real>
net.root @settings(%x: !net.array<[3, 7, 4], real>) {
  %y = net.pooling %x {kernel = 3 : i64, stride = array<i64: 2, 1>, padding_size = array<i64: 2, 1>}
     : (!net.array<[3, 7, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @same
// CHECK: net.pooling {{.*}} : (!net.array<[3, 7, 5], real>) -> !net.array<[3, 4, 3], real>
net.root @same(%x: !net.array<[3, 7, 5], real>) {
  %y = net.pooling %x {kernel = array<i64: 2, 3>, stride = 2 : i64, padding_size = "Same"}
     : (!net.array<[3, 7, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @backward
// CHECK: net.pooling {{.*}} : (!net.array<[5, 9, 8], real>) -> !net.array<[5, 7, 6], real>
net.root @backward(%x: !net.array<*>) {
  %y = net.pooling %x {kernel = array<i64: 3, 3>}
     : (!net.array<*>) -> !net.array<[5, 7, 6], real>
  net.yield %y : !net.array<[5, 7, 6], real>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @varying
// CHECK: net.pooling {{.*}} : (!net.array<[?n, 3], real>) -> !net.array<[?n1, 3], real>
net.root @varying(%x: !net.array<[?n, 3], real>) {
  %y = net.pooling %x {kernel = array<i64: 2>, stride = 2 : i64, interleaving = true}
     : (!net.array<[?n, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
