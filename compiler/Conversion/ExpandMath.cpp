//===- ExpandMath.cpp - math functions become arithmetic or calls ---------===//

#include "compiler/Conversion/FloatFormula.h"
#include "compiler/Conversion/LoweringPasses.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/DialectConversion.h"

namespace netc {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "compiler/Conversion/LoweringPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

using Expansion = Value (*)(FloatFormula, Value);

// f16 and bf16 as f32; f32 itself.
static Type widened(Type type) {
  Type element = getElementTypeOrSelf(type);
  if (!element.isF16() && !element.isBF16() && !element.isF32())
    return {};
  Type f32 = Float32Type::get(type.getContext());
  if (auto vector = dyn_cast<VectorType>(type))
    return vector.clone(f32);
  return f32;
}

namespace {
template <typename MathOp, Expansion expand>
struct ExpandPattern : OpConversionPattern<MathOp> {
  using OpConversionPattern<MathOp>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(MathOp op, typename MathOp::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Type type = op.getType(), wide = widened(type);
    if (!wide)
      return rewriter.notifyMatchFailure(op, "no expansion for this type");
    Location loc = op.getLoc();
    Value x = adaptor.getOperand();
    if (type != wide)
      x = arith::ExtFOp::create(rewriter, loc, wide, x);
    Value result = expand(FloatFormula(rewriter, loc, wide), x);
    if (type != wide)
      result = arith::TruncFOp::create(rewriter, loc, type, result);
    rewriter.replaceOp(op, result);
    return success();
  }
};
} // namespace

// The constant operand of a maximum or minimum, unless it is NaN.
static Value constantBound(Operation *op) {
  for (Value operand : op->getOperands()) {
    APFloat number(0.0f);
    if (matchPattern(operand, m_ConstantFloat(&number)) && !number.isNaN())
      return operand;
  }
  return {};
}

namespace {
// max(x, c) => c > x ? c : x, which is one instruction and NaN for NaN. The
// general form must look for NaN in both operands. The sign of a zero may
// differ.
template <typename BoundOp, arith::CmpFPredicate predicate>
struct BoundPattern : OpConversionPattern<BoundOp> {
  using OpConversionPattern<BoundOp>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(BoundOp op, typename BoundOp::Adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value bound = constantBound(op);
    if (!bound)
      return failure();
    Value x = op.getLhs() == bound ? op.getRhs() : op.getLhs();
    Value holds =
        arith::CmpFOp::create(rewriter, op.getLoc(), predicate, bound, x);
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, holds, bound, x);
    return success();
  }
};
} // namespace

// Our expansions come before the library's functions.
static void addPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandPattern<math::ExpOp, expandExp>,
               ExpandPattern<math::ExpM1Op, expandExpm1>,
               ExpandPattern<math::LogOp, expandLog>,
               ExpandPattern<math::Log1pOp, expandLog1p>,
               ExpandPattern<math::TanhOp, expandTanh>>(patterns.getContext(),
                                                        /*benefit=*/2);
  patterns.add<BoundPattern<arith::MaximumFOp, arith::CmpFPredicate::OGT>,
               BoundPattern<arith::MinimumFOp, arith::CmpFPredicate::OLT>>(
      patterns.getContext());
  populateMathToLibmConversionPatterns(patterns);
}

namespace {
struct ExpandMathPass : netc::impl::ExpandMathPassBase<ExpandMathPass> {
  void runOnOperation() override {
    ConversionTarget target(getContext());
    target.addLegalDialect<arith::ArithDialect, func::FuncDialect>();
    target.addDynamicallyLegalOp<arith::MaximumFOp, arith::MinimumFOp>(
        [](Operation *op) { return !constantBound(op); });
    target.addIllegalDialect<math::MathDialect>();
    // One instruction each on every CPU that we compile for.
    target.addLegalOp<math::AbsFOp, math::AbsIOp, math::CopySignOp,
                      math::SqrtOp, math::FloorOp, math::CeilOp, math::TruncOp,
                      math::RoundEvenOp, math::FmaOp>();
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    RewritePatternSet patterns(&getContext());
    addPatterns(patterns);
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
