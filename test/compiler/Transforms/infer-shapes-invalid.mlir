// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// Both layers and both sizes.
net.root @producer_consumer(%x: !net.array<[3], real>) {
  %y = net.chain %x : (!net.array<[3], real>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>):
    %0 = net.linear %a {net.name = "conv", net.place = 1 : i64, dimensions = array<i64: 50, 8, 8>, weights = @conv.Weights}
       : (!net.array<*>) -> !net.array<*>
    // expected-error@+2 {{[incompatible-shapes] array "lin.Weights" has shape {4, 7} but layer "lin" (LinearLayer) needs {4, 3200}}}
    // expected-note@+1 {{3200 comes from layer "lin" (LinearLayer): elements of the input}}
    %1 = net.linear %0 {net.name = "lin", net.place = 2 : i64, dimensions = array<i64: 4>, weights = @lin.Weights}
       : (!net.array<*>) -> !net.array<*>
    net.yield %1 : !net.array<*>
  }
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @conv.Weights : !net.array<*> {role = "Weights"}
// expected-note@+1 {{7 comes from array "lin.Weights"}}
net.array @lin.Weights : !net.array<[4, 7], real> {role = "Weights"}

// -----

net.root @unequal(
    // expected-note@+1 {{2 comes from port "Input" of the net}}
    %x: !net.array<[2], real>,
    // expected-note@+1 {{3 comes from port "Target" of the net}}
    %t: !net.array<[3], real>) {
  // expected-error@+1 {{[incompatible-shapes] MeanSquaredLossLayer: port "Input" of the net has shape {2}, port "Target" of the net has shape {3}; they must be equal}}
  %l = net.mean_squared_loss %x, %t : (!net.array<[2], real>, !net.array<[3], real>) -> !net.array<*>
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// The output is declared otherwise.
net.root @declared(%x: !net.array<[2], real>) {
  // expected-error@+3 {{[incompatible-shapes] output of LinearLayer has shape {3} but a port option of LinearLayer needs {4}}}
  // expected-note@+2 {{4 comes from LinearLayer: a port option}}
  // expected-note@+1 {{3 comes from LinearLayer: the layer's dimensions}}
  %y = net.linear %x {dimensions = array<i64: 3>, weights = @Weights, net.output_types = [!net.array<[4], real>]}
     : (!net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

net.root @varying(
    // expected-note@+1 {{n comes from port "Input" of the net}}
    %x: !net.array<[?n, 2], real>) {
  // expected-error@+2 {{[length-mismatch] LinearLayer needs a fixed size, but the first dimension of input "Input" is Varying}}
  // expected-note@+1 {{hint: map the layer over the sequence with NetMapOperator}}
  %y = net.linear %x {dimensions = array<i64: 3>, weights = @Weights} : (!net.array<[?n, 2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

net.root @rank(%x: !net.array<[2], real>) {
  // expected-error@+1 {{[incompatible-rank] LinearLayer needs an array of rank 2, got a vector of length 800 (weights are a matrix)}}
  %y = net.linear %x {weights = @Weights} : (!net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
// expected-note@+1 {{rank 1 comes from array "Weights"}}
net.array @Weights : !net.array<[800], real> {role = "Weights"}

// -----

net.root @element(%x: !net.array<[2], real>,
    // expected-note@+1 {{integer comes from port "Target" of the net}}
    %t: !net.array<[2], int>) {
  // expected-error@+1 {{[incompatible-element] MeanSquaredLossLayer needs real elements, port "Target" of the net is integer}}
  %l = net.mean_squared_loss %x, %t : (!net.array<[2], real>, !net.array<[2], int>) -> !net.array<*>
  net.yield %l : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}

// -----

// Absurd sizes are refused, not wrapped around.
net.root @too_large(%x: !net.array<[4611686018427387904], real>) {
  %y = net.linear %x {dimensions = array<i64: 4611686018427387904>, weights = @Weights}
     : (!net.array<[4611686018427387904], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
// expected-error@+1 {{[too-large] array "Weights" would have dimensions {4611686018427387904, 4611686018427387904}}}
net.array @Weights : !net.array<*> {role = "Weights"}

// -----

// A shared array: both layers are told.
net.root @shared(
    // expected-note@+1 {{3 comes from port "Input" of the net}}
    %x: !net.array<[3], real>) {
  %y = net.chain %x : (!net.array<[3], real>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>):
    // expected-note@+1 {{4 comes from layer "one" (LinearLayer): the layer's dimensions}}
    %0 = net.linear %a {net.name = "one", net.place = 1 : i64, dimensions = array<i64: 4>, weights = @"@shared"}
       : (!net.array<*>) -> !net.array<*>
    // expected-error@+1 {{[incompatible-dimensions] layer "two" (LinearLayer): first dimension of input "Input" is 4 (from layer "one" (LinearLayer)), last dimension of array "@shared" is 3 (from port "Input" of the net); they must be equal}}
    %1 = net.linear %0 {net.name = "two", net.place = 2 : i64, dimensions = array<i64: 4>, weights = @"@shared"}
       : (!net.array<*>) -> !net.array<*>
    net.yield %1 : !net.array<*>
  }
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
net.array @"@shared" : !net.array<*> {role = "Weights"}

// -----

// Tanh gives reals, whoever wants integers of it.
net.root @integers_of_reals(%x: !net.array<[3], real>, %t: !net.array<[], real>) {
  %0 = net.graph %x, %t : (!net.array<[3], real>, !net.array<[], real>) -> !net.array<*> {
  ^bb0(%a: !net.array<*>, %b: !net.array<*>):
    // expected-note@+1 {{integer from 1 to 3 comes from layer "loss" (CrossEntropyLossLayer)}}
    %loss = net.cross_entropy_loss %a, %1 {net.name = "loss", net.place = 1 : i64, form = "Index"}
       : (!net.array<*>, !net.array<*>) -> !net.array<*>
    // expected-error@+1 {{[incompatible-element] layer "loss" (CrossEntropyLossLayer) needs integers from 1 to 3, output of layer 2 (ElementwiseLayer) is real}}
    %1 = net.elementwise %b {net.place = 2 : i64, function = #net.symbol<"Tanh">} : (!net.array<*>) -> !net.array<*>
    net.yield %loss : !net.array<*>
  }
  net.yield %0 : !net.array<*>
} attributes {input_names = ["Input", "Target"], output_names = ["Loss"]}
