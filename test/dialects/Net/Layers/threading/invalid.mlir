// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C3
// expected-note@+1 {{rank 3 comes from port "Input2" of the net}}
net.root @ranks(%x0: !net.array<[2, 2], real>, %x1: !net.array<[3, 2, 2], real>) {
  // expected-error@+1 {{[incompatible-rank] ThreadingLayer needs an array of rank 2, got an array of dimensions {3, 2, 2}}}
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">}
     : (!net.array<[2, 2], real>, !net.array<[3, 2, 2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// expected-note@+2 {{2 comes from port "Input1" of the net}}
// expected-note@+1 {{3 comes from port "Input2" of the net}}
net.root @sizes(%x0: !net.array<[2, 2], real>, %x1: !net.array<[3, 2], real>) {
  // expected-error@+1 {{[incompatible-dimensions] ThreadingLayer: dimensions {2, 2} and {3, 2} do not go together: input 2 differs from another one at level 1, and only a size 1 is repeated}}
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">}
     : (!net.array<[2, 2], real>, !net.array<[3, 2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// C5
net.root @level(%x0: !net.array<[2, 2], real>, %x1: !net.array<[2], real>) {
  // expected-error@+1 {{[incompatible-dimensions] ThreadingLayer: input 2 of dimensions {2} cannot be replicated to rank 2 as asked for}}
  %y = net.threading %x0, %x1 {function = #net.symbol<"Plus">, broadcast = 4 : i64}
     : (!net.array<[2, 2], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2"], output_names = ["Output"]}

// -----

// C1
net.root @count(%x0: !net.array<[2], real>, %x1: !net.array<[2], real>, %x2: !net.array<[2], real>) {
  // expected-error@+1 {{[bad-option] ThreadingLayer: the function takes 2 input(s), got 3}}
  %y = net.threading %x0, %x1, %x2 {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Slot">, [1]>, #net.call<#net.symbol<"Slot">, [2]>]>]>}
     : (!net.array<[2], real>, !net.array<[2], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2", "Input3"], output_names = ["Output"]}

// -----

net.root @arity(%x0: !net.array<[2], real>, %x1: !net.array<[2], real>, %x2: !net.array<[2], real>) {
  // expected-error@+1 {{[unknown-function] ThreadingLayer: the function could not be symbolically evaluated as a scalar function of 3 numbers: Power takes 2 argument(s), got 3}}
  %y = net.threading %x0, %x1, %x2 {function = #net.symbol<"Power">}
     : (!net.array<[2], real>, !net.array<[2], real>, !net.array<[2], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input1", "Input2", "Input3"], output_names = ["Output"]}
