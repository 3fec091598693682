// RUN: net-opt %s --pass-pipeline='builtin.module(func.func(cpu-lower-loops{vector-bits=256}),canonicalize,cse)' --split-input-file | FileCheck %s

// The first loop stays for threads; axes that lie one after the other are one
// loop. Of 102 elements 6 are left: 4 and 2.
// CHECK-LABEL: func.func @elementwise
func.func @elementwise(%x: memref<3x2x51xf32>, %y: memref<3x2x51xf32>) {
  // CHECK: scf.for %{{.*}} = %c0 to %c96 step %c8
  // CHECK: arith.addf {{.*}} vector<8xf32>
  // CHECK: }
  // CHECK: arith.addf {{.*}} vector<4xf32>
  // CHECK: arith.addf {{.*}} vector<2xf32>
  // CHECK-NOT: memref.load
  linalg.map { arith.addf } ins(%x, %x : memref<3x2x51xf32>, memref<3x2x51xf32>) outs(%y : memref<3x2x51xf32>)
  return
}

// -----

// The fill becomes the start of the reduction; lanes along the reduced axis.
// CHECK-LABEL: func.func @row_maximum
func.func @row_maximum(%x: memref<3x16xf32>, %y: memref<3xf32>) {
  %low = arith.constant 0xFF800000 : f32
  // CHECK-NOT: linalg.fill
  // CHECK: scf.for %{{.*}} = %c0 to %c3
  // CHECK: scf.for %{{.*}} = %c0 to %c16 step %c8 iter_args(%{{.*}} = %{{.*}}) -> (vector<8xf32>)
  // CHECK: arith.maximumf
  // CHECK: vector.reduction <maximumf>
  // CHECK: memref.store
  linalg.fill ins(%low : f32) outs(%y : memref<3xf32>)
  linalg.reduce { arith.maximumf } ins(%x : memref<3x16xf32>) outs(%y : memref<3xf32>) dimensions = [1]
  return
}

// -----

// Maximum pooling: every second element comes from two loads and a shuffle,
// and nothing behind the last element is read.
// CHECK-LABEL: func.func @pooling
func.func @pooling(%x: memref<4x16xf32>, %window: memref<2x2xf32>, %y: memref<2x8xf32>) {
  %low = arith.constant 0xFF800000 : f32
  // CHECK: %[[LOW:.*]] = vector.load %{{.*}}[%[[I:.*]]] {{.*}} vector<8xf32>
  // CHECK: %[[NEXT:.*]] = arith.addi %[[I]], %c7
  // CHECK: %[[HIGH:.*]] = vector.load %{{.*}}[%[[NEXT]]] {{.*}} vector<8xf32>
  // CHECK: vector.shuffle %[[LOW]], %[[HIGH]] [0, 2, 4, 6, 9, 11, 13, 15]
  // CHECK: arith.maximumf {{.*}} vector<8xf32>
  linalg.fill ins(%low : f32) outs(%y : memref<2x8xf32>)
  linalg.generic {indexing_maps = [affine_map<(y, x, a, b) -> (2 * y + a, 2 * x + b)>, affine_map<(y, x, a, b) -> (a, b)>,
                                   affine_map<(y, x, a, b) -> (y, x)>],
                  iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %window : memref<4x16xf32>, memref<2x2xf32>) outs(%y : memref<2x8xf32>) {
  ^bb0(%in: f32, %size: f32, %out: f32):
    %max = arith.maximumf %in, %out : f32
    linalg.yield %max : f32
  }
  return
}

// -----

// A function without a vector instruction: element by element.
// CHECK-LABEL: func.func @library_function
func.func @library_function(%x: memref<16xf64>, %y: memref<16xf64>) {
  // CHECK: memref.load
  // CHECK: math.erf {{.*}} : f64
  // CHECK: memref.store
  linalg.map { math.erf } ins(%x : memref<16xf64>) outs(%y : memref<16xf64>)
  return
}

// -----

// An open batch is split between threads.
// CHECK-LABEL: func.func @open
func.func @open(%x: memref<?x3xf32>, %y: memref<?x3xf32>) {
  // CHECK: scf.for
  // CHECK: netc.work
  linalg.exp ins(%x : memref<?x3xf32>) outs(%y : memref<?x3xf32>)
  return
}

// -----

// CHECK-LABEL: func.func @copy_of_a_part
func.func @copy_of_a_part(%x: memref<4x8xf32>, %y: memref<4x8xf32, strided<[20, 1], offset: 3>>) {
  // CHECK-NOT: memref.copy
  // CHECK: vector.load
  // CHECK: vector.store
  memref.copy %x, %y : memref<4x8xf32> to memref<4x8xf32, strided<[20, 1], offset: 3>>
  return
}
