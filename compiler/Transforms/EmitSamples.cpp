//===- EmitSamples.cpp - sample uses of every op as functions -------------===//

#include "compiler/Transforms/PrimPasses.h"
#include "compiler/Transforms/ReverseMode.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace netc {
#define GEN_PASS_DEF_EMITSAMPLESPASS
#include "compiler/Transforms/PrimPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;
using namespace netc::prim;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

namespace {
// Each sample is a function of the inputs asked for.
class FunctionSampler : public Sampler {
public:
  FunctionSampler(ModuleOp module, StringRef name, bool real64)
      : Sampler(opBuilder, module.getLoc()), module(module), name(name),
        opBuilder(module.getContext()),
        real(real64 ? opBuilder.getF64Type() : opBuilder.getF32Type()) {}

  Value input(ArrayRef<int64_t> shape, double low, double high) override {
    return argument(shape, real, opBuilder.getF64FloatAttr(low),
                    opBuilder.getF64FloatAttr(high));
  }
  Value indices(ArrayRef<int64_t> shape, int64_t low, int64_t high) override {
    return argument(shape, opBuilder.getI64Type(),
                    opBuilder.getI64IntegerAttr(low),
                    opBuilder.getI64IntegerAttr(high));
  }
  void emit(Value result) override {
    func::ReturnOp::create(opBuilder, loc(), result);
    function.setFunctionType(opBuilder.getFunctionType(
        function.getBody().getArgumentTypes(), result.getType()));
    functions.push_back(function);
    function = nullptr;
  }

  SmallVector<func::FuncOp> functions;

private:
  Value argument(ArrayRef<int64_t> shape, Type element, Attribute low,
                 Attribute high);

  ModuleOp module;
  StringRef name;
  OpBuilder opBuilder;
  Type real;
  func::FuncOp function;
};
} // namespace

Value FunctionSampler::argument(ArrayRef<int64_t> shape, Type element,
                                Attribute low, Attribute high) {
  if (!function) {
    opBuilder.setInsertionPointToEnd(module.getBody());
    function = func::FuncOp::create(
        opBuilder, loc(), (name + "_" + Twine(functions.size())).str(),
        opBuilder.getFunctionType({}, {}));
    function->setAttr("netc.entry", opBuilder.getUnitAttr());
    opBuilder.setInsertionPointToStart(function.addEntryBlock());
  }
  unsigned index = function.getNumArguments();
  Type type = RankedTensorType::get(shape, element);
  (void)function.insertArgument(
      index, type,
      opBuilder.getDictionaryAttr({opBuilder.getNamedAttr("netc.low", low),
                                   opBuilder.getNamedAttr("netc.high", high)}),
      loc());
  return function.getArgument(index);
}

// The adjoints of the real arguments, given that of the result.
static LogicalResult emitGradient(func::FuncOp function) {
  OpBuilder builder(function);
  builder.setInsertionPointAfter(function);
  auto gradient = cast<func::FuncOp>(builder.clone(*function));
  gradient.setName((function.getName() + "_gradient").str());
  Operation *end = gradient.getBody().front().getTerminator();
  Value result = end->getOperand(0);
  SmallVector<Operation *> ops;
  for (Operation &op : gradient.getBody().front().without_terminator())
    ops.push_back(&op);

  builder.setInsertionPoint(end);
  unsigned inputs = gradient.getNumArguments();
  (void)gradient.insertArgument(inputs, result.getType(), {},
                                gradient.getLoc());
  SmallVector<Value> wanted, gradients;
  for (Value input : gradient.getArguments().take_front(inputs))
    if (isa<FloatType>(typeOf(input).getElementType()))
      wanted.push_back(input);
  ReverseMode reverse(builder, gradient.getLoc(), wanted);
  reverse.seed(result, gradient.getArgument(inputs));
  if (failed(reverse.run(ops)))
    return failure();
  for (Value input : wanted)
    gradients.push_back(reverse.adjoint(input));
  end->setOperands(gradients);
  gradient.setFunctionType(builder.getFunctionType(
      gradient.getBody().getArgumentTypes(), ValueRange(gradients).getTypes()));
  return success();
}

namespace {
struct EmitSamplesPass : netc::impl::EmitSamplesPassBase<EmitSamplesPass> {
  using EmitSamplesPassBase::EmitSamplesPassBase;

  void runOnOperation() override {
    for (RegisteredOperationName name :
         getContext().getRegisteredOperations()) {
      const auto *sampled = name.getInterface<SampledOpInterface>();
      if (!sampled)
        continue;
      FunctionSampler sampler(getOperation(), name.stripDialect(), real64);
      sampled->samples(sampler);
      for (func::FuncOp function : sampler.functions)
        if (gradients &&
            isa<FloatType>(
                cast<RankedTensorType>(function.getFunctionType().getResult(0))
                    .getElementType()))
          if (failed(emitGradient(function)))
            return signalPassFailure();
    }
  }
};
} // namespace
