// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C2
// expected-note@+2 {{2 comes from port "Input1" of the net}}
// expected-note@+1 {{3 comes from port "Input2" of the net}}
net.root @sizes(%x0: !net.array<[2], real>, %x1: !net.array<[3], real>) {
  // expected-error@+1 {{[incompatible-dimensions] TotalLayer: dimensions {2} and {3} do not go together}}
  %y = net.total %x0, %x1
     : (!net.array<[2], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}
