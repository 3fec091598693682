// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[B:.*]] = prim.broadcast %{{.*}} along [0, 2] {{.*}} to tensor<?x2x1xf32>
// CHECK: prim.concatenate %{{.*}}, %[[B]] along 2
net.root @replicated(%x0: !net.array<[2, 2], real>, %x1: !net.array<[1], real>) {
  %y = net.catenate %x0, %x1
     : (!net.array<[2, 2], real>, !net.array<[1], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
