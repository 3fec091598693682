// RUN: net-opt %s --cpu-convert-to-llvm | FileCheck %s
// RUN: net-opt %s --cpu-convert-to-llvm | mlir-translate --mlir-to-llvmir | FileCheck %s --check-prefix=LLVM

func.func private @kernel(%frame: !tile.frame, %begin: index, %end: index) {
  return
}

// CHECK-LABEL: llvm.func @entry_0(%{{.*}}: !llvm.ptr)
// CHECK-SAME: netc.arena_constant = 64 : i64
// LLVM-LABEL: define void @entry_0(ptr %0)
func.func @entry_0(%frame: !tile.frame) attributes {netc.entry = {}, netc.arena_constant = 64 : i64} {
  // The batch is the fifth field.
  // LLVM: getelementptr i8, ptr %0, i32 32
  // LLVM: load i64, ptr %{{.*}}, align 8, !invariant.load
  %batch = tile.batch %frame
  // The second array: a pointer in the table of the third field.
  // LLVM: getelementptr i8, ptr %0, i32 16
  // LLVM: load ptr
  // LLVM: getelementptr i8, ptr %{{.*}}, i32 8
  // LLVM: load ptr
  %w = tile.buffer %frame array[1] : memref<4xf32>
  // LLVM: getelementptr i8, ptr %0, i32 24
  // LLVM: mul i64 %{{.*}}, 128
  // LLVM: add i64 64
  %t = tile.buffer %frame arena offset 64 per_example 128(%batch) : memref<?x32xf32>
  %c0 = arith.constant 0 : index
  %0 = memref.load %w[%c0] : memref<4xf32>
  // log1p near 0 is libm's; the square root is an instruction.
  // LLVM: call float @log1pf(
  // LLVM: call float @llvm.sqrt.f32(
  %1 = math.log1p %0 : f32
  %2 = math.sqrt %1 : f32
  memref.store %2, %t[%c0, %c0] : memref<?x32xf32>
  // LLVM: call void @netrt_core_parallel_for(ptr %0, ptr @kernel, i64 %{{.*}}, i64 7)
  tile.parallel_for %frame, @kernel count %batch grain 7
  return
}
