//===- LoweringPasses.td - from array operations to loops ---*- tablegen -*-===//

#ifndef NETC_CONVERSION_LOWERINGPASSES_TD
#define NETC_CONVERSION_LOWERINGPASSES_TD

include "mlir/Pass/PassBase.td"

def LowerPrimToLinalgPass
    : Pass<"lower-prim-to-linalg", "::mlir::ModuleOp"> {
  let summary = "turns prim ops and groups into tile.contract and linalg";
  let description = [{
    Contractions, alone or as a group with an epilogue, become `tile.contract`;
    loop groups become one `linalg.generic`; every other op builds its own
    lowering. All are destination style on `tensor.empty`. `prim.scan` becomes
    an `scf.for` that carries states and stacks and stores slices in place.

    ```
    %y = prim.exp %x : tensor<?x10xf32>
    =>
    %e = tensor.empty(%batch) : tensor<?x10xf32>
    %y = linalg.generic ... ins(%x) outs(%e) { math.exp }
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::func::FuncDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect",
    "::netc::tile::TileDialect"];
}

def ExpandMathPass : Pass<"expand-math", "::mlir::ModuleOp"> {
  let summary = "turns math functions into arithmetic and library calls";
  let description = [{
    exp, expm1, log, log1p and tanh of f32 become arithmetic without branches
    and calls, so that loops around them vectorise; errors are at most 2 ulp,
    special values are right. f16 and bf16 are computed in f32. Other functions
    become calls to the C library. What every CPU has an instruction for (sqrt,
    abs, floor, ...) stays.

    A product added to a sum stays `math.fma` here; `lower-fma` decides.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::math::MathDialect"];
}

def LowerFmaPass : Pass<"lower-fma"> {
  let summary = "turns math.fma into a product and a sum, fused where possible";
  let description = [{
    `math.fma => llvm.intr.fmuladd`: one instruction where the CPU has it, two
    where it has not; never a call to the library.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // NETC_CONVERSION_LOWERINGPASSES_TD
