// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C1
// CHECK-LABEL: @forward
// CHECK: net.elementwise {{.*}} : (!net.array<[4, 32], real>) -> !net.array<[4, 32], real>
net.root @forward(%x: !net.array<[4, 32], real>) {
  %y = net.elementwise %x {function = #net.symbol<"Tanh">}
     : (!net.array<[4, 32], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @backward
// CHECK: net.elementwise {{.*}} : (!net.array<[4, 32], real>) -> !net.array<[4, 32], real>
net.root @backward(%x: !net.array<*>) {
  %y = net.elementwise %x {function = #net.symbol<"Tanh">}
     : (!net.array<*>) -> !net.array<[4, 32], real>
  net.yield %y : !net.array<[4, 32], real>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @varying
// CHECK: net.elementwise {{.*}} : (!net.array<[?n, 2], real>) -> !net.array<[?n, 2], real>
net.root @varying(%x: !net.array<[?n, 2], real>) {
  %y = net.elementwise %x {function = "GELU"}
     : (!net.array<[?n, 2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C2
// CHECK-LABEL: @integers_stay
// CHECK: net.elementwise {{.*}} : (!net.array<[3], int>) -> !net.array<[3], int>
net.root @integers_stay(%x: !net.array<[3], int>) {
  %y = net.elementwise %x {function = #net.symbol<"Ramp">}
     : (!net.array<[3], int>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @integers_leave
// CHECK: net.elementwise {{.*}} : (!net.array<[3], int>) -> !net.array<[3], real>
net.root @integers_leave(%x: !net.array<[3], int>) {
  %y = net.elementwise %x {function = #net.symbol<"Tanh">}
     : (!net.array<[3], int>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
