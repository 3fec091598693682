// RUN: net-opt %s --cpu-outline-kernels | FileCheck %s

// A kernel derives its buffers from the frame again. Its range is not the
// constant 0 that the body uses as well.
// CHECK-LABEL: func.func @entry_0_k0(
// CHECK-SAME: %[[FRAME:.*]]: !tile.frame, %[[BEGIN:.*]]: index, %[[END:.*]]: index)
// CHECK-SAME: llvm.linkage = #llvm.linkage<internal>
// CHECK: %[[BATCH:.*]] = tile.batch %[[FRAME]]
// CHECK: %[[Y:.*]] = tile.buffer %[[FRAME]] output(%[[BATCH]])
// CHECK: %[[ZERO:.*]] = arith.constant 0 : index
// CHECK: scf.for %[[I:.*]] = %[[BEGIN]] to %[[END]]
// CHECK: memref.store %{{.*}}, %[[Y]][%[[I]], %[[ZERO]]]

// CHECK-LABEL: func.func @entry_0(
// CHECK: tile.parallel_for %{{.*}}, @entry_0_k0 count %{{.*}} grain 100
func.func @entry_0(%frame: !tile.frame) attributes {netc.entry = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %value = arith.constant 1.0 : f32
  %batch = tile.batch %frame
  %y = tile.buffer %frame output(%batch) : memref<?x4xf32>
  scf.for %i = %c0 to %batch step %c1 {
    memref.store %value, %y[%i, %c0] : memref<?x4xf32>
  } {netc.work = 1600}
  return
}

// Too little work to share.
// CHECK-LABEL: func.func @entry_1(
// CHECK: scf.for
func.func @entry_1(%frame: !tile.frame) attributes {netc.entry = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %value = arith.constant 1.0 : f32
  %y = tile.buffer %frame output : memref<4xf32>
  scf.for %i = %c0 to %c4 step %c1 {
    memref.store %value, %y[%i] : memref<4xf32>
  } {netc.work = 1600}
  return
}

// A loop over steps calls kernels, which load the step.
// CHECK-LABEL: func.func @entry_2_k0(
// CHECK-SAME: %[[FRAME:.*]]: !tile.frame
// CHECK: %[[KEPT:.*]] = tile.buffer %[[FRAME]] arena offset 64 : memref<1xindex>
// CHECK: %[[T:.*]] = memref.load %[[KEPT]]
// CHECK: memref.subview %{{.*}}[0, %[[T]]]
// CHECK: scf.for

// CHECK-LABEL: func.func @entry_2(
// CHECK: scf.for
// CHECK: memref.store
// CHECK: tile.parallel_for %{{.*}}, @entry_2_k0
func.func @entry_2(%frame: !tile.frame) attributes {netc.entry = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c5 = arith.constant 5 : index
  %value = arith.constant 1.0 : f32
  %batch = tile.batch %frame
  %y = tile.buffer %frame output(%batch) : memref<?x5xf32>
  %kept = tile.buffer %frame arena offset 64 : memref<1xindex>
  scf.for %t = %c0 to %c5 step %c1 {
    memref.store %t, %kept[%c0] {netc.iteration} : memref<1xindex>
    %slice = memref.subview %y[0, %t] [%batch, 1] [1, 1] : memref<?x5xf32> to memref<?xf32, strided<[5], offset: ?>>
    scf.for %i = %c0 to %batch step %c1 {
      memref.store %value, %slice[%i] : memref<?xf32, strided<[5], offset: ?>>
    } {netc.work = 1600}
  }
  return
}
