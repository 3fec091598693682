// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C3
net.root @padding(%x: !net.array<[2, 4, 4], real>) {
  // expected-error@+1 {{[bad-argument] PoolingLayer: padding 2 must be less than the kernel size 2}}
  %y = net.pooling %x {kernel = 2 : i64, padding_size = 2 : i64}
     : (!net.array<[2, 4, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C2
// expected-note@+1 {{4 comes from port "Input" of the net}}
net.root @too_large(%x: !net.array<[2, 4, 4], real>) {
  // expected-error@+1 {{[incompatible-dimensions] PoolingLayer: a kernel that covers 5 elements does not fit into 4}}
  %y = net.pooling %x {kernel = 5 : i64}
     : (!net.array<[2, 4, 4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C1
// expected-note@+1 {{rank 1 comes from port "Input" of the net}}
net.root @vector(%x: !net.array<[4], real>) {
  // expected-error@+1 {{[incompatible-rank] PoolingLayer needs an array of rank 3, got a vector of length 4 (channels and 1 to 3 spatial dimensions)}}
  %y = net.pooling %x {kernel = 2 : i64}
     : (!net.array<[4], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @dimensionality(%x: !net.array<[4, 5, 6], real>) {
  // expected-error@+1 {{[bad-argument] PoolingLayer: Dimensionality is for 1 spatial dimension(s), the kernel for 2}}
  %y = net.pooling %x {kernel = array<i64: 2, 2>, dimensionality = 1 : i64}
     : (!net.array<[4, 5, 6], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
