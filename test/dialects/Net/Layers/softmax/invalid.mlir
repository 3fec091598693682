// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C1
net.root @scalar(%x: !net.array<[], real>) {
  // expected-error@+1 {{[incompatible-rank] SoftmaxLayer: needs an array of rank 1 or more, got a single number}}
  %y = net.softmax %x
     : (!net.array<[], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C2
net.root @level(%x: !net.array<[2, 3], real>) {
  // expected-error@+1 {{[bad-argument] SoftmaxLayer: level 3 does not exist in an array of rank 2}}
  %y = net.softmax %x {level = 3 : i64}
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @level_from_end(%x: !net.array<[2, 3], real>) {
  // expected-error@+1 {{[bad-argument] SoftmaxLayer: level -3 does not exist}}
  %y = net.softmax %x {level = -3 : i64}
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C3
net.root @constant(%x: !net.array<[2, 3, 1], real>) {
  // expected-error@+1 {{[incompatible-dimensions] SoftmaxLayer: level -1 has size 1, so that every result would be 1}}
  %y = net.softmax %x
     : (!net.array<[2, 3, 1], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
