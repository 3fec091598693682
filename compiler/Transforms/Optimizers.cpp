//===- Optimizers.cpp - steps of gradient descent as array ops ------------===//

#include "compiler/Transforms/Optimizers.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace netc;
using netc::prim::PrimBuilder;

// beta old + (1 - beta) value: a mean in which the past fades.
static Value fadingMean(PrimBuilder &b, Value old, Value value, double beta) {
  return b.add(b.mul(old, beta), b.mul(value, 1 - beta));
}

//===----------------------------------------------------------------------===//
// ADAM
//===----------------------------------------------------------------------===//

static constexpr OptimizerParameter adamParameters[] = {
    {"Beta1", 0.9}, {"Beta2", 0.999}, {"Epsilon", 1e-5}};
static constexpr StringLiteral adamState[] = {"FirstMoment", "SecondMoment"};
static constexpr StringLiteral adamStepState[] = {"FirstCorrection",
                                                  "SecondCorrection"};

// The corrections are 1 - beta^t: the fading mean of ones.
static Value adamRate(PrimBuilder &b, const OptimizerParameters &p,
                      Value learningRate, MutableArrayRef<Value> stepState) {
  Value one = b.constantLike(learningRate, 1);
  stepState[0] = fadingMean(b, stepState[0], one, p["Beta1"]);
  stepState[1] = fadingMean(b, stepState[1], one, p["Beta2"]);
  return b.mul(learningRate, b.div(b.sqrt(stepState[1]), stepState[0]));
}

static Value adamUpdate(PrimBuilder &b, const OptimizerParameters &p,
                        OptimizerStep &step) {
  Value &mean = step.state[0], &variance = step.state[1];
  mean = fadingMean(b, mean, step.gradient, p["Beta1"]);
  variance =
      fadingMean(b, variance, b.mul(step.gradient, step.gradient), p["Beta2"]);
  Value direction = b.div(mean, b.add(b.sqrt(variance), p["Epsilon"]));
  return b.sub(step.weight, b.mul(step.rate, direction));
}

static size_t bothMoments(const OptimizerParameters &) { return 2; }

//===----------------------------------------------------------------------===//
// SGD
//===----------------------------------------------------------------------===//

static constexpr OptimizerParameter sgdParameters[] = {{"Momentum", 0.93}};
static constexpr StringLiteral sgdState[] = {"Velocity"};

static Value sgdUpdate(PrimBuilder &b, const OptimizerParameters &p,
                       OptimizerStep &step) {
  Value move = b.mul(step.rate, step.gradient);
  if (step.state.empty())
    return b.sub(step.weight, move);
  Value &velocity = step.state[0];
  velocity = b.sub(b.mul(velocity, p["Momentum"]), move);
  return b.add(step.weight, velocity);
}

static size_t velocityIfMomentum(const OptimizerParameters &p) {
  return p["Momentum"] == 0 ? 0 : 1;
}

//===----------------------------------------------------------------------===//
// RMSProp
//===----------------------------------------------------------------------===//

static constexpr OptimizerParameter rmsPropParameters[] = {
    {"Beta", 0.95}, {"Epsilon", 1e-6}, {"Momentum", 0.9}};
static constexpr StringLiteral rmsPropState[] = {"MeanSquare", "Mean",
                                                 "Velocity"};

// Centred: the variance rather than the mean square.
static Value rmsPropUpdate(PrimBuilder &b, const OptimizerParameters &p,
                           OptimizerStep &step) {
  Value &square = step.state[0], &mean = step.state[1];
  square =
      fadingMean(b, square, b.mul(step.gradient, step.gradient), p["Beta"]);
  mean = fadingMean(b, mean, step.gradient, p["Beta"]);
  Value spread = b.sqrt(b.add(b.sub(square, b.mul(mean, mean)), p["Epsilon"]));
  Value move = b.mul(step.rate, b.div(step.gradient, spread));
  if (step.state.size() == 2)
    return b.sub(step.weight, move);
  Value &velocity = step.state[2];
  velocity = b.sub(b.mul(velocity, p["Momentum"]), move);
  return b.add(step.weight, velocity);
}

static size_t meansAndVelocity(const OptimizerParameters &p) {
  return p["Momentum"] == 0 ? 2 : 3;
}

//===----------------------------------------------------------------------===//
// SignSGD
//===----------------------------------------------------------------------===//

static constexpr OptimizerParameter signParameters[] = {{"Momentum", 0.93}};
static constexpr StringLiteral signState[] = {"Mean"};

static Value signUpdate(PrimBuilder &b, const OptimizerParameters &p,
                        OptimizerStep &step) {
  Value direction = step.gradient;
  if (!step.state.empty())
    direction = step.state[0] =
        fadingMean(b, step.state[0], step.gradient, p["Momentum"]);
  return b.sub(step.weight, b.mul(step.rate, b.sign(direction)));
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

// clang-format off
static const OptimizerSchema optimizers[] = {
    {"ADAM", adamParameters, adamState, adamStepState, adamRate, adamUpdate, bothMoments},
    {"SGD", sgdParameters, sgdState, {}, nullptr, sgdUpdate, velocityIfMomentum},
    {"RMSProp", rmsPropParameters, rmsPropState, {}, nullptr, rmsPropUpdate, meansAndVelocity},
    {"SignSGD", signParameters, signState, {}, nullptr, signUpdate, velocityIfMomentum},
};
// clang-format on

const OptimizerSchema *netc::findOptimizer(StringRef name) {
  for (const OptimizerSchema &schema : optimizers)
    if (schema.name == name)
      return &schema;
  return nullptr;
}

SmallVector<StringRef> netc::optimizerNames() {
  return llvm::map_to_vector(optimizers, [](const OptimizerSchema &schema) {
    return StringRef(schema.name);
  });
}
