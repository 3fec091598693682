// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.dot_general %{{.*}}, %{{.*}} batch [0] x [0] contract [2] x [1] : tensor<?x2x3xf32>, tensor<?x3x4xf32>
net.root @matrices(%x0: !net.array<[2, 3], real>, %x1: !net.array<[3, 4], real>) {
  %y = net.dot %x0, %x1
     : (!net.array<[2, 3], real>, !net.array<[3, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
