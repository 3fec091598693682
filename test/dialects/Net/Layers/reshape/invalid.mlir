// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C1
net.root @two_automatic(%x: !net.array<[6], real>) {
  // expected-error@+1 {{[bad-argument] ReshapeLayer: at most one dimension can be Automatic}}
  %y = net.reshape %x {dimensions = array<i64: -1, -1>}
     : (!net.array<[6], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C2
net.root @no_such_dimension(%x: !net.array<[6], real>) {
  // expected-error@+1 {{[bad-argument] ReshapeLayer: dimension 2 is Inherited, but the input has 1 dimension(s)}}
  %y = net.reshape %x {dimensions = array<i64: 2, -2>}
     : (!net.array<[6], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C3
// expected-note@+1 {{2 comes from port "Input" of the net}}
net.root @count(%x: !net.array<[2, 3], real>) {
  // expected-error@+2 {{[incompatible-dimensions] ReshapeLayer: 6 elements cannot become 5}}
  // expected-note@+1 {{5 comes from ReshapeLayer: the layer's dimensions}}
  %y = net.reshape %x {dimensions = array<i64: 5>}
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// expected-note@+1 {{2 comes from port "Input" of the net}}
net.root @not_whole(%x: !net.array<[2, 3], real>) {
  // expected-error@+2 {{[incompatible-dimensions] ReshapeLayer: 6 elements cannot become 4 times a size}}
  // expected-note@+1 {{4 comes from ReshapeLayer: the layer's dimensions}}
  %y = net.reshape %x {dimensions = array<i64: 4, -1>}
     : (!net.array<[2, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// C4
// expected-note@+1 {{n comes from port "Input" of the net}}
net.root @varying(%x: !net.array<[?n, 3], real>) {
  // expected-note@+2 {{hint: keep the Varying dimension with Inherited in first place}}
  // expected-error@+1 {{[length-mismatch] ReshapeLayer needs a fixed size}}
  %y = net.reshape %x {dimensions = array<i64: 2, 3>}
     : (!net.array<[?n, 3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
