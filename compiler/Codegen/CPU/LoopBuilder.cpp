//===- LoopBuilder.cpp - loops as scf.for ---------------------------------===//

#include "compiler/Codegen/CPU/LoopBuilder.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace netc;

/// The loop must not be unrolled by LLVM.
static void keepRolled(scf::ForOp loop) {
  MLIRContext *context = loop.getContext();
  auto yes = BoolAttr::get(context, true);
  auto unroll = LLVM::LoopUnrollAttr::get(context, /*disable=*/yes, {}, {}, {},
                                          {}, {}, {});
  auto vectorize = LLVM::LoopVectorizeAttr::get(context, /*disable=*/yes, {},
                                                {}, {}, {}, {}, {});
  // scf-to-cf hands on attributes of the LLVM dialect under their name.
  loop->setAttr("loop_annotation", LLVM::LoopAnnotationAttr::get(
                                       context, {}, vectorize, {}, unroll, {},
                                       {}, {}, {}, {}, {}, {}, {}, {}, {}, {}));
}

Values netc::buildLoop(ImplicitLocOpBuilder &builder, Index begin, Index end,
                       int64_t step, ValueRange carried, BodyBuilder body) {
  auto lower = getConstantIntValue(begin), upper = getConstantIntValue(end);
  if (lower && upper && *lower >= *upper)
    return Values(carried);
  if (lower && upper && *upper - *lower <= step)
    return body(asValue(builder, begin), carried);
  auto loop = scf::ForOp::create(
      builder, asValue(builder, begin), asValue(builder, end),
      asValue(builder, number(builder, step)), carried,
      [&](OpBuilder &nested, Location loc, Value iv, ValueRange values) {
        OpBuilder::InsertionGuard guard(builder);
        builder.setInsertionPointToEnd(nested.getInsertionBlock());
        Values results = body(iv, values);
        scf::YieldOp::create(builder, results);
      });
  keepRolled(loop);
  return Values(loop.getResults());
}

Values
netc::buildLoops(ImplicitLocOpBuilder &builder, ArrayRef<Index> sizes,
                 ValueRange carried,
                 function_ref<Values(ArrayRef<Index>, ValueRange)> body) {
  SmallVector<Index> ivs;
  std::function<Values(ValueRange)> nest = [&](ValueRange values) -> Values {
    if (ivs.size() == sizes.size())
      return body(ivs, values);
    if (isNumber(sizes[ivs.size()], 1)) {
      ivs.push_back(number(builder, 0));
      Values results = nest(values);
      ivs.pop_back();
      return results;
    }
    return buildLoop(builder, number(builder, 0), sizes[ivs.size()], 1, values,
                     [&](Value iv, ValueRange inner) {
                       ivs.push_back(iv);
                       Values results = nest(inner);
                       ivs.pop_back();
                       return results;
                     });
  };
  return nest(carried);
}

/// Splits the number of an iteration into the values of the loops.
static SmallVector<Index> splitIteration(ImplicitLocOpBuilder &builder,
                                         Index iteration,
                                         ArrayRef<Index> sizes) {
  SmallVector<Index> ivs(sizes.size(), number(builder, 0));
  // The first loop that iterates needs no remainder.
  size_t outermost = 0;
  while (outermost < sizes.size() && isNumber(sizes[outermost], 1))
    ++outermost;
  for (size_t loop = sizes.size(); loop-- > outermost;) {
    if (isNumber(sizes[loop], 1))
      continue;
    if (loop == outermost) {
      ivs[loop] = iteration;
      break;
    }
    Value size = asValue(builder, sizes[loop]);
    Value value = asValue(builder, iteration);
    ivs[loop] = arith::RemUIOp::create(builder, value, size).getResult();
    iteration = arith::DivUIOp::create(builder, value, size).getResult();
  }
  return ivs;
}

void netc::buildParallelLoop(ImplicitLocOpBuilder &builder,
                             ArrayRef<Index> sizes, int64_t work,
                             function_ref<void(ArrayRef<Index>)> body) {
  Index count = number(builder, 1);
  for (Index size : sizes)
    count = mul(builder, count, size);
  if (isNumber(count, 1)) {
    body(splitIteration(builder, number(builder, 0), sizes));
    return;
  }
  auto loop = scf::ForOp::create(builder, asValue(builder, number(builder, 0)),
                                 asValue(builder, count),
                                 asValue(builder, number(builder, 1)));
  loop->setAttr(workAttribute, builder.getI64IntegerAttr(work));
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(loop.getBody()->getTerminator());
  body(splitIteration(builder, Index(loop.getInductionVar()), sizes));
}
