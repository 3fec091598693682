// RUN: net-opt %s --split-input-file | net-opt --split-input-file | FileCheck %s

// CHECK-LABEL: @settings
// CHECK: net.pooling %{{.*}} {dimensionality = 2 : i64, function = "Mean", interleaving = true, kernel = array<i64: 3, 2>, padding_size = "Same", stride = 2 : i64}
net.root @settings(%x: !net.array<*>) {
  %y = net.pooling %x {kernel = array<i64: 3, 2>, stride = 2 : i64, function = "Mean", padding_size = "Same", dimensionality = 2 : i64, interleaving = true}
     : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
