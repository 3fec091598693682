// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[P:.*]] = prim.max %{{.*}}, %{{.*}} : tensor<?x3xf32>
// CHECK: %[[L:.*]] = prim.log %[[P]]
// CHECK: %[[I:.*]] = prim.sub %{{.*}}, %{{.*}} : tensor<?xi64>
// CHECK: %[[G:.*]] = prim.gather %[[L]] at %[[I]] along 1 batch 1
// CHECK: prim.neg %[[G]]
net.root @index(%x0: !net.array<[3], real>, %x1: !net.array<*>) {
  %y = net.cross_entropy_loss %x0, %x1 {form = "Index"}
     : (!net.array<[3], real>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
