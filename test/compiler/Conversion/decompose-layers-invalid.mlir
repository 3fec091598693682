// RUN: net-opt %s --net-infer-shapes --net-decompose-layers --split-input-file --verify-diagnostics

net.root @unknown(%x: !net.array<*>) {
  // expected-error@+1 {{[unknown-shape] the size of port "Input" of LinearLayer could not be determined; give "Input" -> shape}}
  %y = net.linear %x {dimensions = array<i64: 3>, weights = @Weights} : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

net.root @varying(%x: !net.array<[?n], real>, %t: !net.array<[?n], real>) {
  // expected-error@+1 {{[unsupported-varying] port "Input" of MeanSquaredLossLayer has a Varying length, which cannot be compiled yet}}
  %l = net.mean_squared_loss %x, %t : (!net.array<[?n], real>, !net.array<[?n], real>) -> !net.array<*>
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
