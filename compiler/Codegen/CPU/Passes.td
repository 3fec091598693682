//===- Passes.td - from linalg and tile to the LLVM dialect --*- tablegen -*-===//

#ifndef NETC_COMPILER_CODEGEN_CPU_PASSES_TD
#define NETC_COMPILER_CODEGEN_CPU_PASSES_TD

include "mlir/Pass/PassBase.td"

class CpuPass<string argument, string operation>
    : Pass<argument, operation>;

def BindFramePass : CpuPass<"cpu-bind-frame", "::mlir::ModuleOp"> {
  let summary = "let entry points take the frame of a call";
  let description = [{
    Arguments become read-only tensors over buffers of the frame, results are
    stored to output buffers:

    `func @entry_0(%x: tensor<?x4xf32> {netc.port}, %w: tensor<8xf32> {netc.array}) -> tensor<?x3xf32>`
    => `func @entry_0(%frame: !tile.frame)`

    Inputs, arrays and outputs are numbered in the order of the function; an
    argument attribute `netc.index` gives another place in its table. Dynamic
    sizes are the batch.
  }];
  let options = [
    Option<"suffix", "suffix", "std::string", "", "appended to the names of entry points">];
  let dependentDialects = ["::netc::tile::TileDialect",
      "::mlir::bufferization::BufferizationDialect"];
}

def FuseLoopsPass : CpuPass<"cpu-fuse-loops", "::mlir::func::FuncOp"> {
  let summary = "join elementwise loops on tensors";
  let description = [{
    Named linalg operations become generic ones (fills and contractions of no
    concern stay), paddings become a fill and an insertion, and elementwise
    producers join their only consumer:

    `y = exp(x); z = y + 1 => z = exp(x) + 1`
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

def PlanArenaPass : CpuPass<"cpu-plan-arena", "::mlir::func::FuncOp"> {
  let summary = "give every temporary its place in one arena";
  let description = [{
    `memref.alloc() : memref<?x8xf32> => tile.buffer %frame arena offset 64 per_example 32`

    Temporaries whose lives do not meet share memory; an elementwise result
    takes the place of an operand that dies there. In a loop over steps, what is
    made in a step shares memory within the step, what stands outside lives
    through all of it, and the iteration is kept in memory for kernels. The size of the arena is
    `netc.arena_constant + netc.arena_per_example * batch` bytes, attributes of
    the function. Copies of buffers become loops.
  }];
  let dependentDialects = ["::netc::tile::TileDialect",
      "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
      "::mlir::memref::MemRefDialect"];
}

def ExpandContractPass : CpuPass<"cpu-expand-contract", "::mlir::func::FuncOp"> {
  let summary = "turn tile.contract into register tiles";
  let description = [{
    Every accumulator of a tile is a loop-carried vector; the loops over the
    summed dimensions stay rolled. Lanes run along a stored dimension where the
    operands allow it, else along a summed dimension of both operands, else
    there is one lane.
  }];
  let options = [
    Option<"vectorBits", "vector-bits", "int64_t", "512", "width of a vector register">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect",
      "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect",
      "::mlir::LLVM::LLVMDialect"];
}

def LowerLoopsPass : CpuPass<"cpu-lower-loops", "::mlir::func::FuncOp"> {
  let summary = "turn linalg operations on memrefs into vector loops";
  let description = [{
    Lanes run along a stored dimension of unit stride, or along a reduced one;
    reductions live in loop-carried values, not in memory. A fill right before
    a reduction becomes its start value.
  }];
  let options = [
    Option<"vectorBits", "vector-bits", "int64_t", "512", "width of a vector register">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect",
      "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect",
      "::mlir::linalg::LinalgDialect", "::mlir::LLVM::LLVMDialect"];
}

def OutlineKernelsPass : CpuPass<"cpu-outline-kernels", "::mlir::ModuleOp"> {
  let summary = "move large parallel loops into kernels";
  let description = [{
    `scf.for %i = 0 to %n {...} {netc.work = w} => tile.parallel_for %frame, @entry_0_k0 count %n grain g`

    Loops with less work than a second thread is worth stay where they are. A
    kernel takes the frame and a range, and derives its buffers again. In a loop
    over steps it loads the iteration from where that is kept.
  }];
  let dependentDialects = ["::netc::tile::TileDialect", "::mlir::func::FuncDialect",
      "::mlir::LLVM::LLVMDialect"];
}

def ConvertToLLVMPass : CpuPass<"cpu-convert-to-llvm", "::mlir::ModuleOp"> {
  let summary = "convert everything to the LLVM dialect";
  let description = [{
    The frame becomes a pointer to `netrt_frame`; `tile.parallel_for` becomes a
    call of `netrt_core_parallel_for`; functions of `math` without an
    instruction become calls of libm.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect", "::mlir::cf::ControlFlowDialect"];
}

#endif // NETC_COMPILER_CODEGEN_CPU_PASSES_TD
