// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[S:.*]] = prim.mul %[[X:.*]], %[[X]] : tensor<?x3xf32>
// CHECK: prim.constant dense<1.000000e+00>
// CHECK: prim.add %[[S]],
net.root @square_plus_1(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Power">, [#net.call<#net.symbol<"Slot">, [1]>, 2]>, 1]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// The constant comes first: the slope at 0 is 0.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.constant dense<0.000000e+00>
// CHECK: %[[Z:.*]] = prim.broadcast
// CHECK: prim.max %[[Z]], %{{.*}} : tensor<?x3xf32>
net.root @ramp(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = #net.symbol<"Ramp">}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[E:.*]] = prim.exp
// CHECK: prim.sub %{{.*}}, %[[E]]
net.root @difference(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [1, #net.call<#net.symbol<"Times">, [-1, #net.call<#net.symbol<"Exp">, [#net.call<#net.symbol<"Slot">, [1]>]>]>]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[S:.*]] = prim.sin %[[X:.*]] :
// CHECK: %[[D:.*]] = prim.mul %[[X]], %[[X]]
// CHECK: prim.div %[[S]], %[[D]]
net.root @quotient(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Times">, [#net.call<#net.symbol<"Sin">, [#net.call<#net.symbol<"Slot">, [1]>]>, #net.call<#net.symbol<"Power">, [#net.call<#net.symbol<"Slot">, [1]>, -2]>]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// Log[1 + Exp[x]] is computed without overflow.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.neg
// CHECK: prim.exp
// CHECK: prim.log1p
net.root @soft_plus(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Log">, [#net.call<#net.symbol<"Plus">, [1, #net.call<#net.symbol<"Exp">, [#net.call<#net.symbol<"Slot">, [1]>]>]>]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// The exponential sees no positive number.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.min
// CHECK: prim.expm1
// CHECK: prim.select
net.root @elu(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = "ELU"}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.compare gt
// CHECK: prim.mul
// CHECK: prim.select
net.root @choice(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"If">, [#net.call<#net.symbol<"Greater">, [#net.call<#net.symbol<"Slot">, [1]>, 0]>, #net.call<#net.symbol<"Slot">, [1]>, #net.call<#net.symbol<"Times">, [0.01 : f64, #net.call<#net.symbol<"Slot">, [1]>]>]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C2: integers stay exact.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.mul %{{.*}}, %{{.*}} : tensor<?x3xi64>
// CHECK: prim.sub %{{.*}}, %{{.*}} : tensor<?x3xi64>
net.root @integers(%x: !net.array<[3], int>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Power">, [#net.call<#net.symbol<"Slot">, [1]>, 3]>, #net.call<#net.symbol<"Times">, [-2, #net.call<#net.symbol<"Slot">, [1]>]>]>]>}
     : (!net.array<[3], int>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.cast %{{.*}} : tensor<?x3xi64> to tensor<?x3xf32>
// CHECK: prim.mul
net.root @integers_to_reals(%x: !net.array<[3], int>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Times">, [#net.call<#net.symbol<"Slot">, [1]>, #net.call<#net.symbol<"Power">, [2, -1]>]>]>}
     : (!net.array<[3], int>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[A:.*]] = prim.add
// CHECK: prim.sin %[[A]]
net.root @composition(%x: !net.array<[3], real>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Composition">, [#net.symbol<"Sin">, #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Slot">, [1]>, 1]>]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
