// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.reshape %{{.*}} : tensor<?x2x3xf32> to tensor<?x3x2xf32>
net.root @given(%x: !net.array<[2, 3], real>) {
  %y = net.reshape %x {dimensions = array<i64: 3, 2>}
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
