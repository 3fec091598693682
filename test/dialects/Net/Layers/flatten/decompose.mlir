// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.reshape %{{.*}} : tensor<?x3x4x5xf32> to tensor<?x12x5xf32>
net.root @first(%x: !net.array<[3, 4, 5], real>) {
  %y = net.flatten %x {level = 1 : i64}
     : (!net.array<[3, 4, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
