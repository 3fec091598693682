//===- RandomValues.cpp - random numbers after SeedRandom -----------------===//
//
// The numbers are those of the counter-based generator that also initialises
// arrays: the same for one seed on every machine.
//
//===----------------------------------------------------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Distributions.h"
#include "compiler/Notation/ExprMemory.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <numeric>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;

RandomDraws::RandomDraws(uint64_t seed)
    : uniforms(seed, "SeedRandom"), normals(seed, "SeedRandom normal") {}

static Expr evalSeedRandom(Call &call) {
  std::optional<int64_t> seed = call.integer(0);
  if (!seed)
    return {};
  call.evaluator.getRandom().emplace(static_cast<uint64_t>(*seed));
  return Expr::symbol("Null", call.span());
}

/// Without a seed every run would give another net.
static RandomDraws *getDraws(const Call &call) {
  if (call.evaluator.getRandom())
    return &*call.evaluator.getRandom();
  mlir::InFlightDiagnostic diagnostic =
      reportError(call.evaluator.getContext(), call.span(), "bad-argument");
  diagnostic << call.name() << " needs a SeedRandom before it";
  diagnostic.attachNote() << "hint: begin with SeedRandom[1], so that every "
                             "run gives the same numbers";
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Arrays of draws
//===----------------------------------------------------------------------===//

using Draw = llvm::function_ref<Expr()>;

static Expr drawLists(ArrayRef<int64_t> sizes, Draw draw, Span span) {
  if (sizes.empty())
    return draw();
  SmallVector<Expr> elements;
  for (int64_t i = 0; i < sizes.front(); ++i)
    elements.push_back(drawLists(sizes.drop_front(), draw, span));
  return Expr::list(elements, span);
}

/// One draw, or as many as argument `index` says: `n` or `{n1, n2}`.
static Expr drawArray(const Call &call, size_t index, Draw draw) {
  if (call.args().size() <= index)
    return draw();
  const Expr &spec = call.arg(index);
  SmallVector<int64_t> sizes;
  uint64_t count = 1;
  for (const Expr &size : spec.isList() ? spec.args() : ArrayRef<Expr>(spec)) {
    std::optional<int64_t> value = size.asInt64();
    if (!value || *value < 0)
      return call.failType(index, "sizes of at least 0");
    sizes.push_back(*value);
    auto factor = static_cast<uint64_t>(*value);
    count = factor && count > UINT64_MAX / factor ? UINT64_MAX : count * factor;
    if (!call.evaluator.checkSize(count, call.span()))
      return {};
  }
  if (!call.evaluator.checkMemory(count * numberBytes, call.span()))
    return {};
  return drawLists(sizes, draw, call.span());
}

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

namespace {
struct Range {
  double low = 0, high = 1;
};
} // namespace

/// `max` or `{min, max}`
static std::optional<Range> readRange(const Call &call, size_t index,
                                      const Expr &spec) {
  std::optional<double> low = 0, high = toReal(spec);
  if (spec.isList() && spec.args().size() == 2) {
    low = toReal(spec.args()[0]);
    high = toReal(spec.args()[1]);
  }
  if (low && high && std::isfinite(*low) && std::isfinite(*high))
    return Range{*low, *high};
  call.failType(index, "a number or {from, to}");
  return std::nullopt;
}

static Expr drawReals(const Call &call, RandomDraws &draws, Range range,
                      size_t sizes) {
  return drawArray(call, sizes, [&] {
    return Expr::real(range.low + draws.uniform() * (range.high - range.low),
                      call.span());
  });
}

static Expr evalRandomReal(Call &call) {
  RandomDraws *draws = getDraws(call);
  std::optional<Range> range = Range();
  if (draws && !call.args().empty())
    range = readRange(call, 0, call.arg(0));
  return draws && range ? drawReals(call, *draws, *range, 1) : Expr();
}

/// Of whole numbers, both ends included.
static Expr evalRandomInteger(Call &call) {
  RandomDraws *draws = getDraws(call);
  std::optional<Range> range = Range();
  if (draws && !call.args().empty())
    range = readRange(call, 0, call.arg(0));
  if (!draws || !range)
    return {};
  constexpr double limit = 9007199254740992.; // 2^53: exact as a double
  if (range->low != std::floor(range->low) ||
      range->high != std::floor(range->high) || range->low > range->high ||
      std::fabs(range->low) > limit || std::fabs(range->high) > limit)
    return call.failType(0, "a range of integers below 2^53");
  return drawArray(call, 1, [&] {
    double count = range->high - range->low + 1;
    return Expr::integer(
        static_cast<int64_t>(range->low + std::floor(draws->uniform() * count)),
        call.span());
  });
}

double RandomDraws::draw(const Distribution &distribution) {
  double pair[2];
  const RandomStream &stream =
      drawsNormals(distribution) ? normals : uniforms;
  uint64_t index = next++;
  netc::draw(distribution, stream, index & ~uint64_t(1), pair);
  return pair[index & 1];
}

static bool isWhole(const Distribution &distribution) {
  return distribution.kind == Distribution::Kind::Bernoulli ||
         distribution.kind == Distribution::Kind::DiscreteUniform;
}

static Expr drawVariates(const Call &call, RandomDraws &draws) {
  std::string problem;
  std::optional<Distribution> distribution =
      readDistribution(call.arg(0), problem);
  if (!distribution)
    return call.fail(0, problem);
  return drawArray(call, 1, [&] {
    double value = draws.draw(*distribution);
    return isWhole(*distribution)
               ? Expr::integer(static_cast<int64_t>(value), call.span())
               : Expr::real(value, call.span());
  });
}

/// `RandomVariate[NormalDistribution[m, s], sizes]`
static Expr evalRandomVariate(Call &call) {
  RandomDraws *draws = getDraws(call);
  if (!draws)
    return {};
  const Expr &distribution = call.arg(0);
  ArrayRef<Expr> parameters = distribution.args();
  if (distribution.isCall("UniformDistribution") && parameters.size() <= 1) {
    std::optional<Range> range = Range();
    if (parameters.size() == 1)
      range = readRange(call, 0, parameters[0]);
    return range ? drawReals(call, *draws, *range, 1) : Expr();
  }
  bool isNormal = distribution.isCall("NormalDistribution") &&
                  (parameters.empty() || parameters.size() == 2);
  std::optional<double> mean = 0, deviation = 1;
  if (isNormal && !parameters.empty()) {
    mean = toReal(parameters[0]);
    deviation = toReal(parameters[1]);
  }
  if (!isNormal || !mean || !deviation)
    return drawVariates(call, *draws);
  return drawArray(call, 1, [&] {
    return Expr::real(*mean + *deviation * draws->normal(), call.span());
  });
}

//===----------------------------------------------------------------------===//
// Elements of lists
//===----------------------------------------------------------------------===//

static size_t drawBelow(RandomDraws &draws, size_t count) {
  return static_cast<size_t>(draws.uniform() * static_cast<double>(count));
}

static Expr evalRandomChoice(Call &call) {
  RandomDraws *draws = getDraws(call);
  std::optional<ArrayRef<Expr>> list = draws ? call.list(0) : std::nullopt;
  if (!list)
    return {};
  if (list->empty())
    return call.fail("of an empty list has no value");
  return drawArray(call, 1,
                   [&] { return (*list)[drawBelow(*draws, list->size())]; });
}

/// Elements in random order, all or the first `n` of them.
static Expr evalRandomSample(Call &call) {
  RandomDraws *draws = getDraws(call);
  std::optional<ArrayRef<Expr>> list = draws ? call.list(0) : std::nullopt;
  if (!list)
    return {};
  std::optional<int64_t> count = static_cast<int64_t>(list->size());
  if (call.args().size() == 2 && !(count = call.integer(1)))
    return {};
  if (*count < 0 || *count > static_cast<int64_t>(list->size()))
    return call.failType(1, "a count of at most the list's length");
  SmallVector<Expr> elements(*list);
  for (int64_t i = 0; i < *count; ++i)
    std::swap(elements[i],
              elements[i + drawBelow(*draws, elements.size() - i)]);
  elements.truncate(static_cast<size_t>(*count));
  return call.makeList(elements);
}

void netc::addRandomValues(BuiltinTable &table) {
  table["SeedRandom"] = {evalSeedRandom, 1, 1};
  table["RandomReal"] = {evalRandomReal, 0, 2};
  table["RandomInteger"] = {evalRandomInteger, 0, 2};
  table["RandomVariate"] = {evalRandomVariate, 1, 2};
  table["RandomChoice"] = {evalRandomChoice, 1, 2};
  table["RandomSample"] = {evalRandomSample, 1, 2};
}
