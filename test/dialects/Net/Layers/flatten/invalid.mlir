// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C2
net.root @too_many(%x: !net.array<[2, 3], real>) {
  // expected-error@+1 {{[bad-argument] FlattenLayer: level 2 asks for more than 2 levels, the input has 2}}
  %y = net.flatten %x {level = 2 : i64}
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @scalar(%x: !net.array<[], real>) {
  // expected-error@+1 {{[bad-argument] FlattenLayer: level -1 asks for more than 1 levels, the input has 0}}
  %y = net.flatten %x {level = -1 : i64}
     : (!net.array<[], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C3
// expected-note@+1 {{n comes from port "Input" of the net}}
net.root @varying(%x: !net.array<[?n, 2], real>) {
  // expected-note@+2 {{hint: a Varying level cannot be made one with others}}
  // expected-error@+1 {{[length-mismatch] FlattenLayer needs a fixed size}}
  %y = net.flatten %x
     : (!net.array<[?n, 2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
