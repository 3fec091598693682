// The f32 functions against double, over all bit patterns with a stride, for
// CPUs with and without fused products; special values exactly.
//
// RUN: net-opt %s --expand-math --lower-fma \
// RUN:   | mlir-opt --convert-math-to-llvm --convert-arith-to-llvm --convert-func-to-llvm --reconcile-unrealized-casts \
// RUN:   | mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %cc -O1 -Wno-override-module -march=x86-64-v2 -c %t.ll -o %t.o
// RUN: %cc -O1 %S/Inputs/check.c %t.o -o %t -lm
// RUN: %t | FileCheck %s

// CHECK: exp: at most 2 ulp
func.func @net_exp(%x: f32) -> f32 {
  %y = math.exp %x : f32
  return %y : f32
}

// CHECK: expm1: at most 2 ulp
func.func @net_expm1(%x: f32) -> f32 {
  %y = math.expm1 %x : f32
  return %y : f32
}

// CHECK: log: at most 2 ulp
func.func @net_log(%x: f32) -> f32 {
  %y = math.log %x : f32
  return %y : f32
}

// CHECK: log1p: at most 2 ulp
func.func @net_log1p(%x: f32) -> f32 {
  %y = math.log1p %x : f32
  return %y : f32
}

// CHECK: tanh: at most 2 ulp
func.func @net_tanh(%x: f32) -> f32 {
  %y = math.tanh %x : f32
  return %y : f32
}
