//===- ClassTest.cpp - class decoder: properties, ties, random labels -----===//

#include "TestNet.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace netrt;

namespace {

/// A context whose port 2 has a class decoder for `count` labels.
struct Decoder {
  explicit Decoder(int64_t count, bool multilabel = false) {
    settings.struct_size = sizeof(settings);
    settings.labels.count = static_cast<size_t>(count);
    settings.multilabel = multilabel;
    net.coders = {{NETRT_CODER_CLASS_DECODER, 0, "NetDecoder[...]", &settings}};
    net.ports[2].coder = 0;
    net.update();
    EXPECT_EQ(netrt_context_create(&net.net, nullptr, &context), NETRT_OK);
  }
  ~Decoder() { netrt_context_destroy(context); }

  TestNet net;
  netrt_class_coder settings = {};
  netrt_context *context = nullptr;
};

Values<double> row(std::vector<double> p) {
  int64_t count = static_cast<int64_t>(p.size());
  return {std::move(p), {count}};
}

using Labels = std::vector<int64_t>;

Labels top(const std::vector<double> &p, int64_t n) {
  Decoder d(static_cast<int64_t>(p.size()));
  Values<double> values = row(p);
  netrt_tensor tensor = values.tensor();
  Labels labels(n == 0 ? 10 : n);
  int64_t count = 0;
  EXPECT_EQ(
      netrt_class_top(d.context, 2, &tensor, n, labels.data(), nullptr, &count),
      NETRT_OK);
  labels.resize(count);
  return labels;
}

} // namespace

TEST(Class, DecidesForTheFirstOfTheLargest) {
  Decoder d(4);
  Values<float> values{{0.1f, 0.4f, 0.4f, 0.1f, /**/ NAN, 0, 0.2f, 0.1f},
                       {2, 4}};
  netrt_tensor tensor = values.tensor();
  Labels labels(2);
  ASSERT_EQ(netrt_class_decide(d.context, 2, &tensor, labels.data()), NETRT_OK);
  EXPECT_EQ(labels, (Labels{1, 2}));
}

TEST(Class, TopIsInFallingOrderTiesInLabelOrder) {
  std::vector<double> p = {0.1, 0.3, 0.1, 0.3, 0.2};
  EXPECT_EQ(top(p, 1), (Labels{1}));
  EXPECT_EQ(top(p, 3), (Labels{1, 3, 4}));
  EXPECT_EQ(top(p, 4), (Labels{1, 3, 4, 0}));
  EXPECT_EQ(top(p, 9), (Labels{1, 3, 4, 0, 2}));
  EXPECT_EQ(top({0.5, 0.5, 0.5}, 2), (Labels{0, 1}));
}

TEST(Class, TopWithoutNumberGivesOneToTenLikelyLabels) {
  EXPECT_EQ(top({0.001, 0.002, 0.003}, 0), (Labels{2}));
  EXPECT_EQ(top({0.01, 0.9, 0.009}, 0), (Labels{1, 0}));
  EXPECT_EQ(top(std::vector<double>(20, 0.05), 0),
            (Labels{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(Class, TopGivesProbabilitiesRowByRow) {
  Decoder d(2);
  Values<float> values{{0.25f, 0.75f, 1, 0}, {2, 2}};
  netrt_tensor tensor = values.tensor();
  Labels labels(4);
  std::vector<double> p(4);
  ASSERT_EQ(netrt_class_top(d.context, 2, &tensor, 2, labels.data(), p.data(),
                            nullptr),
            NETRT_OK);
  EXPECT_EQ(labels, (Labels{1, 0, 0, 1}));
  EXPECT_EQ(p, (std::vector<double>{0.75, 0.25, 1, 0}));
}

TEST(Class, ProbabilityAndEntropy) {
  Decoder d(2);
  Values<double> values{{0.9990889488055994, 0.0009110511944006454, 1, 0},
                        {2, 2}};
  netrt_tensor tensor = values.tensor();
  std::vector<double> results(2);
  ASSERT_EQ(netrt_class_probability(d.context, 2, &tensor, 1, results.data()),
            NETRT_OK);
  EXPECT_EQ(results[0], values.data[1]);
  ASSERT_EQ(netrt_class_entropy(d.context, 2, &tensor, results.data()),
            NETRT_OK);
  EXPECT_NEAR(results[0], 0.007288824814578721, 1e-15);
  EXPECT_EQ(results[1], 0);
  EXPECT_EQ(netrt_class_probability(d.context, 2, &tensor, 2, results.data()),
            NETRT_UNKNOWN_NAME);
}

TEST(Class, MultilabelSelectsAndAddsEntropies) {
  Decoder d(3, true);
  Values<double> values = row({0.6, 0.5, 0.9});
  netrt_tensor tensor = values.tensor();
  Labels labels(3);
  int64_t count = 0;
  ASSERT_EQ(netrt_class_select(d.context, 2, &tensor, labels.data(), &count),
            NETRT_OK);
  labels.resize(count);
  EXPECT_EQ(labels, (Labels{0, 2}));
  double entropy = 0, expected = 0;
  ASSERT_EQ(netrt_class_entropy(d.context, 2, &tensor, &entropy), NETRT_OK);
  for (double p : values.data)
    expected -= p * std::log(p) + (1 - p) * std::log(1 - p);
  EXPECT_NEAR(entropy, expected, 1e-14);
}

TEST(Class, RefusesWhatDoesNotFit) {
  Decoder d(3);
  Values<double> two = row({0.5, 0.5});
  netrt_tensor tensor = two.tensor();
  int64_t label = 0;
  EXPECT_EQ(netrt_class_decide(d.context, 2, &tensor, &label),
            NETRT_WRONG_SHAPE);
  EXPECT_STREQ(netrt_last_error(d.context),
               "probabilities have shape {2}, expected the last dimension 3");
  EXPECT_EQ(netrt_class_decide(d.context, 0, &tensor, &label), NETRT_NO_CODER);
  EXPECT_STREQ(netrt_last_error(d.context),
               "port \"Input\" has no class decoder");
  EXPECT_EQ(netrt_class_decide(d.context, 9, &tensor, &label),
            NETRT_UNKNOWN_NAME);
  tensor.element = NETRT_UNSIGNED8;
  EXPECT_EQ(netrt_class_decide(d.context, 2, &tensor, &label),
            NETRT_WRONG_ELEMENT);
}

//===-- Random labels
//-------------------------------------------------------===//

namespace {

netrt_sampling sampling() {
  netrt_sampling s = {};
  s.struct_size = sizeof(s);
  s.seed = 1234;
  return s;
}

/// Share of each label in many draws from one row.
std::vector<double> shares(const std::vector<double> &p,
                           const netrt_sampling &how) {
  constexpr int64_t rows = 20000;
  int64_t classes = static_cast<int64_t>(p.size());
  Decoder d(classes);
  Values<double> values{{}, {rows, classes}};
  for (int64_t i = 0; i < rows; ++i)
    values.data.insert(values.data.end(), p.begin(), p.end());
  netrt_tensor tensor = values.tensor();
  Labels labels(rows);
  EXPECT_EQ(netrt_class_sample(d.context, 2, &tensor, &how, labels.data()),
            NETRT_OK);
  std::vector<double> result(p.size());
  for (int64_t label : labels)
    result[label] += 1.0 / rows;
  return result;
}

void expectShares(const std::vector<double> &given,
                  const std::vector<double> &expected) {
  for (size_t i = 0; i < given.size(); ++i)
    EXPECT_NEAR(given[i], expected[i], expected[i] == 0 ? 0 : 0.015) << i;
}

} // namespace

TEST(ClassSample, FollowsTheProbabilities) {
  expectShares(shares({0.5, 0, 0.2, 0.3}, sampling()), {0.5, 0, 0.2, 0.3});
  expectShares(shares({5, 3, 2}, sampling()), {0.5, 0.3, 0.2});
}

TEST(ClassSample, TemperatureSharpensAndFlattens) {
  netrt_sampling s = sampling();
  s.temperature = 0.5; // squares
  expectShares(shares({0.2, 0.4}, s), {0.2, 0.8});
  s.temperature = 1e9;
  expectShares(shares({0.2, 0.8}, s), {0.5, 0.5});
  s.temperature = 1e-6;
  expectShares(shares({0.2, 0.3, 0.25}, s), {0, 1, 0});
}

TEST(ClassSample, LimitsKeepTheLikeliest) {
  netrt_sampling s = sampling();
  s.top = 2;
  expectShares(shares({0.1, 0.4, 0.1, 0.4}, s), {0, 0.5, 0, 0.5});
  s.top = 3; // ties in label order
  expectShares(shares({0.25, 0.5, 0.25, 0.25}, s), {0.25, 0.5, 0.25, 0});
  s.top = 0;
  s.total_cutoff = 0.5;
  expectShares(shares({0.1, 0.5, 0.4}, s), {0, 1, 0});
  s.total_cutoff = 0.6;
  expectShares(shares({0.1, 0.5, 0.4}, s), {0, 5.0 / 9, 4.0 / 9});
  s.total_cutoff = 0.99;
  s.top = 1;
  expectShares(shares({0.1, 0.5, 0.4}, s), {0, 1, 0});
  s.top = 99;
  s.total_cutoff = 7;
  expectShares(shares({0.1, 0.5, 0.4}, s), {0.1, 0.5, 0.4});
}

TEST(ClassSample, DoesNotDependOnHowRowsAreSplit) {
  Decoder d(8);
  Values<double> values{std::vector<double>(80, 0.125), {10, 8}};
  netrt_tensor all = values.tensor();
  netrt_sampling s = sampling();
  Labels whole(10), parts(10), other(10);
  ASSERT_EQ(netrt_class_sample(d.context, 2, &all, &s, whole.data()), NETRT_OK);
  for (int64_t i = 0; i < 10; ++i) {
    int64_t shape[] = {8};
    netrt_tensor one =
        netrt_tensor_of(&values.data[i * 8], NETRT_REAL64, 1, shape);
    s.first_example = i;
    ASSERT_EQ(netrt_class_sample(d.context, 2, &one, &s, &parts[i]), NETRT_OK);
  }
  EXPECT_EQ(whole, parts);
  s.first_example = 0;
  s.stream = 1;
  ASSERT_EQ(netrt_class_sample(d.context, 2, &all, &s, other.data()), NETRT_OK);
  EXPECT_NE(whole, other);
}

TEST(ClassSample, RefusesWhatIsNoDistribution) {
  Decoder d(2);
  int64_t label;
  netrt_sampling s = sampling();
  for (double bad :
       {-0.1, static_cast<double>(NAN), static_cast<double>(INFINITY)}) {
    Values<double> values = row({0.5, bad});
    netrt_tensor tensor = values.tensor();
    EXPECT_EQ(netrt_class_sample(d.context, 2, &tensor, &s, &label),
              NETRT_BAD_INPUT);
  }
  Values<double> zero = row({0, 0});
  netrt_tensor tensor = zero.tensor();
  EXPECT_EQ(netrt_class_sample(d.context, 2, &tensor, &s, &label),
            NETRT_BAD_INPUT);
  EXPECT_STREQ(netrt_last_error(d.context),
               "all probabilities are zero (row 1)");
  s.temperature = -1;
  EXPECT_EQ(netrt_class_sample(d.context, 2, &tensor, &s, &label),
            NETRT_INVALID_ARGUMENT);
}
