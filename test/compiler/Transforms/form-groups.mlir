// RUN: net-opt %s --prim-form-groups --split-input-file | FileCheck %s

// A contraction takes its bias and its ramp.
// CHECK-LABEL: @layer
// CHECK-NEXT: %[[Y:.*]] = prim.group contraction(%arg0, %arg1, %arg2)
// CHECK: prim.dot_general
// CHECK: prim.max
// CHECK: prim.yield
// CHECK: return %[[Y]]
func.func @layer(%x: tensor<?x8xf32>, %w: tensor<4x8xf32>, %b: tensor<4xf32>) -> tensor<?x4xf32> {
  %0 = prim.dot_general %x, %w batch [] x [] contract [1] x [1] : tensor<?x8xf32>, tensor<4x8xf32>
  %1 = prim.broadcast %b along [1] like %0 : tensor<4xf32>, tensor<?x4xf32> to tensor<?x4xf32>
  %2 = prim.add %0, %1 : tensor<?x4xf32>
  %c = prim.constant dense<0.0> : tensor<f32>
  %3 = prim.broadcast %c along [] like %2 : tensor<f32>, tensor<?x4xf32> to tensor<?x4xf32>
  %4 = prim.max %2, %3 : tensor<?x4xf32>
  return %4 : tensor<?x4xf32>
}

// -----

// A product that somebody else needs stays alone.
// CHECK-LABEL: @shared
// CHECK-NEXT: prim.dot_general
// CHECK-NEXT: prim.exp
func.func @shared(%x: tensor<?x8xf32>, %w: tensor<4x8xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
  %0 = prim.dot_general %x, %w batch [] x [] contract [1] x [1] : tensor<?x8xf32>, tensor<4x8xf32>
  %1 = prim.exp %0 : tensor<?x4xf32>
  return %0, %1 : tensor<?x4xf32>, tensor<?x4xf32>
}

// -----

// A value that two members need is computed inside as well.
// CHECK-LABEL: @diamond
// CHECK-NEXT: prim.group loop(%arg0)
// CHECK: prim.exp
// CHECK-NEXT: prim.neg
// CHECK-NEXT: prim.mul
func.func @diamond(%x: tensor<?x8xf32>) -> tensor<?x8xf32> {
  %0 = prim.exp %x : tensor<?x8xf32>
  %1 = prim.neg %0 : tensor<?x8xf32>
  %2 = prim.mul %0, %1 : tensor<?x8xf32>
  return %2 : tensor<?x8xf32>
}

// -----

// What is repeated by a broadcast is not computed again for every repetition.
// CHECK-LABEL: @no_repeated_work
// CHECK-NEXT: prim.exp
// CHECK-NEXT: prim.group loop
// CHECK: prim.broadcast
// CHECK-NEXT: prim.add
func.func @no_repeated_work(%x: tensor<8xf32>, %y: tensor<?x8xf32>) -> tensor<?x8xf32> {
  %0 = prim.exp %x : tensor<8xf32>
  %1 = prim.broadcast %0 along [1] like %y : tensor<8xf32>, tensor<?x8xf32> to tensor<?x8xf32>
  %2 = prim.add %1, %y : tensor<?x8xf32>
  return %2 : tensor<?x8xf32>
}

// -----

// A long chain is cut into groups of sixteen ops, from its end.
// CHECK-LABEL: @long
// CHECK-NEXT: %[[FIRST:.*]] = prim.group loop(%arg0)
// CHECK-COUNT-4: prim.tanh
// CHECK-NOT: prim.tanh
// CHECK: %[[SECOND:.*]] = prim.group loop(%[[FIRST]])
// CHECK-COUNT-16: prim.tanh
// CHECK-NOT: prim.tanh
// CHECK: return %[[SECOND]]
func.func @long(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %1 = prim.tanh %x : tensor<?x4xf32>
  %2 = prim.tanh %1 : tensor<?x4xf32>
  %3 = prim.tanh %2 : tensor<?x4xf32>
  %4 = prim.tanh %3 : tensor<?x4xf32>
  %5 = prim.tanh %4 : tensor<?x4xf32>
  %6 = prim.tanh %5 : tensor<?x4xf32>
  %7 = prim.tanh %6 : tensor<?x4xf32>
  %8 = prim.tanh %7 : tensor<?x4xf32>
  %9 = prim.tanh %8 : tensor<?x4xf32>
  %10 = prim.tanh %9 : tensor<?x4xf32>
  %11 = prim.tanh %10 : tensor<?x4xf32>
  %12 = prim.tanh %11 : tensor<?x4xf32>
  %13 = prim.tanh %12 : tensor<?x4xf32>
  %14 = prim.tanh %13 : tensor<?x4xf32>
  %15 = prim.tanh %14 : tensor<?x4xf32>
  %16 = prim.tanh %15 : tensor<?x4xf32>
  %17 = prim.tanh %16 : tensor<?x4xf32>
  %18 = prim.tanh %17 : tensor<?x4xf32>
  %19 = prim.tanh %18 : tensor<?x4xf32>
  %20 = prim.tanh %19 : tensor<?x4xf32>
  return %20 : tensor<?x4xf32>
}

// -----

// Not where two values cross the cut: the group stays long up to a narrow place.
// CHECK-LABEL: @braided
// CHECK-NEXT: %[[NARROW:.*]] = prim.exp %arg0
// CHECK-NEXT: prim.group loop(%[[NARROW]])
// CHECK-COUNT-20: prim.tanh
// CHECK: prim.add
// CHECK: return
func.func @braided(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %0 = prim.exp %x : tensor<?x4xf32>
  %1 = prim.tanh %0 : tensor<?x4xf32>
  %2 = prim.tanh %0 : tensor<?x4xf32>
  %3 = prim.tanh %1 : tensor<?x4xf32>
  %4 = prim.tanh %2 : tensor<?x4xf32>
  %5 = prim.tanh %3 : tensor<?x4xf32>
  %6 = prim.tanh %4 : tensor<?x4xf32>
  %7 = prim.tanh %5 : tensor<?x4xf32>
  %8 = prim.tanh %6 : tensor<?x4xf32>
  %9 = prim.tanh %7 : tensor<?x4xf32>
  %10 = prim.tanh %8 : tensor<?x4xf32>
  %11 = prim.tanh %9 : tensor<?x4xf32>
  %12 = prim.tanh %10 : tensor<?x4xf32>
  %13 = prim.tanh %11 : tensor<?x4xf32>
  %14 = prim.tanh %12 : tensor<?x4xf32>
  %15 = prim.tanh %13 : tensor<?x4xf32>
  %16 = prim.tanh %14 : tensor<?x4xf32>
  %17 = prim.tanh %15 : tensor<?x4xf32>
  %18 = prim.tanh %16 : tensor<?x4xf32>
  %19 = prim.tanh %17 : tensor<?x4xf32>
  %20 = prim.tanh %18 : tensor<?x4xf32>
  %21 = prim.add %19, %20 : tensor<?x4xf32>
  return %21 : tensor<?x4xf32>
}
