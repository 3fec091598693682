// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C1
net.root @one(%x: !net.array<[2, 3], real>) {
  // expected-error@+1 {{[missing-input] DotLayer: needs two or more inputs, got 1}}
  %y = net.dot %x
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @scalar(%x0: !net.array<[], real>, %x1: !net.array<[3], real>) {
  // expected-error@+1 {{[incompatible-rank] DotLayer: needs an array of rank 1 or more, got a single number}}
  %y = net.dot %x0, %x1
     : (!net.array<[], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
