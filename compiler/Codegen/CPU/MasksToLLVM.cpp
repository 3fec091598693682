//===- MasksToLLVM.cpp - truth values in memory are bytes -----------------===//
//
// A single i1 is loaded and stored as a byte, but LLVM packs the lanes of
// vector<8xi1> into bits. In memory both are bytes:
//
//   vector.load : memref<?xi1>, vector<8xi1>
//     => trunc (llvm.load : vector<8xi8>) to vector<8xi1>
//
//===----------------------------------------------------------------------===//

#include "compiler/Codegen/CPU/MasksToLLVM.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

// Ahead of the patterns that pack bits.
static constexpr unsigned short ahead = 2;
static constexpr unsigned alignment = 1;

static bool holdsMasks(MemRefType memory) {
  return memory.getElementType().isInteger(1);
}

static VectorType bytesOf(VectorType mask) {
  return mask.clone(IntegerType::get(mask.getContext(), 8));
}

namespace {
template <typename Op>
class MaskPattern : public ConvertOpToLLVMPattern<Op> {
public:
  explicit MaskPattern(const LLVMTypeConverter &converter)
      : ConvertOpToLLVMPattern<Op>(converter, ahead) {}

protected:
  /// Where the first element lies.
  Value place(Op op, typename Op::Adaptor adaptor,
              ConversionPatternRewriter &rewriter) const {
    return this->getStridedElementPtr(rewriter, op.getLoc(),
                                      op.getMemRefType(), adaptor.getBase(),
                                      adaptor.getIndices());
  }
};

struct LoadMask : MaskPattern<vector::LoadOp> {
  using MaskPattern::MaskPattern;
  LogicalResult
  matchAndRewrite(vector::LoadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!holdsMasks(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "holds no truth values");
    Value bytes = LLVM::LoadOp::create(
        rewriter, op.getLoc(), bytesOf(op.getVectorType()),
        place(op, adaptor, rewriter), alignment);
    rewriter.replaceOpWithNewOp<LLVM::TruncOp>(op, op.getVectorType(), bytes);
    return success();
  }
};

struct StoreMask : MaskPattern<vector::StoreOp> {
  using MaskPattern::MaskPattern;
  LogicalResult
  matchAndRewrite(vector::StoreOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!holdsMasks(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "holds no truth values");
    Value bytes = LLVM::ZExtOp::create(rewriter, op.getLoc(),
                                       bytesOf(op.getVectorType()),
                                       adaptor.getValueToStore());
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(
        op, bytes, place(op, adaptor, rewriter), alignment);
    return success();
  }
};

struct MaskedLoadMask : MaskPattern<vector::MaskedLoadOp> {
  using MaskPattern::MaskPattern;
  LogicalResult
  matchAndRewrite(vector::MaskedLoadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!holdsMasks(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "holds no truth values");
    VectorType type = bytesOf(op.getVectorType());
    Value others = LLVM::ZExtOp::create(rewriter, op.getLoc(), type,
                                        adaptor.getPassThru());
    Value bytes = LLVM::MaskedLoadOp::create(
        rewriter, op.getLoc(), type, place(op, adaptor, rewriter),
        adaptor.getMask(), others, alignment);
    rewriter.replaceOpWithNewOp<LLVM::TruncOp>(op, op.getVectorType(), bytes);
    return success();
  }
};

struct MaskedStoreMask : MaskPattern<vector::MaskedStoreOp> {
  using MaskPattern::MaskPattern;
  LogicalResult
  matchAndRewrite(vector::MaskedStoreOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!holdsMasks(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "holds no truth values");
    Value bytes = LLVM::ZExtOp::create(rewriter, op.getLoc(),
                                       bytesOf(op.getVectorType()),
                                       adaptor.getValueToStore());
    rewriter.replaceOpWithNewOp<LLVM::MaskedStoreOp>(
        op, bytes, place(op, adaptor, rewriter), adaptor.getMask(), alignment);
    return success();
  }
};
} // namespace

void netc::populateMasksToLLVM(LLVMTypeConverter &converter,
                               RewritePatternSet &patterns) {
  patterns.add<LoadMask, StoreMask, MaskedLoadMask, MaskedStoreMask>(converter);
}
