//===- MeasurementsTest.cpp - formulas by numbers made by hand -----------===//

#include "compiler/Measurements/ClassCounts.h"
#include "compiler/Measurements/Definitions.h"
#include "gtest/gtest.h"
#include <cmath>

using namespace netc::measurements;

// Actual a: 4 told a, 1 told b. Actual b: 2 told a, 3 told b.
static const double right[] = {4, 3}, actual[] = {5, 5}, predicted[] = {6, 4};
static const ClassCounts counts{right, actual, predicted};

TEST(ClassCounts, OneClassAgainstOthers) {
  OneClass a = counts.of(0);
  EXPECT_EQ(a.truePositive, 4);
  EXPECT_EQ(a.falsePositive, 2);
  EXPECT_EQ(a.falseNegative, 1);
  EXPECT_EQ(a.trueNegative, 3);
  EXPECT_DOUBLE_EQ(precision(a), 4.0 / 6);
  EXPECT_DOUBLE_EQ(recall(a), 0.8);
  EXPECT_DOUBLE_EQ(f1Score(a), 8.0 / 11);
  EXPECT_DOUBLE_EQ(specificity(a), 0.6);
  EXPECT_DOUBLE_EQ(matthewsCorrelation(a), 10 / std::sqrt(600.0));
}

TEST(ClassCounts, AllClasses) {
  EXPECT_DOUBLE_EQ(accuracy(counts), 0.7);
  EXPECT_DOUBLE_EQ(counts.macro(precision), (4.0 / 6 + 0.75) / 2);
  // Agreement by chance: 0.5 * 0.6 + 0.5 * 0.4.
  EXPECT_NEAR(cohenKappa(counts), 0.4, 1e-15);
}

TEST(ClassCounts, NothingByNothingIsIndeterminate) {
  const double none[] = {3, 0}, all[] = {3, 1}, told[] = {4, 0};
  ClassCounts never{none, all, told};
  EXPECT_TRUE(std::isnan(precision(never.of(1)))); // never told
  EXPECT_TRUE(std::isnan(never.macro(precision)));
  EXPECT_EQ(recall(never.of(1)), 0);
  EXPECT_TRUE(std::isnan(f1Score(never.of(1))));
  EXPECT_TRUE(std::isnan(matthewsCorrelation(never.of(0))));
  const double one[] = {4, 0};
  EXPECT_TRUE(std::isnan(cohenKappa({one, one, one}))); // chance is sure
}

static std::vector<double> read(const Sums &sums, const OutputBatch &batch) {
  std::vector<double> values(sums.count());
  sums.read(batch, values);
  return values;
}

TEST(Sums, FirstOfTheLargestIsTold) {
  const float output[] = {0.25, 0.5, 0.25, 0.4, 0.2, 0.4};
  const int64_t classes[] = {3, 3};
  OutputBatch batch{2, {output, false}, {}, classes};
  EXPECT_EQ(read(*sumClasses({1, 3}), batch),
            (std::vector<double>{0, 0, 0, 0, 0, 2, 1, 1, 0}));
  // Of equals, that which comes first is the likelier.
  EXPECT_EQ(read(*sumTopHits({1, 3}, 1), batch), (std::vector<double>{0, 2}));
  EXPECT_EQ(read(*sumTopHits({1, 3}, 2), batch), (std::vector<double>{1, 2}));
  EXPECT_EQ(read(*sumTopHits({1, 3}, 3), batch), (std::vector<double>{2, 2}));
  // Rows of one example are decisions, too.
  batch.examples = 1;
  EXPECT_EQ(read(*sumTopHits({2, 3}, 2), batch), (std::vector<double>{1, 2}));
}

TEST(Sums, TruthValuesAreTwoClasses) {
  const double output[] = {0.75, 0.5, 0.25, 0.5}, target[] = {1, 1, 1, 0};
  OutputBatch batch{2, {output, true}, {target, true}};
  Decisions decisions{2, 2, TargetForm::Binary};
  EXPECT_EQ(read(*sumTopHits(decisions, 1), batch),
            (std::vector<double>{2, 4}));
  EXPECT_EQ(read(*sumClasses(decisions), batch),
            (std::vector<double>{1, 1, 1, 3, 3, 1}));
  EXPECT_DOUBLE_EQ(read(*sumCrossEntropy(decisions), batch)[0],
                   std::log(4.0) + std::log(4.0) + std::log(4.0 / 3));
}

TEST(Sums, ProbabilitiesMeanTheirMostLikelyClass) {
  const float output[] = {0.5, 0.3, 0.2, 0.1, 0.2, 0.7};
  const float target[] = {0.4, 0.4, 0.2, 0, 1, 0};
  OutputBatch batch{2, {output, false}, {target, false}};
  Decisions decisions{1, 3, TargetForm::Probabilities};
  EXPECT_EQ(read(*sumTopHits(decisions, 1), batch),
            (std::vector<double>{1, 2}));
  EXPECT_EQ(read(*sumTopHits(decisions, 2), batch),
            (std::vector<double>{2, 2}));
}

static double valueOf(const char *name, const std::vector<double> &sums) {
  return findDefinition(name)->value(sums);
}

TEST(Sums, CrossEntropy) {
  const double output[] = {0.5, 0.5, 0.25, 0.75};
  const int64_t classes[] = {1, 1};
  std::vector<double> sums =
      read(*sumCrossEntropy({1, 2}), {2, {output, true}, {}, classes});
  EXPECT_DOUBLE_EQ(valueOf("Entropy", sums), 1.5 * std::log(2.0));
  EXPECT_DOUBLE_EQ(valueOf("Perplexity", sums), std::sqrt(8.0));
}

TEST(Sums, ResidualsInOnePieceAndInSeveral) {
  // Differences 1, 0, 2, 0; means of targets 2 and 4.
  const double output[] = {0, 4, 1, 4}, target[] = {1, 4, 3, 4};
  auto sums = sumResiduals(2);
  std::vector<double> whole =
      read(*sums, {2, {output, true}, {target, true}, nullptr});
  EXPECT_DOUBLE_EQ(valueOf("MeanSquared", whole), 1.25);
  EXPECT_DOUBLE_EQ(valueOf("MeanDeviation", whole), 0.75);
  EXPECT_DOUBLE_EQ(valueOf("StandardDeviation", whole), std::sqrt(1.25));
  EXPECT_DOUBLE_EQ(valueOf("FractionVarianceUnexplained", whole), 2.5);
  EXPECT_DOUBLE_EQ(valueOf("RSquared", whole), -1.5);
  std::vector<double> parts(sums->count());
  for (int i : {0, 1})
    sums->add(
        parts,
        read(*sums,
             {1, {output + 2 * i, true}, {target + 2 * i, true}, nullptr}));
  EXPECT_EQ(parts, whole);
  sums->add(parts, std::vector<double>(sums->count())); // no examples
  EXPECT_EQ(parts, whole);
}

TEST(Sums, TargetsThatDoNotDifferHaveNoSpread) {
  const double output[] = {0.1, 0.1, 0.1}, target[] = {0.1, 0.1, 0.1};
  auto sums = sumResiduals(1);
  std::vector<double> all =
      read(*sums, {3, {output, true}, {target, true}, nullptr});
  sums->add(all, std::vector<double>(all));
  EXPECT_TRUE(std::isnan(valueOf("RSquared", all)));
}

TEST(Definitions, NamesAndOtherNames) {
  EXPECT_EQ(findDefinition("Sensitivity"), findDefinition("Recall"));
  EXPECT_EQ(findDefinition("Loss"), nullptr);
  EXPECT_TRUE(findDefinition("Accuracy")->rises);
  EXPECT_FALSE(findDefinition("ErrorRate")->rises);
  const double topHits[] = {22, 25};
  EXPECT_EQ(findDefinition("ErrorRate")->value(topHits), 0.12);
}
