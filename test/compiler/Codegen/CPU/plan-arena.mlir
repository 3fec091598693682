// RUN: net-opt %s --cpu-plan-arena --split-input-file --verify-diagnostics | FileCheck %s

// Three temporaries one after the other: the third takes the place of the first.
// CHECK-LABEL: func.func @chain
// CHECK-SAME: netc.arena_constant = 0 : i64, netc.arena_per_example = 128 : i64
func.func @chain(%frame: !tile.frame) attributes {netc.entry = {}} {
  %batch = tile.batch %frame
  %zero = arith.constant 0.0 : f32
  // CHECK: tile.buffer %{{.*}} arena(%{{.*}}) : memref<?x16xf32>
  // CHECK: tile.buffer %{{.*}} arena per_example 64(%{{.*}}) : memref<?x15xf32>
  // CHECK: tile.buffer %{{.*}} arena(%{{.*}}) : memref<?x14xf32>
  // CHECK-NOT: memref.alloc
  %a = memref.alloc(%batch) : memref<?x16xf32>
  %b = memref.alloc(%batch) : memref<?x15xf32>
  %c = memref.alloc(%batch) : memref<?x14xf32>
  linalg.fill ins(%zero : f32) outs(%a : memref<?x16xf32>)
  %part = memref.subview %a[0, 0] [%batch, 15] [1, 1] : memref<?x16xf32> to memref<?x15xf32, strided<[16, 1]>>
  memref.copy %part, %b : memref<?x15xf32, strided<[16, 1]>> to memref<?x15xf32>
  %less = memref.subview %b[0, 0] [%batch, 14] [1, 1] : memref<?x15xf32> to memref<?x14xf32, strided<[15, 1]>>
  memref.copy %less, %c : memref<?x14xf32, strided<[15, 1]>> to memref<?x14xf32>
  return
}

// -----

// An elementwise result takes the place of the operand that dies.
// CHECK-LABEL: func.func @in_place
// CHECK-SAME: netc.arena_constant = 64 : i64, netc.arena_per_example = 0 : i64
func.func @in_place(%frame: !tile.frame) attributes {netc.entry = {}} {
  %zero = arith.constant 0.0 : f32
  %a = memref.alloc() : memref<16xf32>
  %b = memref.alloc() : memref<16xf32>
  %y = tile.buffer %frame output : memref<16xf32>
  linalg.fill ins(%zero : f32) outs(%a : memref<16xf32>)
  linalg.exp ins(%a : memref<16xf32>) outs(%b : memref<16xf32>)
  linalg.exp ins(%b : memref<16xf32>) outs(%y : memref<16xf32>)
  return
}

// -----

// A transposition cannot write where it reads.
// CHECK-LABEL: func.func @not_in_place
// CHECK-SAME: netc.arena_constant = 128 : i64
func.func @not_in_place(%frame: !tile.frame) attributes {netc.entry = {}} {
  %zero = arith.constant 0.0 : f32
  %a = memref.alloc() : memref<4x4xf32>
  %b = memref.alloc() : memref<4x4xf32>
  %y = tile.buffer %frame output : memref<4x4xf32>
  linalg.fill ins(%zero : f32) outs(%a : memref<4x4xf32>)
  linalg.transpose ins(%a : memref<4x4xf32>) outs(%b : memref<4x4xf32>) permutation = [1, 0]
  linalg.exp ins(%b : memref<4x4xf32>) outs(%y : memref<4x4xf32>)
  return
}

// -----

func.func @unknown_size(%frame: !tile.frame) attributes {netc.entry = {}} {
  %batch = tile.batch %frame
  %square = arith.muli %batch, %batch : index
  %zero = arith.constant 0.0 : f32
  // expected-error@+1 {{size of a temporary does not follow from the batch}}
  %a = memref.alloc(%square) : memref<?xf32>
  linalg.fill ins(%zero : f32) outs(%a : memref<?xf32>)
  return
}

// -----

// In a loop over steps, temporaries of a step that do not meet share a place;
// what stands outside meets all of them. The loop keeps its iteration.
// CHECK-LABEL: func.func @steps
// CHECK-SAME: netc.arena_constant = 256 : i64
func.func @steps(%frame: !tile.frame) attributes {netc.entry = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %zero = arith.constant 0.0 : f32
  %x = tile.buffer %frame input : memref<16x4xf32>
  // CHECK: tile.buffer %{{.*}} arena{{.*}} : memref<16xf32>
  %state = memref.alloc() : memref<16xf32>
  linalg.fill ins(%zero : f32) outs(%state : memref<16xf32>)
  // CHECK: %[[KEPT:.*]] = tile.buffer %{{.*}} arena{{.*}} : memref<1xindex>
  // CHECK: scf.for %[[T:.*]] =
  // CHECK: memref.store %[[T]], %[[KEPT]][%{{.*}}] {netc.iteration}
  scf.for %t = %c0 to %c4 step %c1 {
    %slice = memref.subview %x[0, %t] [16, 1] [1, 1] : memref<16x4xf32> to memref<16xf32, strided<[4], offset: ?>>
    // CHECK: %[[A:.*]] = tile.buffer %{{.*}} arena{{.*}} : memref<16xf32>
    %a = memref.alloc() : memref<16xf32>
    %b = memref.alloc() : memref<15xf32>
    %c = memref.alloc() : memref<14xf32>
    linalg.exp ins(%slice : memref<16xf32, strided<[4], offset: ?>>) outs(%a : memref<16xf32>)
    %part = memref.subview %a[0] [15] [1] : memref<16xf32> to memref<15xf32, strided<[1]>>
    memref.copy %part, %b : memref<15xf32, strided<[1]>> to memref<15xf32>
    %less = memref.subview %b[0] [14] [1] : memref<15xf32> to memref<14xf32, strided<[1]>>
    memref.copy %less, %c : memref<14xf32, strided<[1]>> to memref<14xf32>
    %place = memref.subview %state[0] [14] [1] : memref<16xf32> to memref<14xf32, strided<[1]>>
    memref.copy %c, %place : memref<14xf32> to memref<14xf32, strided<[1]>>
  }
  %y = tile.buffer %frame output : memref<16xf32>
  memref.copy %state, %y : memref<16xf32> to memref<16xf32>
  return
}
