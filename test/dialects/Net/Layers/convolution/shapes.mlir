// RUN: net-opt %s --net-infer-shapes --split-input-file | FileCheck %s

// C1, C2, C3, C4: k from the input.
// CHECK-LABEL: @image
// CHECK: net.convolution {{.*}} : (!net.array<[1, 28, 28], real>) -> !net.array<[20, 24, 24], real>
// CHECK: net.array @Weights : !net.array<[20, 1, 5, 5], real>
// CHECK: net.array @Biases : !net.array<[20], real>
net.root @image(%x: !net.array<[1, 28, 28], real>) {
  %y = net.convolution %x {channels = 20 : i64, kernel = 5 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[1, 28, 28], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// CHECK-LABEL: @vector
// CHECK: net.convolution {{.*}} : (!net.array<[2, 11], real>) -> !net.array<[4, 4], real>
// CHECK: net.array @Weights : !net.array<[4, 2, 4], real>
net.root @vector(%x: !net.array<[2, 11], real>) {
  %y = net.convolution %x {channels = 4 : i64, kernel = array<i64: 4>, stride = 3 : i64, padding_size = 2 : i64, weights = @Weights}
     : (!net.array<[2, 11], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// CHECK-LABEL: @every_setting
// CHECK: net.convolution {{.*}} : (!net.array<[3, 7, 5], real>) -> !net.array<[3, 4, 6], real>
net.root @every_setting(%x: !net.array<[3, 7, 5], real>) {
  %y = net.convolution %x {channels = 3 : i64, kernel = array<i64: 3, 2>, stride = array<i64: 2, 1>, padding_size = array<i64: 2, 1>, dilation = array<i64: 2, 1>, weights = @Weights, biases = @Biases}
     : (!net.array<[3, 7, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// CHECK-LABEL: @three_dimensions
// CHECK: net.convolution {{.*}} : (!net.array<[3, 7, 5, 8], real>) -> !net.array<[3, 5, 6, 3], real>
net.root @three_dimensions(%x: !net.array<[3, 7, 5, 8], real>) {
  %y = net.convolution %x {channels = 3 : i64, kernel = array<i64: 3, 2, 3>, stride = array<i64: 2, 1, 2>, padding_size = array<i64: 2, 1, 0>, weights = @Weights, biases = @Biases}
     : (!net.array<[3, 7, 5, 8], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// CHECK-LABEL: @uneven_padding
// CHECK: net.convolution {{.*}} : (!net.array<[2, 3, 4], real>) -> !net.array<[3, 5, 6], real>
net.root @uneven_padding(%x: !net.array<[2, 3, 4], real>) {
  %y = net.convolution %x {channels = 3 : i64, kernel = 2 : i64, padding_size = [array<i64: 1, 2>, array<i64: 2, 1>], weights = @Weights, biases = @Biases}
     : (!net.array<[2, 3, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// CHECK-LABEL: @same
// CHECK: net.convolution {{.*}} : (!net.array<[1, 5], real>) -> !net.array<[1, 3], real>
net.root @same(%x: !net.array<[1, 5], real>) {
  %y = net.convolution %x {channels = 1 : i64, kernel = 3 : i64, stride = 2 : i64, padding_size = "Same", weights = @Weights, biases = @Biases}
     : (!net.array<[1, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// C5
// CHECK-LABEL: @groups
// CHECK: net.convolution {{.*}} : (!net.array<[4, 5, 5], real>) -> !net.array<[6, 3, 3], real>
// CHECK: net.array @Weights : !net.array<[6, 2, 3, 3], real>
net.root @groups(%x: !net.array<[4, 5, 5], real>) {
  %y = net.convolution %x {channels = 6 : i64, kernel = 3 : i64, channel_groups = 2 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[4, 5, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// C3: weights say it all.
// CHECK-LABEL: @from_weights
// CHECK: net.convolution {{.*}} : (!net.array<[2, 9, 9], real>) -> !net.array<[7, 6, 8], real>
net.root @from_weights(%x: !net.array<[2, 9, 9], real>) {
  %y = net.convolution %x {weights = @Weights, biases = @Biases}
     : (!net.array<[2, 9, 9], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<[7, 2, 4, 2], real> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// Sizes of the input from the output and the weights.
// CHECK-LABEL: @backward
// CHECK: net.convolution {{.*}} : (!net.array<[6, 12, 9], real>) -> !net.array<[8, 10, 7], real>
net.root @backward(%x: !net.array<*>) {
  %y = net.convolution %x {channels = 8 : i64, kernel = 3 : i64, channel_groups = 2 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<*>) -> !net.array<[8, 10, 7], real>
  net.yield %y : !net.array<[8, 10, 7], real>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<[?, 3, ?, ?], real> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// CHECK-LABEL: @interleaved
// CHECK: net.convolution {{.*}} : (!net.array<[6, 5, 3], real>) -> !net.array<[4, 4, 4], real>
// CHECK: net.array @Weights : !net.array<[4, 3, 3, 2], real>
net.root @interleaved(%x: !net.array<[6, 5, 3], real>) {
  %y = net.convolution %x {channels = 4 : i64, kernel = array<i64: 3, 2>, interleaving = true, weights = @Weights, biases = @Biases}
     : (!net.array<[6, 5, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// A new length, since the kernel takes two elements away.
// CHECK-LABEL: @varying
// CHECK: net.convolution {{.*}} : (!net.array<[?n, 3], real>) -> !net.array<[?n1, 4], real>
net.root @varying(%x: !net.array<[?n, 3], real>) {
  %y = net.convolution %x {channels = 4 : i64, kernel = array<i64: 3>, interleaving = true, weights = @Weights, biases = @Biases}
     : (!net.array<[?n, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// CHECK-LABEL: @varying_same
// CHECK: net.convolution {{.*}} : (!net.array<[?n, 3], real>) -> !net.array<[?n, 4], real>
net.root @varying_same(%x: !net.array<[?n, 3], real>) {
  %y = net.convolution %x {channels = 4 : i64, kernel = array<i64: 3>, padding_size = "Same", interleaving = true, weights = @Weights, biases = @Biases}
     : (!net.array<[?n, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}
