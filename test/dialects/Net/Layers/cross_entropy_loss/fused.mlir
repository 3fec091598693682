// RUN: net-opt %s -split-input-file --net-infer-shapes --net-decompose-layers --prim-inline-composites --canonicalize | FileCheck %s

// Directly after a softmax the loss works on its logits: no probability is computed,
// and nothing is cut off at eps.
// CHECK-LABEL: func.func @entry_0
// CHECK: %[[E:.*]] = prim.exp
// CHECK: %[[S:.*]] = prim.reduce sum %[[E]]
// CHECK: prim.log %[[S]]
// CHECK-NOT: prim.log
// CHECK-NOT: prim.div
// CHECK: return
net.root @net(%x: !net.array<[3], real>, %t: !net.array<*>) {
  %l = net.graph %x, %t {input_names = ["Input", "Target"], output_names = ["Loss"]}
     : (!net.array<[3], real>, !net.array<*>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>, %b: !net.array<*>):
    %0 = net.softmax %a {net.place = 1 : i64} : (!net.array<*>) -> !net.array<*>
    %1 = net.cross_entropy_loss %0, %b {net.place = 2 : i64, form = "Index"}
       : (!net.array<*>, !net.array<*>) -> !net.array<*>
    net.yield %1 : !net.array<*>
  }
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// Directly after a logistic function, too: log(1 + e^x) - t x.
// CHECK-LABEL: func.func @entry_0
// CHECK-NOT: prim.logistic
// CHECK: %[[E:.*]] = prim.exp
// CHECK: prim.log1p %[[E]]
// CHECK-NOT: prim.log
// CHECK: return
net.root @binary(%x: !net.array<[3], real>, %t: !net.array<*>) {
  %l = net.graph %x, %t {input_names = ["Input", "Target"], output_names = ["Loss"]}
     : (!net.array<[3], real>, !net.array<*>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>, %b: !net.array<*>):
    %0 = net.elementwise %a {net.place = 1 : i64, function = #net.symbol<"LogisticSigmoid">} : (!net.array<*>) -> !net.array<*>
    %1 = net.cross_entropy_loss %0, %b {net.place = 2 : i64, form = "Binary"}
       : (!net.array<*>, !net.array<*>) -> !net.array<*>
    net.yield %1 : !net.array<*>
  }
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
