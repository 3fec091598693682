// RUN: net-opt %s -split-input-file --prim-differentiate --verify-diagnostics

// expected-error @+1 {{has no ports "Elsewhere"}}
func.func @unknown(%x: tensor<2xf32> {netc.port = "Input"}) -> (tensor<2xf32> {netc.port = "Output"})
   attributes {netc.gradient = {ports = ["Elsewhere"]}} {
  return %x : tensor<2xf32>
}

// -----

// expected-error @+1 {{has no output "Elsewhere"}}
func.func @imposed(%x: tensor<2xf32> {netc.port = "Input"}) -> (tensor<2xf32> {netc.port = "Output"})
   attributes {netc.gradient = {ports = ["Input"], imposed = ["Elsewhere"]}} {
  return %x : tensor<2xf32>
}

// -----

func.func @foreign(%x: tensor<2xf32> {netc.port = "Input"}) -> (tensor<2xf32> {netc.port = "Output"})
   attributes {netc.gradient = {ports = ["Input"]}} {
  // expected-error @+1 {{has no gradient}}
  %y = tensor.cast %x : tensor<2xf32> to tensor<2xf32>
  return %y : tensor<2xf32>
}
