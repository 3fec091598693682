// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// C4: padding never is the maximum.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.reduce_window max %{{.*}} window [2, 2] strides [2, 2] low [1, 1] high [1, 1] : tensor<?x2x5x5xf32>
net.root @maximum(%x: !net.array<[2, 5, 5], real>) {
  %y = net.pooling %x {kernel = 2 : i64, stride = 2 : i64, padding_size = 1 : i64}
     : (!net.array<[2, 5, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C4: divided by the whole kernel.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.reduce_window sum %{{.*}} window [2, 3]
// CHECK: prim.constant dense<6.000000e+00>
// CHECK: prim.div
net.root @mean(%x: !net.array<[2, 5, 6], real>) {
  %y = net.pooling %x {kernel = array<i64: 2, 3>, function = "Mean"}
     : (!net.array<[2, 5, 6], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.transpose %{{.*}} by [0, 3, 1, 2]
// CHECK: prim.reduce_window sum
// CHECK: prim.transpose %{{.*}} by [0, 2, 3, 1]
net.root @interleaved_total(%x: !net.array<[5, 5, 2], real>) {
  %y = net.pooling %x {kernel = 2 : i64, function = "Total", interleaving = true}
     : (!net.array<[5, 5, 2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
