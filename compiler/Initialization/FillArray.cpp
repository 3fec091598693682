//===- FillArray.cpp - numbers for one array -----------------------------===//

#include "compiler/Initialization/FillArray.h"
#include "compiler/Initialization/Orthogonal.h"
#include "llvm/Support/Parallel.h"
#include <cmath>
#include <unistd.h>

#pragma clang fp contract(off)

using namespace netc;
using llvm::ArrayRef;
using Method = InitializeMethod::Kind;

std::optional<int64_t> netc::countThatFits(ArrayRef<int64_t> shape) {
  std::optional<int64_t> bytes = byteCount(ElementType::Real32, shape);
  int64_t memory =
      static_cast<int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
  if (!bytes || *bytes > memory)
    return std::nullopt;
  return *bytes / static_cast<int64_t>(sizeof(float));
}

namespace {

/// An array whose elements are about to be written.
struct NewArray {
  ArrayData data;
  llvm::MutableArrayRef<float> elements;

  explicit NewArray(ArrayRef<int64_t> shape) {
    data.element = ElementType::Real32;
    data.shape.assign(shape.begin(), shape.end());
    auto count = static_cast<size_t>(data.elementCount());
    std::shared_ptr<float[]> owner(new float[count]);
    elements = {owner.get(), count};
    data.bytes = {reinterpret_cast<const char *>(owner.get()),
                  count * sizeof(float)};
    data.owner = std::shared_ptr<const void>(owner, owner.get());
  }
};

} // namespace

ArrayData netc::fillConstant(float value, ArrayRef<int64_t> shape) {
  NewArray result(shape);
  std::fill(result.elements.begin(), result.elements.end(), value);
  return result.data;
}

/// Calls `write(first, draws)` for all draws from 0 to `count`, from several
/// threads: each draw has its number, so that the order does not matter.
static void
drawBlocks(const Distribution &distribution, const RandomStream &random,
           size_t count,
           llvm::function_ref<void(size_t, ArrayRef<double>)> write) {
  constexpr size_t block = 1024, blocksOfTask = 64;
  constexpr size_t perTask = block * blocksOfTask;
  llvm::parallelFor(0, (count + perTask - 1) / perTask, [&](size_t task) {
    double draws[block];
    size_t end = std::min(count, (task + 1) * perTask);
    for (size_t first = task * perTask; first < end; first += block) {
      llvm::MutableArrayRef part(draws, std::min(block, end - first));
      draw(distribution, random, first, part);
      write(first, part);
    }
  });
}

static void fillDraws(const Distribution &distribution,
                      const RandomStream &random,
                      llvm::MutableArrayRef<float> out) {
  drawBlocks(distribution, random, out.size(),
             [&](size_t first, ArrayRef<double> draws) {
               for (auto [i, value] : llvm::enumerate(draws))
                 out[first + i] = static_cast<float>(value);
             });
}

ArrayData netc::fillRandom(const Distribution &distribution,
                           const RandomStream &random,
                           ArrayRef<int64_t> shape) {
  NewArray result(shape);
  fillDraws(distribution, random, result.elements);
  return result.data;
}

static double deviationOf(const ArrayTask &task, Method method) {
  auto fanIn = static_cast<double>(task.fanIn());
  auto fanOut = static_cast<double>(task.fanOut());
  if (task.follower == Follower::Selu)
    return std::sqrt(1 / fanIn);
  double gain = task.follower == Follower::Ramp ? 2 : 1;
  return std::sqrt(method == Method::Xavier ? gain * 2 / (fanIn + fanOut)
                                            : gain / fanIn);
}

/// Ones on the diagonal of a matrix, at the centres of a kernel; and noise.
static ArrayData fillIdentity(const ArrayTask &task, const RandomStream &random,
                              const Distribution &noise) {
  NewArray result(task.shape);
  fillDraws(noise, random, result.elements);
  int64_t cells = 1, centre = 0;
  for (int64_t size : ArrayRef(task.shape)
                          .drop_front(std::min<size_t>(2, task.shape.size()))) {
    centre = centre * size + size / 2;
    cells *= size;
  }
  int64_t channels = task.fanIn() / cells;
  for (int64_t i = 0; i < std::min(task.fanOut(), channels); ++i)
    result.elements[i * task.fanIn() + i * cells + centre] += 1;
  return result.data;
}

/// The orthonormal columns of a normal matrix, or rows where it is wide.
static ArrayData fillOrthogonal(const ArrayTask &task,
                                const RandomStream &random) {
  int64_t rows = task.fanOut(), columns = task.fanIn();
  bool isWide = columns > rows;
  std::vector<double> vectors(static_cast<size_t>(rows * columns));
  auto placeOf = [&](int64_t index) {
    return isWide ? index : index % columns * rows + index / columns;
  };
  drawBlocks(Distribution(), random, vectors.size(),
             [&](size_t first, ArrayRef<double> draws) {
               for (auto [i, value] : llvm::enumerate(draws))
                 vectors[placeOf(first + i)] = value;
             });
  orthonormalize(vectors, std::min(rows, columns), std::max(rows, columns));
  NewArray result(task.shape);
  for (auto [i, element] : llvm::enumerate(result.elements))
    element = static_cast<float>(vectors[placeOf(i)]);
  return result.data;
}

ArrayData netc::fillWeights(ArrayTask &task, const InitializeOptions &options) {
  RandomStream random(options.seed, task.key());
  const InitializeMethod &method = options.method;
  switch (method.kind) {
  case Method::Orthogonal:
    return fillOrthogonal(task, random);
  case Method::Identity:
    return fillIdentity(task, random, method.noise);
  case Method::Random:
    return fillRandom(method.weights, random, task.shape);
  case Method::Kaiming:
  case Method::Xavier:
    break;
  }
  double deviation = deviationOf(task, method.kind);
  return fillRandom(method.isUniform ? Distribution::uniform(deviation)
                                     : Distribution::normal(deviation),
                    random, task.shape);
}
