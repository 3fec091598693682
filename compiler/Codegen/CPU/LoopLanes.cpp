//===- LoopLanes.cpp - along which loop the lanes run ---------------------===//

#include "compiler/Codegen/CPU/ElementBody.h"
#include "compiler/Codegen/CPU/LanesMemory.h"
#include "compiler/Codegen/CPU/LoopEmitter.h"
#include "compiler/Codegen/CPU/Reduction.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace netc;

/// The widest element, or 0 if some are not whole bytes: those have another
/// form in vectors than in memory.
static int64_t elementBits(const LoopOperation &operation) {
  int64_t widest = 0;
  for (const Access &access : operation.nest.operands) {
    Type type = access.elementType();
    int64_t bits = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
    if (access.memory && bits % 8)
      return 0;
    widest = std::max(widest, bits);
  }
  return widest;
}

static bool mayStoreLanes(const LoopOperation &operation, unsigned loop) {
  return operation.nest.loops[loop].parallel &&
         llvm::all_of(operation.inputs(),
                      [&](const Access &input) {
                        return isVectorStride(input.strides[loop]);
                      }) &&
         llvm::all_of(operation.outputs(), [&](const Access &output) {
           return output.hasStride(loop, 1);
         });
}

static bool mayReduceLanes(const LoopOperation &operation, unsigned loop) {
  return !operation.nest.loops[loop].parallel &&
         llvm::all_of(operation.inputs(),
                      [&](const Access &input) {
                        return input.hasStride(loop, 0) ||
                               input.hasStride(loop, 1);
                      }) &&
         llvm::all_of(operation.outputs(),
                      [&](const Access &output) { return !output.uses(loop); });
}

LoopLanes netc::chooseLoopLanes(const LoopOperation &operation,
                                int64_t vectorBits) {
  LoopLanes best;
  int64_t bits = elementBits(operation);
  if (bits == 0 || !worksOnLanes(*operation.body))
    return best;
  bool reducible = operation.isReduction() && matchReduction(operation);
  for (unsigned loop = 0; loop < operation.nest.loops.size(); ++loop) {
    int64_t size = numberOr(operation.nest.loops[loop].size, 1 << 20);
    int64_t width =
        std::min<int64_t>(vectorBits / bits, llvm::bit_floor<uint64_t>(size));
    if (width <= best.width)
      continue;
    if (mayStoreLanes(operation, loop))
      best = {LoopLanes::Kind::Stored, loop, width};
    else if (reducible && mayReduceLanes(operation, loop))
      best = {LoopLanes::Kind::Reduced, loop, width};
  }
  return best;
}
