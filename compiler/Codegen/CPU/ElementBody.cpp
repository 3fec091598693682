//===- ElementBody.cpp - the body of a loop, on one element or on lanes ---===//

#include "compiler/Codegen/CPU/ElementBody.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace netc;

bool netc::isVectorInstruction(Operation &op) {
  return isa<math::AbsFOp, math::AbsIOp, math::CeilOp, math::CopySignOp,
             math::FloorOp, math::FmaOp, math::RoundEvenOp, math::SqrtOp,
             math::TruncOp>(op);
}

bool netc::worksOnLanes(Block &body) {
  return llvm::all_of(body, [](Operation &op) {
    if (isa<linalg::IndexOp, arith::ConstantOp>(op) ||
        op.hasTrait<OpTrait::IsTerminator>())
      return true;
    if (isa<math::MathDialect>(op.getDialect()))
      return isVectorInstruction(op);
    return op.getNumRegions() == 0 &&
           OpTrait::hasElementwiseMappableTraits(&op);
  });
}

Value netc::spread(ImplicitLocOpBuilder &builder, Value value, int64_t lanes) {
  if (isa<VectorType>(value.getType()))
    return value;
  auto type = VectorType::get({lanes}, value.getType());
  return vector::BroadcastOp::create(builder, type, value);
}

/// Repeats one op on vectors.
static void emitOnLanes(ImplicitLocOpBuilder &builder, Operation &op,
                        IRMapping &mapping, int64_t lanes) {
  SmallVector<Value> operands;
  for (Value operand : op.getOperands())
    operands.push_back(
        spread(builder, mapping.lookupOrDefault(operand), lanes));
  SmallVector<Type> types;
  for (Type type : op.getResultTypes())
    types.push_back(VectorType::get({lanes}, type));
  OperationState state(builder.getLoc(), op.getName(), operands, types,
                       op.getAttrs());
  mapping.map(op.getResults(), builder.create(state)->getResults());
}

static Values emitOps(ImplicitLocOpBuilder &builder, Block &body,
                      IRMapping &mapping, int64_t lanes, LoopIndex loopIndex) {
  for (Operation &op : body.without_terminator()) {
    if (auto index = dyn_cast<linalg::IndexOp>(op))
      mapping.map(index.getResult(), loopIndex(index.getDim()));
    else if (lanes && !isa<arith::ConstantOp>(op))
      emitOnLanes(builder, op, mapping, lanes);
    else
      builder.clone(op, mapping);
  }
  Values results;
  for (Value yielded : body.getTerminator()->getOperands()) {
    Value result = mapping.lookupOrDefault(yielded);
    results.push_back(lanes ? spread(builder, result, lanes) : result);
  }
  return results;
}

/// Repeats the body for each lane of its arguments.
static Values emitPerLane(ImplicitLocOpBuilder &builder, Block &body,
                          ValueRange arguments, int64_t lanes,
                          LoopIndex loopIndex) {
  Values results;
  auto element = [&](Value value, int64_t lane) -> Value {
    if (!isa<VectorType>(value.getType()))
      return value;
    return vector::ExtractOp::create(builder, value, lane);
  };
  for (int64_t lane = 0; lane < lanes; ++lane) {
    IRMapping mapping;
    for (auto [formal, actual] : llvm::zip(body.getArguments(), arguments))
      mapping.map(formal, element(actual, lane));
    auto laneIndex = [&](unsigned loop) {
      return element(loopIndex(loop), lane);
    };
    Values yielded = emitOps(builder, body, mapping, 0, laneIndex);
    for (auto [number, value] : llvm::enumerate(yielded)) {
      if (lane == 0)
        results.push_back(spread(builder, value, lanes));
      else
        results[number] =
            vector::InsertOp::create(builder, value, results[number], lane);
    }
  }
  return results;
}

Values netc::emitBody(ImplicitLocOpBuilder &builder, Block &body,
                      ValueRange arguments, int64_t lanes,
                      LoopIndex loopIndex) {
  if (lanes && !worksOnLanes(body))
    return emitPerLane(builder, body, arguments, lanes, loopIndex);
  IRMapping mapping;
  for (auto [formal, actual] : llvm::zip(body.getArguments(), arguments))
    mapping.map(formal, actual);
  return emitOps(builder, body, mapping, lanes, loopIndex);
}
