// RUN: net-opt %s --split-input-file --verify-diagnostics

net.root @net(%x: !net.array<*>) {
  // expected-error@+1 {{has 1 inputs but its body has 2}}
  %y = net.chain %x : (!net.array<*>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>, %b: !net.array<*>):
    net.yield %a : !net.array<*>
  }
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @net(%x: !net.array<*>) {
  // expected-error@+1 {{has 1 outputs but its body has 0}}
  %y = net.chain %x : (!net.array<*>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>):
    net.yield
  }
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

// expected-error@+1 {{has 1 inputs but 2 names for them}}
net.root @net(%x: !net.array<*>) {
  %y = net.linear %x {weights = @Weights} : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input", "Other"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// expected-error@+1 {{needs one layer or container and net.yield as body}}
net.root @net(%x: !net.array<*>) {
  net.yield %x : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @net(%x: !net.array<*>) {
  %y = net.graph %x : (!net.array<*>) -> !net.array<*> {
  ^bb0(%in: !net.array<*>):
    // expected-error@+1 {{[cyclic-graph] cycle: layer "a" (LinearLayer) -> layer 2 (LinearLayer) -> layer 3 (LinearLayer) -> layer "a" (LinearLayer)}}
    %a = net.linear %c {net.name = "a", net.place = 1 : i64, weights = @w} : (!net.array<*>) -> !net.array<*>
    %b = net.linear %a {net.place = 2 : i64, weights = @w} : (!net.array<*>) -> !net.array<*>
    %c = net.linear %b {net.place = 3 : i64, weights = @w} : (!net.array<*>) -> !net.array<*>
    net.yield %c : !net.array<*>
  }
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @w : !net.array<*> {role = "Weights"}

// -----

net.root @net(%x: !net.array<*>) {
  // expected-error@+1 {{needs 'weights'}}
  %y = net.linear %x : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @net(%x: !net.array<*>) {
  // expected-error@+1 {{names @Weights, which is no array}}
  %y = net.linear %x {weights = @Weights} : (!net.array<*>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
