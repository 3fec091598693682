// The samples of every op through the CPU's code: results are finite, and the
// gradients agree with central differences.
//
// RUN: net-opt %s --prim-emit-samples="gradients=1 real64=1" -o %t.samples.mlir
// RUN: net-opt %t.samples.mlir --prim-form-groups --lower-prim-to-linalg --expand-math \
// RUN:   --cpu-bufferize --cpu-kernels \
// RUN:   | mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %cc -O1 -Wno-override-module -march=x86-64-v3 -fPIC -shared %t.ll %S/Inputs/parallel_for.c -o %t.so -lm
// RUN: %python %S/Inputs/check_gradients.py %t.samples.mlir %t.so | FileCheck %s

// CHECK-NOT: FAIL
// CHECK: samples are right
module {}
