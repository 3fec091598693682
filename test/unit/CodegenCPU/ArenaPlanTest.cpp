//===- ArenaPlanTest.cpp - lifetimes to offsets ---------------------------===//

#include "compiler/Codegen/CPU/ArenaPlan.h"

#include "gtest/gtest.h"

#include <random>

using namespace netc;

TEST(ArenaPlan, NothingNeedsNothing) { EXPECT_EQ(planArena({}).size, 0); }

TEST(ArenaPlan, OneAfterTheOtherShareMemory) {
  ArenaPlan plan = planArena({{100, 0, 1}, {100, 2, 3}, {50, 4, 5}});
  EXPECT_EQ(plan.size, 128);
  EXPECT_EQ(plan.offsets[0], 0);
  EXPECT_EQ(plan.offsets[1], 0);
  EXPECT_EQ(plan.offsets[2], 0);
}

TEST(ArenaPlan, TogetherInOneStepMeansApart) {
  // The step that makes the second still reads the first.
  ArenaPlan plan = planArena({{64, 0, 1}, {64, 1, 2}});
  EXPECT_EQ(plan.size, 128);
  EXPECT_NE(plan.offsets[0], plan.offsets[1]);
}

TEST(ArenaPlan, StartsAreAligned) {
  ArenaPlan plan = planArena({{65, 0, 9}, {1, 0, 9}, {3, 0, 9}});
  for (int64_t offset : plan.offsets)
    EXPECT_EQ(offset % arenaAlignment, 0);
  EXPECT_EQ(plan.size, 256);
}

TEST(ArenaPlan, SmallPiecesFillGaps) {
  // The gap between the long-lived pieces, left by the large one.
  ArenaPlan plan = planArena(
      {{256, 0, 1}, {192, 0, 9}, {128, 0, 9}, {64, 2, 9}, {192, 2, 9}});
  EXPECT_EQ(plan.size, 256 + 192 + 128);
}

/// Pieces that live together do not overlap, whatever they are; and the plan is
/// not much larger than what lives at the fullest step.
TEST(ArenaPlan, HoldsForRandomLives) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    llvm::SmallVector<ArenaPiece> pieces;
    for (unsigned i = 0; i < random() % 20; ++i) {
      int64_t first = random() % 20;
      pieces.push_back({static_cast<int64_t>(1 + random() % 5000), first,
                        first + static_cast<int64_t>(random() % 5)});
    }
    ArenaPlan plan = planArena(pieces);
    int64_t fullest = 0;
    for (int64_t step = 0; step < 25; ++step) {
      int64_t total = 0;
      for (const ArenaPiece &piece : pieces)
        if (piece.first <= step && step <= piece.last)
          total += piece.size + arenaAlignment;
      fullest = std::max(fullest, total);
    }
    EXPECT_LE(plan.size, 2 * fullest + arenaAlignment);
    for (size_t a = 0; a < pieces.size(); ++a)
      for (size_t b = 0; b < a; ++b) {
        if (pieces[a].first > pieces[b].last ||
            pieces[b].first > pieces[a].last)
          continue;
        EXPECT_TRUE(plan.offsets[a] + pieces[a].size <= plan.offsets[b] ||
                    plan.offsets[b] + pieces[b].size <= plan.offsets[a]);
      }
  }
}
