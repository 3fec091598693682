// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C4
net.root @one_class(%x0: !net.array<[1], real>, %x1: !net.array<*>) {
  // expected-error@+1 {{[incompatible-dimensions] CrossEntropyLossLayer: needs two or more classes, got 1}}
  %y = net.cross_entropy_loss %x0, %x1 {form = "Index"}
     : (!net.array<[1], real>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

net.root @scalar(%x0: !net.array<[], real>, %x1: !net.array<*>) {
  // expected-error@+1 {{[incompatible-rank] CrossEntropyLossLayer: needs an array of rank 1 or more, got a single number}}
  %y = net.cross_entropy_loss %x0, %x1 {form = "Probabilities"}
     : (!net.array<[], real>, !net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
