// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[S:.*]] = prim.add %{{.*}}, %{{.*}} : tensor<?x2xf32>
// CHECK: prim.add %[[S]],
net.root @three(%x0: !net.array<[2], real>, %x1: !net.array<[2], real>, %x2: !net.array<[2], real>) {
  %y = net.total %x0, %x1, %x2
     : (!net.array<[2], real>, !net.array<[2], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2", "Input3"], output_names = ["Output"]}
