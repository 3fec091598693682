// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @entry_0
// CHECK: %[[Y:.*]] = prim.convolution %{{.*}}, %{{.*}} strides [2, 1] dilations [2, 1] low [2, 1] high [2, 1] groups 1 : tensor<?x3x7x5xf32>, tensor<4x3x3x2xf32>
// CHECK: %[[B:.*]] = prim.broadcast %{{.*}} along [1] like %[[Y]]
// CHECK: prim.add %[[Y]], %[[B]] : tensor<?x4x4x6xf32>
net.root @plain(%x: !net.array<[3, 7, 5], real>) {
  %y = net.convolution %x {channels = 4 : i64, kernel = array<i64: 3, 2>, stride = array<i64: 2, 1>, padding_size = array<i64: 2, 1>, dilation = array<i64: 2, 1>, weights = @Weights, biases = @Biases}
     : (!net.array<[3, 7, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// The odd cell of padding stands at the end.
// CHECK-LABEL: func.func @entry_0
// CHECK: prim.convolution {{.*}} strides [3] dilations [1] low [0] high [1] groups 1
net.root @same(%x: !net.array<[1, 5], real>) {
  %y = net.convolution %x {channels = 1 : i64, kernel = 3 : i64, stride = 3 : i64, padding_size = "Same", weights = @Weights}
     : (!net.array<[1, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// CHECK-LABEL: func.func @entry_0
// CHECK: prim.transpose %{{.*}} by [0, 3, 1, 2] : tensor<?x6x5x4xf32>
// CHECK: prim.convolution {{.*}} groups 2 : tensor<?x4x6x5xf32>, tensor<6x2x2x2xf32>
// CHECK: prim.transpose %{{.*}} by [0, 2, 3, 1] : tensor<?x6x5x4xf32>
net.root @interleaved(%x: !net.array<[6, 5, 4], real>) {
  %y = net.convolution %x {channels = 6 : i64, kernel = 2 : i64, channel_groups = 2 : i64, interleaving = true, weights = @Weights}
     : (!net.array<[6, 5, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
