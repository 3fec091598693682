// RUN: net-opt %s --pass-pipeline='builtin.module(func.func(cpu-expand-contract{vector-bits=512}),canonicalize,cse)' --split-input-file | FileCheck %s

// Rows of 8 outputs are half a register: lanes come from two rows, and 13 or
// fewer channels share them. The summed loops stay rolled.
// CHECK-LABEL: func.func @convolution
func.func @convolution(%x: memref<1x20x12x12xf32>, %w: memref<50x20x5x5xf32>, %b: memref<50xf32>, %y: memref<1x50x8x8xf32>) {
  // CHECK: scf.for
  // CHECK: scf.for %{{.*}} iter_args({{.*}}) -> (vector<16xf32>,
  // CHECK: scf.for %{{.*}} iter_args
  // CHECK: scf.for %{{.*}} iter_args
  // CHECK: vector.load {{.*}} vector<8xf32>
  // CHECK: vector.load {{.*}} vector<8xf32>
  // CHECK: vector.shuffle
  // CHECK: vector.broadcast {{.*}} f32 to vector<16xf32>
  // CHECK: vector.fma
  // CHECK: loop_annotation = #loop_annotation
  // CHECK: arith.maximumf {{.*}} vector<16xf32>
  // CHECK: vector.store {{.*}} vector<8xf32>
  // CHECK: netc.work
  tile.contract ins(%x, %w : memref<1x20x12x12xf32>, memref<50x20x5x5xf32>) extras(%b : memref<50xf32>) outs(%y : memref<1x50x8x8xf32>)
      maps [affine_map<(n, o, y, x, i, a, b) -> (n, i, y + a, x + b)>, affine_map<(n, o, y, x, i, a, b) -> (o, i, a, b)>,
            affine_map<(n, o, y, x, i, a, b) -> (o)>, affine_map<(n, o, y, x, i, a, b) -> (n, o, y, x)>] {
  ^bb0(%sum: f32, %bias: f32):
    %zero = arith.constant 0.0 : f32
    %0 = arith.addf %sum, %bias : f32
    %1 = arith.maximumf %0, %zero : f32
    tile.yield %1 : f32
  }
  return
}

// -----

// Weights by rows: lanes along the sum, added up at the end, scalar epilogue.
// CHECK-LABEL: func.func @dot_products
func.func @dot_products(%x: memref<1x800xf32>, %w: memref<500x800xf32>, %b: memref<500xf32>, %y: memref<1x500xf32>) {
  // CHECK: scf.for %{{.*}} = %c0 to %c800 step %c16 iter_args
  // CHECK: vector.load {{.*}} memref<800xf32>, vector<16xf32>
  // CHECK: vector.load {{.*}} memref<400000xf32>, vector<16xf32>
  // CHECK: vector.fma
  // CHECK: vector.reduction <add>, %{{.*}} fastmath<reassoc> : vector<16xf32> into f32
  // CHECK: arith.addf {{.*}} : f32
  // CHECK: memref.store
  tile.contract ins(%x, %w : memref<1x800xf32>, memref<500x800xf32>) extras(%b : memref<500xf32>) outs(%y : memref<1x500xf32>)
      maps [affine_map<(n, o, i) -> (n, i)>, affine_map<(n, o, i) -> (o, i)>, affine_map<(n, o, i) -> (o)>, affine_map<(n, o, i) -> (n, o)>] {
  ^bb0(%sum: f32, %bias: f32):
    %0 = arith.addf %sum, %bias : f32
    tile.yield %0 : f32
  }
  return
}

// -----

// 13 columns: one register, of which three lanes are neither read nor written.
// CHECK-LABEL: func.func @odd_columns
func.func @odd_columns(%a: memref<4x7xf32>, %b: memref<7x13xf32>, %c: memref<4x13xf32>) {
  // CHECK: %[[MASK:.*]] = arith.constant dense<[{{(true, ){13}false, false, false}}]> : vector<16xi1>
  // CHECK: vector.maskedload %{{.*}}[%{{.*}}], %[[MASK]]
  // CHECK: vector.fma
  // CHECK: vector.maskedstore %{{.*}}[%{{.*}}], %[[MASK]]
  tile.contract ins(%a, %b : memref<4x7xf32>, memref<7x13xf32>) outs(%c : memref<4x13xf32>)
      maps [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  }
  return
}

// -----

// An open batch: tiles of several rows, then single rows.
// CHECK-LABEL: func.func @open_rows
func.func @open_rows(%a: memref<?x7xf64>, %b: memref<7x16xf64>, %c: memref<?x16xf64>) {
  // CHECK: arith.divui
  // CHECK: scf.for
  // CHECK: scf.if
  // CHECK: vector.fma {{.*}} vector<8xf64>
  // CHECK: else
  // CHECK: scf.for
  // CHECK: vector.fma {{.*}} vector<8xf64>
  tile.contract ins(%a, %b : memref<?x7xf64>, memref<7x16xf64>) outs(%c : memref<?x16xf64>)
      maps [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] {
  ^bb0(%sum: f64):
    tile.yield %sum : f64
  }
  return
}

// -----

// A pixel's channels lie 3 apart in both operands: one lane.
// CHECK-LABEL: func.func @interleaved
func.func @interleaved(%a: memref<4x9x3xf32>, %b: memref<5x9x3xf32>, %c: memref<3x4x5xf32>) {
  // CHECK: vector.fma {{.*}} vector<1xf32>
  // CHECK-NOT: vector.gather
  tile.contract ins(%a, %b : memref<4x9x3xf32>, memref<5x9x3xf32>) outs(%c : memref<3x4x5xf32>)
      maps [affine_map<(c, m, n, k) -> (m, k, c)>, affine_map<(c, m, n, k) -> (n, k, c)>, affine_map<(c, m, n, k) -> (c, m, n)>] {
  ^bb0(%sum: f32):
    tile.yield %sum : f32
  }
  return
}

// -----

// A function that is no instruction: the sums are stored, then a loop over the
// rows of the tile calls it for each element.
// CHECK-LABEL: func.func @long_epilogue
func.func @long_epilogue(%a: memref<4x7xf64>, %b: memref<7x8xf64>, %c: memref<4x8xf64>) {
  // CHECK: scf.for {{.*}} iter_args
  // CHECK: vector.fma {{.*}} vector<8xf64>
  // CHECK: vector.store
  // CHECK: scf.for %{{.*}} = %c0 to %c4
  // CHECK: scf.for %{{.*}} = %c0 to %c8
  // CHECK: %[[SUM:.*]] = memref.load %[[C:.*]][%[[AT:.*]]]
  // CHECK: %[[VALUE:.*]] = math.erf %[[SUM]] : f64
  // CHECK: memref.store %[[VALUE]], %[[C]][%[[AT]]]
  // CHECK-NOT: math.erf
  tile.contract ins(%a, %b : memref<4x7xf64>, memref<7x8xf64>) outs(%c : memref<4x8xf64>)
      maps [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] {
  ^bb0(%sum: f64):
    %0 = math.erf %sum : f64
    tile.yield %0 : f64
  }
  return
}
