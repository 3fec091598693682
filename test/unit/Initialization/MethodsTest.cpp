//===- MethodsTest.cpp - what NetInitialize fills arrays with -------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Parser.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace netc;

namespace {

/// The values of one array of the net that a text gives.
struct Values {
  std::vector<double> numbers;

  Values(const std::string &text, llvm::StringRef key) {
    mlir::MLIRContext context;
    SourceBuffer source("test", text);
    mlir::FailureOr<BuiltNet> net = readNetText(source, &context);
    EXPECT_TRUE(succeeded(net)) << text;
    const ArrayData *data = succeeded(net) ? net->arrays.lookup(key) : nullptr;
    EXPECT_TRUE(data) << text << " has no " << key.str();
    for (int64_t i = 0; data && i < data->elementCount(); ++i)
      numbers.push_back(elementAsDouble(*data, i));
  }

  double mean(double power = 1) const {
    double sum = 0;
    for (double number : numbers)
      sum += std::pow(number, power);
    return sum / numbers.size();
  }
  double largest() const {
    double result = 0;
    for (double number : numbers)
      result = std::max(result, std::fabs(number));
    return result;
  }
  std::string bits(size_t count = 4) const {
    std::string text;
    for (size_t i = 0; i < count; ++i)
      text += llvm::formatv(
          "{0:x-8} ", llvm::bit_cast<uint32_t>(static_cast<float>(numbers[i])));
    return text;
  }
};

/// Mean 0, this variance, and the kurtosis of the distribution: 3 for a normal,
/// 1.8 for a uniform one. Five standard errors of 300 * 400 numbers.
void expectMoments(const std::string &text, llvm::StringRef key,
                   double variance, double kurtosis = 3) {
  Values values(text, key);
  double count = values.numbers.size();
  EXPECT_NEAR(values.mean(), 0, 5 * std::sqrt(variance / count)) << text;
  EXPECT_NEAR(values.mean(2) / variance, 1,
              5 * std::sqrt((kurtosis - 1) / count))
      << text;
  EXPECT_NEAR(values.mean(4) / (variance * variance), kurtosis, 0.15) << text;
}

std::string linear(const std::string &options, const std::string &next = "") {
  return "NetInitialize[NetChain[{LinearLayer[300]" +
         (next.empty() ? "" : ", " + next) + "}, \"Input\" -> 400]" +
         (options.empty() ? "" : ", " + options) + "]";
}

TEST(Methods, KaimingHasItsVariance) {
  expectMoments(linear(""), "1.Weights", 1. / 400);
  expectMoments(linear("", "Tanh"), "1.Weights", 1. / 400);
  expectMoments(linear("", "Ramp"), "1.Weights", 2. / 400);
  expectMoments(linear("", "ElementwiseLayer[\"ReLU\"]"), "1.Weights",
                2. / 400);
  expectMoments(linear("", "ElementwiseLayer[\"SELU\"]"), "1.Weights",
                1. / 400);
  expectMoments(linear("", "{{Ramp}}"), "1.Weights", 2. / 400);
  expectMoments(linear("Method -> {\"Kaiming\", \"Distribution\" -> "
                       "\"Uniform\"}",
                       "Ramp"),
                "1.Weights", 2. / 400, 1.8);
}

TEST(Methods, XavierHasItsVariance) {
  expectMoments(linear("Method -> \"Xavier\""), "1.Weights", 2. / 700);
  expectMoments(linear("Method -> \"Xavier\"", "Ramp"), "1.Weights", 4. / 700);
  expectMoments(linear("Method -> \"Xavier\"", "ElementwiseLayer[\"SELU\"]"),
                "1.Weights", 1. / 400);
  std::string uniform =
      linear("Method -> {\"Xavier\", \"Distribution\" -> \"Uniform\"}");
  expectMoments(uniform, "1.Weights", 2. / 700, 1.8);
  EXPECT_LE(Values(uniform, "1.Weights").largest(),
            static_cast<float>(std::sqrt(3 * 2. / 700)));
}

TEST(Methods, FanInOfAConvolutionIsTheProductOfTheRest) {
  expectMoments("NetInitialize[ConvolutionLayer[200, 5, \"Input\" -> {24, 9, "
                "9}]]",
                "Weights", 1. / (24 * 25));
}

TEST(Methods, RandomDrawsWeightsAndBiases) {
  expectMoments(linear("Method -> \"Random\""), "1.Weights", 1);
  expectMoments(linear("Method -> {\"Random\", \"Weights\" -> 0.02}"),
                "1.Weights", 0.0004);
  std::string both = linear("Method -> {\"Random\", \"Biases\" -> "
                            "UniformDistribution[{2, 3}]}");
  EXPECT_NEAR(Values(both, "1.Biases").mean(), 2.5, 0.1);
  EXPECT_EQ(Values(linear("Method -> \"Random\""), "1.Biases").largest(), 0);
}

TEST(Methods, IdentityIsAnIdentityWithNoise) {
  Values values(linear("Method -> \"Identity\""), "1.Weights");
  for (int64_t row = 0; row < 300; ++row)
    for (int64_t column = 0; column < 400; ++column)
      EXPECT_NEAR(values.numbers[row * 400 + column], row == column, 0.06);
  std::string none = "Method -> {\"Identity\", \"Distribution\" -> "
                     "UniformDistribution[{0, 1/1000000}]}";
  Values kernel("NetInitialize[ConvolutionLayer[2, {3, 5}, \"Input\" -> {2, 9, "
                "9}], " +
                    none + "]",
                "Weights");
  for (int64_t i = 0; i < 60; ++i)
    EXPECT_NEAR(kernel.numbers[i], i == 7 || i == 52, 1e-5) << i;
}

TEST(Methods, OrthogonalRowsOrColumns) {
  for (auto [rows, columns] : {std::pair(40, 90), {90, 40}, {50, 50}}) {
    Values values(llvm::formatv("NetInitialize[LinearLayer[{0}, \"Input\" -> "
                                "{1}], Method -> \"Orthogonal\"]",
                                rows, columns)
                      .str(),
                  "Weights");
    bool isWide = columns > rows;
    int count = std::min(rows, columns), length = std::max(rows, columns);
    auto at = [&](int vector, int i) {
      return values
          .numbers[isWide ? vector * columns + i : i * columns + vector];
    };
    for (int a = 0; a < count; ++a)
      for (int b = 0; b <= a; ++b) {
        double product = 0;
        for (int i = 0; i < length; ++i)
          product += at(a, i) * at(b, i);
        EXPECT_NEAR(product, a == b, 1e-6);
      }
  }
}

TEST(Methods, BiasesAreZeroAndNumbersStay) {
  EXPECT_EQ(Values(linear(""), "1.Biases").largest(), 0);
  Values drawn("NetInitialize[LinearLayer[300, \"Input\" -> 400, \"Weights\" "
               "-> UniformDistribution[{1, 2}]]]",
               "Weights");
  EXPECT_NEAR(drawn.mean(), 1.5, 0.01);
  EXPECT_NEAR(drawn.mean(2) - drawn.mean() * drawn.mean(), 1. / 12, 0.002);
}

/// On every machine: two normals, whatever computes them, and what is made of
/// them.
TEST(Methods, BitsAreTheSameEverywhere) {
  auto bits = [](const std::string &options) {
    return Values("NetInitialize[LinearLayer[3, \"Input\" -> 4]" + options +
                      "]",
                  "Weights")
        .bits();
  };
  EXPECT_EQ(bits(""), "3e374287 3e837333 be371aba bf3da8ce ");
  EXPECT_EQ(bits(", RandomSeeding -> 7"),
            "3e7e034e 3e329fd9 3efe835a bf53112c ");
  EXPECT_EQ(bits(", RandomSeeding -> \"a text\""),
            "bf1a73bc 3ec5f6ae bf019920 3eee71fb ");
  EXPECT_EQ(bits(", Method -> {\"Kaiming\", \"Distribution\" -> \"Uniform\"}"),
            "bf0ed2ce bf19cfb2 3ea5dee9 3ebc46b9 ");
  EXPECT_EQ(bits(", Method -> \"Xavier\""),
            "3e43e9bd 3e8c86a5 be43bf31 bf4ac122 ");
  EXPECT_EQ(bits(", Method -> \"Orthogonal\""),
            "3e5e6f12 3e9f8c8c be5e3ec3 bf66338d ");
  EXPECT_EQ(bits(", Method -> \"Random\""),
            "3eb74287 3f037333 beb71aba bfbda8ce ");
  EXPECT_EQ(bits(", Method -> \"Identity\""),
            "3f807549 3ba84189 bb6a5fa6 bc72c397 ");
}

} // namespace
