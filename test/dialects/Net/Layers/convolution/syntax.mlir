// RUN: net-opt %s --split-input-file | net-opt --split-input-file | FileCheck %s

// CHECK-LABEL: @settings
// CHECK: net.convolution %{{.*}} {biases = @Biases, channel_groups = 2 : i64, channels = 2 : i64, dilation = array<i64: 1, 2>, dimensionality = 2 : i64, interleaving = true, kernel = array<i64: 3, 2>, padding_size = [array<i64: 0, 1>, array<i64: 2, 3>], stride = 2 : i64, weights = @Weights}
net.root @settings(%x: !net.array<*>) {
  %y = net.convolution %x {channels = 2 : i64, kernel = array<i64: 3, 2>, stride = 2 : i64, dilation = array<i64: 1, 2>, padding_size = [array<i64: 0, 1>, array<i64: 2, 3>], channel_groups = 2 : i64, dimensionality = 2 : i64, interleaving = true, weights = @Weights, biases = @Biases}
     : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}
