// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C1
net.root @scalar(%x0: !net.array<[], real>, %x1: !net.array<[2], real>) {
  // expected-error@+1 {{[incompatible-rank] CatenateLayer: needs an array of rank 1 or more, got a single number}}
  %y = net.catenate %x0, %x1
     : (!net.array<[], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// C2
net.root @level(%x0: !net.array<[2], real>, %x1: !net.array<[3], real>) {
  // expected-error@+1 {{[bad-argument] CatenateLayer: level 2 does not exist in an array of rank 1}}
  %y = net.catenate %x0, %x1 {level = 2 : i64}
     : (!net.array<[2], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// C4
net.root @nothing_left(%x0: !net.array<[3], real>, %x1: !net.array<[?], real>) {
  // expected-error@+1 {{[incompatible-dimensions] CatenateLayer: the other inputs fill 3 of 3 places, nothing is left for one more}}
  %y = net.catenate %x0, %x1
     : (!net.array<[3], real>, !net.array<[?], real>) -> !net.array<[3], real>
  net.yield %y : !net.array<[3], real>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
