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
/// Matches ops on memory of truth values; `rewrite` says how.
template <typename Op> class MaskPattern : public ConvertOpToLLVMPattern<Op> {
public:
  explicit MaskPattern(const LLVMTypeConverter &converter)
      : ConvertOpToLLVMPattern<Op>(converter, ahead) {}

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const final {
    if (!holdsMasks(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "holds no truth values");
    Value place =
        this->getStridedElementPtr(rewriter, op.getLoc(), op.getMemRefType(),
                                   adaptor.getBase(), adaptor.getIndices());
    rewriteAt(place, op, adaptor, rewriter);
    return success();
  }

protected:
  /// Writes the access to the bytes from `place` on.
  virtual void rewriteAt(Value place, Op op, typename Op::Adaptor adaptor,
                         ConversionPatternRewriter &rewriter) const = 0;

  static Value toBytes(Op op, Value mask, OpBuilder &builder) {
    return LLVM::ZExtOp::create(builder, op.getLoc(),
                                bytesOf(op.getVectorType()), mask);
  }
};

struct LoadMask : MaskPattern<vector::LoadOp> {
  using MaskPattern::MaskPattern;
  void rewriteAt(Value place, vector::LoadOp op, OpAdaptor,
                 ConversionPatternRewriter &rewriter) const override {
    Value bytes = LLVM::LoadOp::create(
        rewriter, op.getLoc(), bytesOf(op.getVectorType()), place, alignment);
    rewriter.replaceOpWithNewOp<LLVM::TruncOp>(op, op.getVectorType(), bytes);
  }
};

struct StoreMask : MaskPattern<vector::StoreOp> {
  using MaskPattern::MaskPattern;
  void rewriteAt(Value place, vector::StoreOp op, OpAdaptor adaptor,
                 ConversionPatternRewriter &rewriter) const override {
    Value bytes = toBytes(op, adaptor.getValueToStore(), rewriter);
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, bytes, place, alignment);
  }
};

struct MaskedLoadMask : MaskPattern<vector::MaskedLoadOp> {
  using MaskPattern::MaskPattern;
  void rewriteAt(Value place, vector::MaskedLoadOp op, OpAdaptor adaptor,
                 ConversionPatternRewriter &rewriter) const override {
    Value others = toBytes(op, adaptor.getPassThru(), rewriter);
    Value bytes = LLVM::MaskedLoadOp::create(
        rewriter, op.getLoc(), bytesOf(op.getVectorType()), place,
        adaptor.getMask(), others, alignment);
    rewriter.replaceOpWithNewOp<LLVM::TruncOp>(op, op.getVectorType(), bytes);
  }
};

struct MaskedStoreMask : MaskPattern<vector::MaskedStoreOp> {
  using MaskPattern::MaskPattern;
  void rewriteAt(Value place, vector::MaskedStoreOp op, OpAdaptor adaptor,
                 ConversionPatternRewriter &rewriter) const override {
    Value bytes = toBytes(op, adaptor.getValueToStore(), rewriter);
    rewriter.replaceOpWithNewOp<LLVM::MaskedStoreOp>(
        op, bytes, place, adaptor.getMask(), alignment);
  }
};
} // namespace

void netc::populateMasksToLLVM(LLVMTypeConverter &converter,
                               RewritePatternSet &patterns) {
  patterns.add<LoadMask, StoreMask, MaskedLoadMask, MaskedStoreMask>(converter);
}
