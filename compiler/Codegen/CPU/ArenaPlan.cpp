//===- ArenaPlan.cpp - lifetimes to offsets -------------------------------===//

#include "compiler/Codegen/CPU/ArenaPlan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/MathExtras.h"

using namespace netc;

static bool liveTogether(const ArenaPiece &a, const ArenaPiece &b) {
  return a.first <= b.last && b.first <= a.last;
}

/// The lowest offset at which the piece meets none of those placed before it.
static int64_t lowestOffset(llvm::ArrayRef<ArenaPiece> pieces,
                            llvm::ArrayRef<int64_t> placed,
                            const ArenaPlan &plan, int64_t piece) {
  struct Range {
    int64_t begin, end;
  };
  llvm::SmallVector<Range> taken;
  for (int64_t other : placed)
    if (liveTogether(pieces[piece], pieces[other]))
      taken.push_back(
          {plan.offsets[other], plan.offsets[other] + pieces[other].size});
  llvm::sort(taken, [](Range a, Range b) { return a.begin < b.begin; });
  int64_t offset = 0;
  for (Range range : taken) {
    if (offset + pieces[piece].size <= range.begin)
      break;
    offset =
        std::max<int64_t>(offset, llvm::alignTo(range.end, arenaAlignment));
  }
  return offset;
}

ArenaPlan netc::planArena(llvm::ArrayRef<ArenaPiece> pieces) {
  auto order = llvm::to_vector(llvm::seq<int64_t>(0, pieces.size()));
  llvm::sort(order, [&](int64_t a, int64_t b) {
    return std::pair(pieces[b].size, a) < std::pair(pieces[a].size, b);
  });
  ArenaPlan plan;
  plan.offsets.resize(pieces.size());
  for (size_t i = 0; i < order.size(); ++i) {
    int64_t piece = order[i];
    plan.offsets[piece] =
        lowestOffset(pieces, llvm::ArrayRef(order).take_front(i), plan, piece);
    plan.size = std::max<int64_t>(
        plan.size, llvm::alignTo(plan.offsets[piece] + pieces[piece].size,
                                 arenaAlignment));
  }
  return plan;
}
