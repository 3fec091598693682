//===- FrameToLLVM.cpp - ops of the frame as loads from netrt_frame -------===//

#include "compiler/Codegen/CPU/FrameToLLVM.h"

#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/LLVMIR/FunctionCallUtils.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;
using namespace netc;

/// Offsets of the fields of netrt_frame in bytes.
enum FrameField {
  Inputs = 0,
  Outputs = 8,
  Arrays = 16,
  Arena = 24,
  Batch = 32
};

static constexpr llvm::StringLiteral parallelFor = "netrt_core_parallel_for";

/// The pointer moved by bytes.
static Value moved(ImplicitLocOpBuilder &builder, Value pointer,
                   LLVM::GEPArg bytes) {
  return LLVM::GEPOp::create(builder, pointer.getType(), builder.getI8Type(),
                             pointer, ArrayRef<LLVM::GEPArg>(bytes));
}

/// Loads from the frame or one of its tables, which nothing changes during a
/// call.
static Value loadConstant(ImplicitLocOpBuilder &builder, Type type,
                          Value pointer, int32_t offset) {
  auto load =
      LLVM::LoadOp::create(builder, type, moved(builder, pointer, offset),
                           /*alignment=*/8);
  load.setInvariant(true);
  return load;
}

namespace {

struct BatchLowering : ConvertOpToLLVMPattern<tile::BatchOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(tile::BatchOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    rewriter.replaceOp(op, loadConstant(builder, rewriter.getI64Type(),
                                        adaptor.getFrame(), FrameField::Batch));
    return success();
  }
};

struct BufferLowering : ConvertOpToLLVMPattern<tile::BufferOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(tile::BufferOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder builder(op.getLoc(), rewriter);
    Value memory = pointerOf(builder, op, adaptor.getFrame());
    auto type = cast<MemRefType>(op.getMemref().getType());
    SmallVector<Value> sizes, strides;
    Value size;
    getMemRefDescriptorSizes(op.getLoc(), type, adaptor.getSizes(), rewriter,
                             sizes, strides, size, /*sizeInBytes=*/false);
    rewriter.replaceOp(
        op, {createMemRefDescriptor(op.getLoc(), type, memory, memory, sizes,
                                    strides, rewriter)});
    return success();
  }

private:
  static Value pointerOf(ImplicitLocOpBuilder &builder, tile::BufferOp op,
                         Value frame);
};

struct ParallelForLowering : ConvertOpToLLVMPattern<tile::ParallelForOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(tile::ParallelForOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    Type integer = rewriter.getI64Type();
    FailureOr<LLVM::LLVMFuncOp> callee = LLVM::lookupOrCreateFn(
        rewriter, op->getParentOfType<ModuleOp>(), parallelFor,
        {pointer, pointer, integer, integer},
        LLVM::LLVMVoidType::get(getContext()));
    if (failed(callee))
      return failure();
    Value kernel = LLVM::AddressOfOp::create(rewriter, op.getLoc(), pointer,
                                             op.getKernelAttr());
    Value grain = LLVM::ConstantOp::create(rewriter, op.getLoc(), integer,
                                           op.getGrainAttr());
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(
        op, *callee,
        ValueRange{adaptor.getFrame(), kernel, adaptor.getCount(), grain});
    return success();
  }
};

} // namespace

Value BufferLowering::pointerOf(ImplicitLocOpBuilder &builder,
                                tile::BufferOp op, Value frame) {
  Type pointer = frame.getType();
  auto entryOf = [&](FrameField table) {
    Value entries = loadConstant(builder, pointer, frame, table);
    return loadConstant(builder, pointer, entries, 8 * op.getIndex());
  };
  switch (op.getPlace()) {
  case tile::Place::Input:
    return entryOf(FrameField::Inputs);
  case tile::Place::Output:
    return entryOf(FrameField::Outputs);
  case tile::Place::Array:
    return entryOf(FrameField::Arrays);
  case tile::Place::Arena:
    break;
  }
  Type integer = builder.getI64Type();
  Value arena = loadConstant(builder, pointer, frame, FrameField::Arena);
  Value offset = LLVM::ConstantOp::create(builder, integer, op.getOffset());
  if (op.getPerExample()) {
    Value batch = loadConstant(builder, integer, frame, FrameField::Batch);
    Value each = LLVM::ConstantOp::create(builder, integer, op.getPerExample());
    offset = LLVM::AddOp::create(builder, offset,
                                 LLVM::MulOp::create(builder, batch, each));
  }
  return moved(builder, arena, offset);
}

void netc::populateFrameToLLVM(LLVMTypeConverter &converter,
                               RewritePatternSet &patterns) {
  converter.addConversion([](tile::FrameType type) -> Type {
    return LLVM::LLVMPointerType::get(type.getContext());
  });
  patterns.add<BatchLowering, BufferLowering, ParallelForLowering>(converter);
}
