// RUN: net-opt %s --net-infer-shapes --split-input-file --verify-diagnostics

// C3
net.root @relu6(%x: !net.array<[3], real>) {
  // expected-note@+2 {{hint: write Clip[#, {0, 6}] &}}
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: "ReLU6" is not one of the named functions}}
  %y = net.elementwise %x {function = "ReLU6"}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @quoted_symbol(%x: !net.array<[3], real>) {
  // expected-note@+2 {{hint: write Tanh without quotes}}
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: "Tanh" is not one of the named functions}}
  %y = net.elementwise %x {function = "Tanh"}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @misspelled(%x: !net.array<[3], real>) {
  // expected-note@+2 {{hint: did you mean Tan?}}
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: Tahn is not one of the functions of numbers}}
  %y = net.elementwise %x {function = #net.symbol<"Tahn">}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @constant(%x: !net.array<[3], real>) {
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: its value is always 3}}
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [3.0 : f64]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @constant_in_the_end(%x: !net.array<[3], real>) {
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: its value is always 0}}
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Slot">, [1]>, #net.call<#net.symbol<"Times">, [-1, #net.call<#net.symbol<"Slot">, [1]>]>]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @two_slots(%x: !net.array<[3], real>) {
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: the slot #2 has no input: the function is applied to 1 number(s)}}
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Slot">, [1]>, #net.call<#net.symbol<"Slot">, [2]>]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @arity(%x: !net.array<[3], real>) {
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: Sin takes 1 argument(s), got 2}}
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Sin">, [#net.call<#net.symbol<"Slot">, [1]>, 2]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @condition(%x: !net.array<[3], real>) {
  // expected-note@+2 {{hint: Boole makes True to 1 and False to 0}}
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: its value is a condition}}
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Greater">, [#net.call<#net.symbol<"Slot">, [1]>, 0]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @no_condition(%x: !net.array<[3], real>) {
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: a choice needs a condition such as # > 0, got a number}}
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"If">, [#net.call<#net.symbol<"Slot">, [1]>, 1, 2]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}

// -----

net.root @free_symbol(%x: !net.array<[3], real>) {
  // expected-error@+1 {{[unknown-function] ElementwiseLayer: the function could not be symbolically evaluated as a unary scalar function: the symbol y has no value}}
  %y = net.elementwise %x {function = #net.call<#net.symbol<"Function">, [#net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Slot">, [1]>, #net.symbol<"y">]>]>}
     : (!net.array<[3], real>) -> !net.array<*>
  net.yield %y : !net.array<*>
} attributes {input_names = ["Input"], output_names = ["Output"]}
