//===- ConvertToLLVM.cpp - everything to the LLVM dialect -----------------===//

#include "compiler/Codegen/CPU/ElementBody.h"
#include "compiler/Codegen/CPU/FrameToLLVM.h"
#include "compiler/Codegen/CPU/MasksToLLVM.h"
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
  populateMathToLLVMConversionPatterns(converter, patterns,
                                       /*approximateLog1p=*/false);
  netc::populateFrameToLLVM(converter, patterns);
  netc::populateMasksToLLVM(converter, patterns);
}

/// Functions without an instruction become calls of libm: its log1p and expm1
/// are exact near 0, what LLVM makes of them is not.
static LogicalResult callLibrary(Operation *module) {
  MLIRContext *context = module->getContext();
  ConversionTarget target(*context);
  target.markUnknownOpDynamicallyLegal(
      [](Operation *op) -> std::optional<bool> {
        if (!isa<math::MathDialect>(op->getDialect()) ||
            netc::isVectorInstruction(*op))
          return true;
        // What libm has not is left to the main conversion.
        return std::nullopt;
      });
  RewritePatternSet patterns(context);
  populateMathToLibmConversionPatterns(patterns);
  return applyPartialConversion(module, target, std::move(patterns));
}

namespace {
struct ConvertToLLVM : netc::impl::ConvertToLLVMPassBase<ConvertToLLVM> {
  void runOnOperation() override {
    MLIRContext &context = getContext();
    if (failed(callLibrary(getOperation())))
      return signalPassFailure();
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
