// RUN: net-opt %s | net-opt | FileCheck %s

// CHECK: test.call = #net.call<#net.symbol<"Plus">, [#net.call<#net.symbol<"Slot">, [1 : i64]>, 2.000000e+00 : f64, "text"]>
// CHECK-SAME: test.coder = #net.coder<decoder, "Class", {labels = ["cat", "dog"]}>
// CHECK-SAME: test.encoder = #net.coder<encoder, "Image", {}>
// CHECK-SAME: test.nothing = #net.call<#net.symbol<"f">, []>
module attributes {
  test.call = #net.call<#net.symbol<"Plus">,
                   [#net.call<#net.symbol<"Slot">, [1 : i64]>, 2.0 : f64, "text"]>,
  test.nothing = #net.call<#net.symbol<"f">, []>,
  test.coder = #net.coder<decoder, "Class", {labels = ["cat", "dog"]}>,
  test.encoder = #net.coder<encoder, "Image", {}>
} {}
