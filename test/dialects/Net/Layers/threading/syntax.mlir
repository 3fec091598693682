// RUN: net-opt %s --split-input-file | net-opt --split-input-file | FileCheck %s

// CHECK-LABEL: @level
// CHECK: net.threading %{{.*}}, %{{.*}} {broadcast = -1 : i64, function = #net.symbol<"Plus">}
net.root @level(%x0: !net.array<*>, %x1: !net.array<*>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">, broadcast = -1 : i64}
     : (!net.array<*>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// CHECK-LABEL: @list
// CHECK: {broadcast = ["Automatic", 1], function
net.root @list(%x0: !net.array<*>, %x1: !net.array<*>) {
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">, broadcast = ["Automatic", 1]}
     : (!net.array<*>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
