// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C4
// CHECK-LABEL: @equal
// CHECK: net.threading {{.*}} : (!net.array<[2, 3], real>, !net.array<[2, 3], real>) -> !net.array<[2, 3], real>
net.root @equal(%x0: !net.array<[2, 3], real>, %x1: !net.array<*>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">, broadcast = "None"}
     : (!net.array<[2, 3], real>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// C3
// CHECK-LABEL: @size_1
// CHECK: net.threading {{.*}} : (!net.array<[3, 1, 2], real>, !net.array<[1, 4, 2], real>) -> !net.array<[3, 4, 2], real>
net.root @size_1(%x0: !net.array<[3, 1, 2], real>, %x1: !net.array<[1, 4, 2], real>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">}
     : (!net.array<[3, 1, 2], real>, !net.array<[1, 4, 2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// C5
// CHECK-LABEL: @level_1
// CHECK: net.threading {{.*}} : (!net.array<[2, 3], real>, !net.array<[3], real>) -> !net.array<[2, 3], real>
net.root @level_1(%x0: !net.array<[2, 3], real>, %x1: !net.array<[3], real>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">, broadcast = 1 : i64}
     : (!net.array<[2, 3], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @level_minus_1
// CHECK: net.threading {{.*}} : (!net.array<[2, 3], real>, !net.array<[2], real>) -> !net.array<[2, 3], real>
net.root @level_minus_1(%x0: !net.array<[2, 3], real>, %x1: !net.array<[2], real>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">, broadcast = -1 : i64}
     : (!net.array<[2, 3], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @level_2
// CHECK: net.threading {{.*}} : (!net.array<[2, 3, 4], real>, !net.array<[2, 4], real>) -> !net.array<[2, 3, 4], real>
net.root @level_2(%x0: !net.array<[2, 3, 4], real>, %x1: !net.array<[2, 4], real>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">, broadcast = 2 : i64}
     : (!net.array<[2, 3, 4], real>, !net.array<[2, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// An unknown size could be 1.
// CHECK-LABEL: @ranks
// CHECK: net.threading {{.*}} : (!net.array<[?, ?], real>, !net.array<[2, 3], real>) -> !net.array<[2, 3], real>
net.root @ranks(%x0: !net.array<*>, %x1: !net.array<[2, 3], real>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Times">}
     : (!net.array<*>, !net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @varying
// CHECK: net.threading {{.*}} : (!net.array<[?n, 3], real>, !net.array<[?n, 1], real>) -> !net.array<[?n, 3], real>
net.root @varying(%x0: !net.array<[?n, 3], real>, %x1: !net.array<[?n, 1], real>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">}
     : (!net.array<[?n, 3], real>, !net.array<[?n, 1], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
