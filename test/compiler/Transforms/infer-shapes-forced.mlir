// RUN: net-opt %s --net-infer-shapes --verify-diagnostics | FileCheck %s

// A length that meets a number becomes it.
// CHECK-LABEL: @net (%Input: !net.array<[5], real>, %Target: !net.array<[5], real>)
net.root @net(%x: !net.array<[?n], real>, %t: !net.array<[5], real>) {
  // expected-warning@+1 {{[forced-length] the Varying length n is forced to 5 by port "Target" of the net}}
  %l = net.mean_squared_loss %x, %t : (!net.array<[?n], real>, !net.array<[5], real>) -> !net.array<*>
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
