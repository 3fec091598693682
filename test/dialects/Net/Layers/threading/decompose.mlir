// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[P:.*]] = prim.pow %[[B:.*]], %[[A:.*]] : tensor<?x2xf32>
// CHECK: prim.add %[[A]], %[[P]]
net.root @slots(%x0: !net.array<[2], real>, %x1: !net.array<[2], real>) {
  %y = net.threading %x0, %x1 {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Slot">, [1]>, #net.call<#net.symbol<"Power">, [#net.call<#net.symbol<"Slot">, [2]>, #net.call<#net.symbol<"Slot">, [1]>]>]>]>}
     : (!net.array<[2], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[B:.*]] = prim.broadcast %{{.*}} along [0, 1, 3] {{.*}} to tensor<?x2x3x4xf32>
// CHECK: prim.mul %{{.*}}, %[[B]]
net.root @level_2(%x0: !net.array<[2, 3, 4], real>, %x1: !net.array<[2, 4], real>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Times">, broadcast = 2 : i64}
     : (!net.array<[2, 3, 4], real>, !net.array<[2, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// Named slots stand for the inputs in the order of their first use.
// CHECK-LABEL: func.func @entry_0
// CHECK-SAME: %[[A:.*]]: tensor<?x2xf32> {netc.port = "Input1"}, %[[B:.*]]: tensor<?x2xf32> {netc.port = "Input2"}
// CHECK: prim.sub %[[A]], %[[B]]
net.root @names(%x0: !net.array<[2], real>, %x1: !net.array<[2], real>) {
  %y = net.threading %x0, %x1 {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Subtract">, [#net.call<#net.symbol<"Slot">, ["a"]>, #net.call<#net.symbol<"Slot">, ["b"]>]>]>}
     : (!net.array<[2], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
