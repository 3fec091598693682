//===- LoopEmitter.cpp - elementwise operations and reductions as loops ---===//

#include "compiler/Codegen/CPU/LoopEmitter.h"

#include "compiler/Codegen/CPU/ElementBody.h"
#include "compiler/Codegen/CPU/LanesMemory.h"
#include "compiler/Codegen/CPU/Reduction.h"
#include "compiler/Codegen/CPU/RegisterTile.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace netc;

namespace {

class LoopEmitter {
public:
  LoopEmitter(ImplicitLocOpBuilder &builder, LoopOperation operation,
              LoopLanes lanes)
      : builder(builder), operation(std::move(operation)), lanes(lanes) {}

  void emit();

private:
  const LoopNest &nest() const { return operation.nest; }
  size_t splitForThreads(ArrayRef<unsigned> outer) const;
  void emitInner(ArrayRef<Index> loops);
  void emitStored(SmallVector<Index> loops, int64_t width);
  void emitReduced(ArrayRef<Index> loops);
  Values neutralValues(ArrayRef<int64_t> widths, bool openRest);
  Values reduceLanes(SmallVector<Index> loops, ValueRange carried);
  Values startValues(ArrayRef<Index> loops, int64_t width);
  Values evaluate(ArrayRef<Index> loops, int64_t width, ValueRange outputs);
  Values forReduced(ArrayRef<Index> loops, ValueRange carried,
                    function_ref<Values(SmallVector<Index>, ValueRange)> body);
  SmallVector<unsigned> loopsOf(bool parallel) const;
  SmallVector<int64_t> restWidths(Index &whole);
  Lanes lanesOf(int64_t width) const {
    return {lanes.loop, lanes.loop, width, {{0, 0}}, {}};
  }
  int64_t workPerElement() const;

  ImplicitLocOpBuilder &builder;
  LoopOperation operation;
  LoopLanes lanes;
};

} // namespace

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

/// The body at the given loop values, on lanes or (width 0) on an element.
Values LoopEmitter::evaluate(ArrayRef<Index> loops, int64_t width,
                             ValueRange outputs) {
  SmallVector<Value> arguments;
  for (const Access &input : operation.inputs()) {
    Index offset = offsetAt(builder, input, loops);
    arguments.push_back(width
                            ? loadLanes(builder, input, offset, lanesOf(width))
                            : loadElement(builder, input, offset));
  }
  arguments.append(outputs.begin(), outputs.end());
  auto loopIndex = [&](unsigned loop) -> Value {
    Value index = asValue(builder, loops[loop]);
    if (!width)
      return index;
    index = spread(builder, index, width);
    if (loop != lanes.loop)
      return index;
    return arith::AddIOp::create(builder, index, laneNumbers(builder, width));
  };
  return emitBody(builder, *operation.body, arguments, width, loopIndex);
}

/// What the outputs hold before: for a reduction its start, else nothing that a
/// body reads, unless it does.
Values LoopEmitter::startValues(ArrayRef<Index> loops, int64_t width) {
  Values values;
  for (auto [number, output] : llvm::enumerate(operation.outputs())) {
    BlockArgument old =
        operation.body->getArgument(operation.inputs().size() + number);
    if (operation.start || old.use_empty()) {
      Type type = output.elementType();
      Value start =
          operation.start
              ? operation.start
              : arith::ConstantOp::create(
                    builder, cast<TypedAttr>(builder.getZeroAttr(type)));
      values.push_back(width ? spread(builder, start, width) : start);
      continue;
    }
    Index offset = offsetAt(builder, output, loops);
    values.push_back(width ? loadLanes(builder, output, offset, lanesOf(width))
                           : loadElement(builder, output, offset));
  }
  return values;
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

SmallVector<unsigned> LoopEmitter::loopsOf(bool parallel) const {
  SmallVector<unsigned> numbers;
  for (auto [number, loop] : llvm::enumerate(nest().loops))
    if (loop.parallel == parallel &&
        (lanes.kind == LoopLanes::Kind::Scalar || number != lanes.loop))
      numbers.push_back(number);
  return numbers;
}

/// The reduced loops without that of the lanes.
Values LoopEmitter::forReduced(
    ArrayRef<Index> loops, ValueRange carried,
    function_ref<Values(SmallVector<Index>, ValueRange)> body) {
  SmallVector<unsigned> reduced = loopsOf(/*parallel=*/false);
  SmallVector<Index> sizes;
  for (unsigned loop : reduced)
    sizes.push_back(nest().loops[loop].size);
  return buildLoops(builder, sizes, carried,
                    [&](ArrayRef<Index> ivs, ValueRange values) {
                      SmallVector<Index> inner(loops);
                      for (auto [loop, iv] : llvm::zip_equal(reduced, ivs))
                        inner[loop] = iv;
                      return body(std::move(inner), values);
                    });
}

/// Cuts the lane loop into whole registers and widths for what is left; an open
/// rest is left to single elements.
SmallVector<int64_t> LoopEmitter::restWidths(Index &whole) {
  Index size = nest().loops[lanes.loop].size;
  whole = mul(builder, div(builder, size, lanes.width),
              number(builder, lanes.width));
  SmallVector<int64_t> widths;
  if (auto count = getConstantIntValue(size))
    for (int64_t rest = *count % lanes.width; rest > 0; rest -= widths.back())
      widths.push_back(llvm::bit_floor<uint64_t>(rest));
  return widths;
}

/// One register of outputs, or (width 0) one element.
void LoopEmitter::emitStored(SmallVector<Index> loops, int64_t width) {
  Values results =
      forReduced(loops, startValues(loops, width),
                 [&](SmallVector<Index> inner, ValueRange carried) {
                   return evaluate(inner, width, carried);
                 });
  for (auto [output, result] : llvm::zip_equal(operation.outputs(), results)) {
    Index offset = offsetAt(builder, output, loops);
    if (width)
      storeLanes(builder, output, offset, lanesOf(width), result);
    else
      storeElement(builder, output, offset, result);
  }
}

/// What lanes along a reduced loop carry before they have seen anything: whole
/// registers, then the parts of the rest.
Values LoopEmitter::neutralValues(ArrayRef<int64_t> widths, bool openRest) {
  Value neutral =
      arith::ConstantOp::create(builder, matchReduction(operation)->neutral);
  Values values = {spread(builder, neutral, lanes.width)};
  for (int64_t width : widths)
    values.push_back(spread(builder, neutral, width));
  if (openRest)
    values.push_back(neutral);
  return values;
}

/// Runs along the reduced loop once: whole registers, then the rest.
Values LoopEmitter::reduceLanes(SmallVector<Index> loops, ValueRange carried) {
  Index whole;
  SmallVector<int64_t> widths = restWidths(whole);
  Index size = nest().loops[lanes.loop].size;
  auto at = [&](Index position, int64_t width, ValueRange old) {
    loops[lanes.loop] = position;
    return evaluate(loops, width, old);
  };
  Values results = buildLoop(
      builder, number(builder, 0), whole, lanes.width, carried.front(),
      [&](Value iv, ValueRange old) { return at(iv, lanes.width, old); });
  Index position = whole;
  for (auto [width, old] : llvm::zip(widths, carried.drop_front())) {
    results.append(at(position, width, old));
    position = add(builder, position, number(builder, width));
  }
  if (!getConstantIntValue(size))
    results.append(
        buildLoop(builder, whole, size, 1, carried.back(),
                  [&](Value iv, ValueRange old) { return at(iv, 0, old); }));
  return results;
}

/// An output element from lanes along a reduced loop.
void LoopEmitter::emitReduced(ArrayRef<Index> loops) {
  Index whole;
  SmallVector<int64_t> widths = restWidths(whole);
  bool openRest = !getConstantIntValue(nest().loops[lanes.loop].size);
  Values sums = forReduced(loops, neutralValues(widths, openRest),
                           [&](SmallVector<Index> inner, ValueRange carried) {
                             return reduceLanes(std::move(inner), carried);
                           });
  Value total = startValues(loops, 0).front();
  for (Value sum : sums) {
    if (!isa<VectorType>(sum.getType()))
      sum = spread(builder, sum, 1);
    auto anyOrder = isa<FloatType>(total.getType())
                        ? arith::FastMathFlags::reassoc
                        : arith::FastMathFlags::none;
    total = vector::ReductionOp::create(
        builder, matchReduction(operation)->kind, sum, total, anyOrder);
  }
  const Access &output = operation.outputs().front();
  storeElement(builder, output, offsetAt(builder, output, loops), total);
}

/// All lanes at one combination of the other parallel loops.
void LoopEmitter::emitInner(ArrayRef<Index> outer) {
  SmallVector<Index> loops(outer);
  if (lanes.kind == LoopLanes::Kind::Scalar)
    return emitStored(loops, 0);
  if (lanes.kind == LoopLanes::Kind::Reduced)
    return emitReduced(loops);
  Index whole;
  SmallVector<int64_t> widths = restWidths(whole);
  auto at = [&](Index position, int64_t width) {
    loops[lanes.loop] = position;
    emitStored(loops, width);
    return Values();
  };
  buildLoop(builder, number(builder, 0), whole, lanes.width, {},
            [&](Value iv, ValueRange) { return at(iv, lanes.width); });
  Index position = whole;
  for (int64_t width : widths) {
    at(position, width);
    position = add(builder, position, number(builder, width));
  }
  Index size = nest().loops[lanes.loop].size;
  if (!getConstantIntValue(size))
    buildLoop(builder, whole, size, 1, {},
              [&](Value iv, ValueRange) { return at(iv, 0); });
}

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

/// In sixteenths of a nanosecond, by the ops of the body and the bytes moved.
int64_t LoopEmitter::workPerElement() const {
  int64_t ops = operation.body->getOperations().size();
  return 1 + (ops + operation.nest.operands.size()) * 8 / lanes.width;
}

/// How many of the outer loops are split between threads: as few as leave
/// pieces of work that are small against what a thread is worth.
size_t LoopEmitter::splitForThreads(ArrayRef<unsigned> outer) const {
  int64_t inside = nest().work(true) * nest().work(false) * workPerElement();
  size_t split = 0;
  while (split < outer.size() && inside > 16 * 1000)
    inside /=
        std::max<int64_t>(1, numberOr(nest().loops[outer[split++]].size, 16));
  // An open loop is the batch: always worth a look.
  for (size_t loop = split; loop < outer.size(); ++loop)
    if (!getConstantIntValue(nest().loops[outer[loop]].size))
      split = loop + 1;
  return split;
}

void LoopEmitter::emit() {
  SmallVector<unsigned> outer = loopsOf(/*parallel=*/true);
  size_t split = splitForThreads(outer);
  SmallVector<Index> sizes;
  int64_t work = workPerElement() * nest().work(true) * nest().work(false);
  for (unsigned loop : outer)
    sizes.push_back(nest().loops[loop].size);
  for (Index size : ArrayRef(sizes).take_front(split))
    work /= std::max<int64_t>(1, numberOr(size, 16));

  SmallVector<Index> loops(nest().loops.size(), number(builder, 0));
  auto set = [&](ArrayRef<unsigned> numbers, ArrayRef<Index> ivs) {
    for (auto [loop, iv] : llvm::zip_equal(numbers, ivs))
      loops[loop] = iv;
  };
  buildParallelLoop(builder, ArrayRef(sizes).take_front(split), work + 16,
                    [&](ArrayRef<Index> ivs) {
                      set(ArrayRef(outer).take_front(split), ivs);
                      buildLoops(builder, ArrayRef(sizes).drop_front(split), {},
                                 [&](ArrayRef<Index> inner, ValueRange) {
                                   set(ArrayRef(outer).drop_front(split),
                                       inner);
                                   emitInner(loops);
                                   return Values();
                                 });
                    });
}

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

/// Puts the parallel loops in the order of the output in memory.
static void sortLoops(LoopOperation &operation) {
  LoopNest &nest = operation.nest;
  auto order = llvm::to_vector(llvm::seq<unsigned>(0, nest.loops.size()));
  const Access &output = operation.outputs().front();
  // An open stride is larger than all that are known.
  constexpr int64_t open = std::numeric_limits<int64_t>::max();
  llvm::sort(order, [&](unsigned a, unsigned b) {
    auto key = [&](unsigned loop) {
      bool parallel = nest.loops[loop].parallel;
      int64_t stride = parallel ? numberOr(output.strides[loop], open) : 0;
      return std::tuple(!parallel, -stride, loop);
    };
    return key(a) < key(b);
  });
  auto permute = [&](auto &list) {
    auto copy = list;
    for (auto [to, from] : llvm::enumerate(order))
      list[to] = copy[from];
  };
  for (Access &access : nest.operands)
    permute(access.strides);
  permute(nest.loops);
}

void netc::emitLoopOperation(ImplicitLocOpBuilder &builder,
                             LoopOperation operation, int64_t vectorBits) {
  // linalg.index names loops by number: then they stay as they are.
  if (operation.body->getOps<linalg::IndexOp>().empty()) {
    sortLoops(operation);
    simplify(builder, operation.nest, /*keepFirst=*/true);
  }
  LoopLanes lanes = chooseLoopLanes(operation, vectorBits);
  LoopEmitter(builder, std::move(operation), lanes).emit();
}
