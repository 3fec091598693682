// The tiles of LeNet's layers fit into the registers of each variant, and use
// its widest ones: no accumulator goes through memory.
//
// RUN: net-opt %s --cpu-bufferize --cpu-kernels=vector-bits=512 | mlir-translate --mlir-to-llvmir \
// RUN:   | opt -O2 -mtriple=x86_64-linux-gnu -mcpu=x86-64-v4 | llc -O2 -mcpu=x86-64-v4 | FileCheck %s --check-prefixes=CHECK,V4
// RUN: net-opt %s --cpu-bufferize --cpu-kernels=vector-bits=512 | mlir-translate --mlir-to-llvmir \
// RUN:   | opt -O2 -mtriple=x86_64-linux-gnu -mcpu=sapphirerapids | llc -O2 -mcpu=sapphirerapids | FileCheck %s --check-prefixes=CHECK,V4
// RUN: net-opt %s --cpu-bufferize --cpu-kernels=vector-bits=256 | mlir-translate --mlir-to-llvmir \
// RUN:   | opt -O2 -mtriple=x86_64-linux-gnu -mcpu=haswell | llc -O2 -mcpu=haswell | FileCheck %s --check-prefixes=CHECK,V3
// RUN: net-opt %s --cpu-bufferize --cpu-kernels=vector-bits=128 | mlir-translate --mlir-to-llvmir \
// RUN:   | opt -O2 -mtriple=x86_64-linux-gnu -mcpu=x86-64-v2 | llc -O2 -mcpu=x86-64-v2 | FileCheck %s --check-prefixes=CHECK,V2

// CHECK-NOT: Spill
// V4: vfmadd231ps {{.*}}%zmm
// V3: vfmadd231ps {{.*}}%ymm
// V2: mulps
// CHECK-NOT: Spill
func.func @convolution(%x: tensor<1x1x28x28xf32>, %w: tensor<20x1x5x5xf32>, %b: tensor<20xf32>) -> tensor<1x20x24x24xf32>
    attributes {netc.entry = {}} {
  %e = tensor.empty() : tensor<1x20x24x24xf32>
  %y = tile.contract ins(%x, %w : tensor<1x1x28x28xf32>, tensor<20x1x5x5xf32>) extras(%b : tensor<20xf32>) outs(%e : tensor<1x20x24x24xf32>)
      maps [affine_map<(n, o, y, x, i, a, b) -> (n, i, y + a, x + b)>, affine_map<(n, o, y, x, i, a, b) -> (o, i, a, b)>,
            affine_map<(n, o, y, x, i, a, b) -> (o)>, affine_map<(n, o, y, x, i, a, b) -> (n, o, y, x)>] {
  ^bb0(%sum: f32, %bias: f32):
    %0 = arith.addf %sum, %bias : f32
    tile.yield %0 : f32
  } -> tensor<1x20x24x24xf32>
  return %y : tensor<1x20x24x24xf32>
}

// CHECK: fully_connected:
// CHECK-NOT: Spill
// V4: vfmadd231ps {{.*}}%zmm
// V3: vfmadd231ps {{.*}}%ymm
// V2: mulps
// CHECK-NOT: Spill
// CHECK: .size
func.func @fully_connected(%x: tensor<8x80xf32>, %w: tensor<16x80xf32>, %b: tensor<16xf32>) -> tensor<8x16xf32>
    attributes {netc.entry = {}} {
  %e = tensor.empty() : tensor<8x16xf32>
  %y = tile.contract ins(%x, %w : tensor<8x80xf32>, tensor<16x80xf32>) extras(%b : tensor<16xf32>) outs(%e : tensor<8x16xf32>)
      maps [affine_map<(n, o, i) -> (n, i)>, affine_map<(n, o, i) -> (o, i)>, affine_map<(n, o, i) -> (o)>, affine_map<(n, o, i) -> (n, o)>] {
  ^bb0(%sum: f32, %bias: f32):
    %0 = arith.addf %sum, %bias : f32
    tile.yield %0 : f32
  } -> tensor<8x16xf32>
  return %y : tensor<8x16xf32>
}
