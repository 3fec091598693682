//===- ConvertToLLVM.cpp - everything to the LLVM dialect -----------------===//

#include "compiler/Codegen/CPU/FrameToLLVM.h"
#include "compiler/Codegen/CPU/Passes.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/DialectConversion.h"

namespace netc {
#define GEN_PASS_DEF_CONVERTTOLLVMPASS
#include "compiler/Codegen/CPU/Passes.h.inc"
} // namespace netc

using namespace mlir;

static void populate(LLVMTypeConverter &converter,
                     RewritePatternSet &patterns) {
  populateSCFToControlFlowConversionPatterns(patterns);
  cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
  arith::populateArithToLLVMConversionPatterns(converter, patterns);
  populateVectorToLLVMConversionPatterns(converter, patterns);
  populateFinalizeMemRefToLLVMConversionPatterns(converter, patterns);
  populateFuncToLLVMConversionPatterns(converter, patterns);
  mlir::ub::populateUBToLLVMConversionPatterns(converter, patterns);
  // Instructions where there are some, else libm: its log1p and expm1 are
  // exact near 0, what LLVM makes of them is not.
  populateMathToLLVMConversionPatterns(converter, patterns,
                                       /*approximateLog1p=*/false);
  populateMathToLibmConversionPatterns(patterns);
  netc::populateFrameToLLVM(converter, patterns);
}

namespace {
struct ConvertToLLVM : netc::impl::ConvertToLLVMPassBase<ConvertToLLVM> {
  void runOnOperation() override {
    MLIRContext &context = getContext();
    LLVMConversionTarget target(context);
    target.addLegalOp<ModuleOp>();
    LLVMTypeConverter converter(&context);
    RewritePatternSet patterns(&context);
    populate(converter, patterns);
    if (failed(
            applyFullConversion(getOperation(), target, std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
