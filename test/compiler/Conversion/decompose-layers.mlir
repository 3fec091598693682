// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s
// RUN: net-opt %s --net-infer-shapes --net-decompose-layers="entries=Test:Real64:1,Training:Real32:64" --split-input-file | FileCheck %s --check-prefix=ENTRIES
// RUN: net-opt %s --net-infer-shapes --net-decompose-layers="probes=base.1" --split-input-file | FileCheck %s --check-prefix=PROBE

// Inputs first, then all arrays in the module's order; layers in order of use.
// CHECK-NOT: net.
// CHECK-LABEL: func.func @entry_0(
// CHECK-SAME: %[[X:.*]]: tensor<?x2x3xf32> {netc.port = "Input"}, %[[T:.*]]: tensor<?x4xf32> {netc.port = "Target"},
// CHECK-SAME: %[[W:.*]]: tensor<4x6xf32> {netc.array = "base.1.Weights"}, %[[B:.*]]: tensor<4xf32> {netc.array = "base.1.Biases"})
// CHECK-SAME: -> (tensor<?xf32> {netc.port = "Loss"})
// CHECK-SAME: netc.entry = {batch = 0 : i64, group = 0 : i64, kind = "infer", mode = "Test", precision = "Real32"}
// CHECK: %[[FLAT:.*]] = prim.reshape %[[X]] : tensor<?x2x3xf32> to tensor<?x6xf32>
// CHECK: %[[DOT:.*]] = prim.dot_general %[[FLAT]], %[[W]] batch [] x [] contract [1] x [1]
// CHECK: %[[BIAS:.*]] = prim.broadcast %[[B]] along [1] like %[[DOT]]
// CHECK: %[[Y:.*]] = prim.add %[[DOT]], %[[BIAS]] : tensor<?x4xf32>
// CHECK: %[[D:.*]] = prim.sub %[[Y]], %[[T]]
// CHECK: %[[SQUARE:.*]] = prim.mul %[[D]], %[[D]]
// CHECK: %[[SUM:.*]] = prim.reduce sum %[[SQUARE]] over [1]
// CHECK: prim.div %[[SUM]], {{.*}} : tensor<?xf32>
// CHECK: return

// ENTRIES-LABEL: func.func @entry_0(
// ENTRIES-SAME: tensor<1x2x3xf64> {netc.port = "Input"}
// ENTRIES-SAME: batch = 1 : i64, group = {{[0-9]+}} : i64, kind = "infer", mode = "Test", precision = "Real64"
// ENTRIES: func.func @entry_1(
// ENTRIES-SAME: tensor<64x2x3xf32> {netc.port = "Input"}
// ENTRIES-SAME: batch = 64 : i64, group = {{[0-9]+}} : i64, kind = "infer", mode = "Training", precision = "Real32"

// PROBE: -> (tensor<?xf32> {netc.port = "Loss"}, tensor<?x4xf32> {netc.probe = "base.1"})
net.root @net(%x: !net.array<[2, 3], real>, %t: !net.array<*>) {
  %l = net.graph %x, %t {input_names = ["Input", "Target"], output_names = ["Loss"]}
     : (!net.array<[2, 3], real>, !net.array<*>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>, %b: !net.array<*>):
    %1 = net.mean_squared_loss %0, %b {net.place = 2 : i64}
       : (!net.array<*>, !net.array<*>) -> !net.array<*>
    %0 = net.chain %a {net.name = "base", net.place = 1 : i64} : (!net.array<*>) -> !net.array<*> {
    ^bb0(%c: !net.array<*>):
      %2 = net.linear %c {net.place = 1 : i64, dimensions = array<i64: 4>,
                          weights = @"base.1.Weights", biases = @"base.1.Biases"}
         : (!net.array<*>) -> !net.array<*>
      net.yield %2 : !net.array<*>
    }
    net.yield %1 : !net.array<*>
  }
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
net.array @"base.1.Weights" : !net.array<*> {role = "Weights"}
net.array @"base.1.Biases" : !net.array<*> {role = "Biases"}
