// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// Shifted by the maximum, as a piece that others can find.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.composite "softmax"(%{{.*}}) {axis = 2 : i64} : (tensor<?x2x3xf32>) -> tensor<?x2x3xf32>
// CHECK: %[[M:.*]] = prim.reduce max %[[X:.*]] over [2]
// CHECK: %[[B:.*]] = prim.broadcast %[[M]] along [0, 1]
// CHECK: %[[D:.*]] = prim.sub %[[X]], %[[B]]
// CHECK: %[[E:.*]] = prim.exp %[[D]]
// CHECK: prim.reduce sum %[[E]] over [2]
// CHECK: prim.div %[[E]],
net.root @rows(%x: !net.array<[2, 3], real>) {
  %y = net.softmax %x
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.reduce max %{{.*}} over [1]
net.root @columns(%x: !net.array<[2, 3], real>) {
  %y = net.softmax %x {level = -2 : i64}
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
