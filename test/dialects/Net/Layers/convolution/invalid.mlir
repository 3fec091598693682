// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C2
// expected-note@+1 {{3 comes from port "Input" of the net}}
net.root @too_large(%x: !net.array<[1, 3, 3], real>) {
  // expected-error@+1 {{[incompatible-dimensions] ConvolutionLayer: a kernel that covers 5 elements does not fit into 3}}
  %y = net.convolution %x {channels = 2 : i64, kernel = 5 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[1, 3, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// expected-note@+1 {{3 comes from port "Input" of the net}}
net.root @dilated_too_large(%x: !net.array<[1, 3, 3], real>) {
  // expected-error@+1 {{[incompatible-dimensions] ConvolutionLayer: a kernel that covers 7 elements does not fit into 3 with padding 2}}
  %y = net.convolution %x {channels = 2 : i64, kernel = 3 : i64, dilation = 3 : i64, padding_size = 1 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[1, 3, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// C1
// expected-note@+1 {{rank 5 comes from port "Input" of the net}}
net.root @rank_of_input(%x: !net.array<[1, 2, 3, 4, 5], real>) {
  // expected-error@+1 {{[incompatible-rank] ConvolutionLayer needs an array of rank 4, got an array of dimensions {1, 2, 3, 4, 5} (channels and 1 to 3 spatial dimensions)}}
  %y = net.convolution %x {channels = 2 : i64, kernel = 1 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[1, 2, 3, 4, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

net.root @lists_disagree(%x: !net.array<[1, 9, 9], real>) {
  // expected-error@+1 {{[bad-argument] ConvolutionLayer: the kernel is for 2 spatial dimension(s), Stride for 3}}
  %y = net.convolution %x {channels = 2 : i64, kernel = array<i64: 3, 3>, stride = array<i64: 1, 1, 1>, weights = @Weights, biases = @Biases}
     : (!net.array<[1, 9, 9], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// expected-note@+1 {{n comes from port "Input" of the net}}
net.root @varying_channels(%x: !net.array<[?n, 9], real>) {
  // expected-note@+2 {{hint: lengths are allowed in the first spatial dimension with Interleaving -> True}}
  // expected-error@+1 {{[length-mismatch] ConvolutionLayer needs a fixed size, but the first dimension of input "Input" is Varying}}
  %y = net.convolution %x {channels = 2 : i64, kernel = 3 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[?n, 9], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

// C5
net.root @input_groups(%x: !net.array<[3, 5, 5], real>) {
  // expected-error@+1 {{[incompatible-dimensions] ConvolutionLayer: 3 input channels cannot be divided into 2 groups}}
  %y = net.convolution %x {channels = 4 : i64, kernel = 3 : i64, channel_groups = 2 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[3, 5, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}

// -----

net.root @output_groups(%x: !net.array<[6, 5, 5], real>) {
  // expected-error@+1 {{[incompatible-dimensions] ConvolutionLayer: 4 output channels cannot be divided into 3 groups}}
  %y = net.convolution %x {channels = 4 : i64, kernel = 3 : i64, channel_groups = 3 : i64, weights = @Weights, biases = @Biases}
     : (!net.array<[6, 5, 5], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}
net.array @Biases : !net.array<*> {role = "Biases"}
