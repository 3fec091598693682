// RUN: net-opt %s --split-input-file | net-opt --split-input-file | FileCheck %s

// CHECK-LABEL: @pure
// CHECK: net.elementwise %{{.*}} {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Power">, [#net.call<#net.symbol<"Slot">, [1 : i64]>, 2 : i64]>, 1 : i64]>]>}
net.root @pure(%x: !net.array<*>) {
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Power">, [#net.call<#net.symbol<"Slot">, [1]>, 2]>, 1]>]>}
     : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @name
// CHECK: net.elementwise %{{.*}} {function = "GELU"}
net.root @name(%x: !net.array<*>) {
  %y = net.elementwise %x {function = "GELU"}
     : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
