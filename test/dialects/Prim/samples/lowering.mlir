// Every op's samples and their gradients find a lowering.
//
// RUN: net-opt %s --prim-emit-samples=gradients=1 --prim-form-groups --lower-prim-to-linalg --expand-math \
// RUN:   | FileCheck %s --implicit-check-not=prim.

// CHECK: func.func @abs_0
// CHECK: func.func @abs_0_gradient
module {}
