//===- EntryBuilder.cpp - one entry point of prim ops from a net ----------===//

#include "compiler/Conversion/EntryBuilder.h"
#include "compiler/Conversion/GradientTargets.h"
#include "compiler/Conversion/TrainingTargets.h"
#include "compiler/Transforms/EntryFunction.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/NetInterfaces.h"
#include "dialects/Net/IR/Topology.h"

using namespace mlir;
using namespace netc;

static FloatType precisionOf(StringRef name, MLIRContext *context) {
  if (name == "Real64")
    return Float64Type::get(context);
  if (name == "Real16")
    return Float16Type::get(context);
  if (name == "BFloat16")
    return BFloat16Type::get(context);
  return Float32Type::get(context);
}

static net::Decomposition::Entry entryOf(const EntryOptions &options,
                                         MLIRContext *context) {
  net::Decomposition::Entry entry;
  entry.mode =
      options.mode == "Training" ? net::Mode::Training : net::Mode::Test;
  entry.precision = precisionOf(options.precision, context);
  if (options.batch > 0)
    entry.batch = options.batch;
  return entry;
}

EntryBuilder::EntryBuilder(net::RootOp root, const EntryOptions &options,
                           ArrayRef<Value> probes,
                           ArrayRef<std::string> probeNames)
    : root(root), options(options), probes(probes), probeNames(probeNames),
      arrays(root->getParentRegion()->getOps<net::ArrayOp>()),
      builder(root.getContext()),
      decomposition(builder, root.getLoc(),
                    entryOf(options, root.getContext())) {}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

Type EntryBuilder::elementOf(net::Element element) {
  if (element.isInteger())
    return builder.getI64Type();
  return decomposition.precision();
}

RankedTensorType EntryBuilder::portType(Value port) {
  auto type = cast<net::ArrayType>(port.getType());
  SmallVector<int64_t> sizes{options.batch > 0 ? options.batch
                                               : ShapedType::kDynamic};
  llvm::append_range(sizes, *type.fixedShape());
  return RankedTensorType::get(sizes, elementOf(type.getElement()));
}

RankedTensorType EntryBuilder::arrayType(net::ArrayOp array) {
  auto type = cast<net::ArrayType>(array.getType());
  return RankedTensorType::get(*type.fixedShape(),
                               elementOf(type.getElement()));
}

SmallVector<Type> EntryBuilder::argumentTypes() {
  SmallVector<Type> types;
  for (Value port : root.getInputPorts())
    if (hasLosses() || !root.isAttachedInput(port))
      types.push_back(portType(port));
  for (net::ArrayOp array : arrays)
    types.push_back(arrayType(array));
  return types;
}

//===----------------------------------------------------------------------===//
// The function
//===----------------------------------------------------------------------===//

LogicalResult EntryBuilder::build(StringRef name) {
  builder.setInsertionPointToEnd(root->getBlock());
  auto function =
      func::FuncOp::create(builder, root.getLoc(), name,
                           builder.getFunctionType(argumentTypes(), {}));
  function->setAttr(entry::attribute, entryAttribute());
  if (failed(setRequest(function)))
    return failure();
  builder.setInsertionPointToStart(function.addEntryBlock());
  bindArguments(function);
  if (failed(decomposeBody(root.getBody().front())))
    return failure();
  finish(function);
  return success();
}

bool EntryBuilder::hasLosses() const {
  return options.kind == EntryKind::TrainStep ||
         options.kind == EntryKind::Evaluate;
}

static StringRef wordFor(EntryKind kind) {
  switch (kind) {
  case EntryKind::Infer:
    return "infer";
  case EntryKind::Gradient:
    return "gradient";
  case EntryKind::TrainStep:
    return "train_step";
  case EntryKind::Evaluate:
    return "evaluate";
  }
  llvm_unreachable("all kinds have a word");
}

DictionaryAttr EntryBuilder::entryAttribute() {
  return builder.getDictionaryAttr(
      {builder.getNamedAttr("kind", builder.getStringAttr(wordFor(options.kind))),
       builder.getNamedAttr("group", builder.getI64IntegerAttr(options.group)),
       builder.getNamedAttr("mode", builder.getStringAttr(options.mode)),
       builder.getNamedAttr("precision",
                            builder.getStringAttr(options.precision)),
       builder.getNamedAttr("batch",
                            builder.getI64IntegerAttr(options.batch))});
}

// What the passes behind this one are asked to add to the function.
LogicalResult EntryBuilder::setRequest(func::FuncOp function) {
  if (options.kind == EntryKind::Gradient) {
    FailureOr<DictionaryAttr> gradient = gradientAttribute();
    if (failed(gradient))
      return failure();
    function->setAttr(entry::gradientRequest, withSegments(*gradient));
  }
  if (options.kind == EntryKind::TrainStep) {
    FailureOr<DictionaryAttr> training =
        trainingAttribute(root, *options.training, options.group);
    if (failed(training))
      return failure();
    function->setAttr(entry::trainingRequest, withSegments(*training));
  }
  return success();
}

DictionaryAttr EntryBuilder::withSegments(DictionaryAttr request) {
  if (options.segments <= 1)
    return request;
  NamedAttrList list(request);
  list.set(entry::segments, builder.getI64IntegerAttr(options.segments));
  return list.getDictionary(builder.getContext());
}

// As prim-differentiate reads it.
FailureOr<DictionaryAttr> EntryBuilder::gradientAttribute() {
  auto report = [&](StringRef code) { return emitCoded(root.getLoc(), code); };
  GradientTargets targets;
  for (const std::string &name : options.gradient->targets)
    if (failed(addGradientTarget(root, name, report, targets)))
      return failure();
  SmallVector<StringRef> imposed;
  for (const std::string &name : options.gradient->imposed) {
    if (failed(checkImposedGradient(root, name, report)))
      return failure();
    imposed.push_back(name);
  }
  auto names = [&](ArrayRef<StringAttr> list) {
    return builder.getArrayAttr(SmallVector<Attribute>(list.begin(), list.end()));
  };
  NamedAttrList request;
  request.set("ports", names(targets.ports));
  request.set("arrays", names(targets.arrays));
  request.set("imposed", builder.getStrArrayAttr(imposed));
  if (options.gradient->outputs)
    request.set("outputs", builder.getUnitAttr());
  return request.getDictionary(builder.getContext());
}

// Names are set together: one by one, each would copy all before it.
void EntryBuilder::bindArguments(func::FuncOp function) {
  SmallVector<Attribute> names;
  auto named = [&](StringRef kind, Attribute name) {
    names.push_back(
        builder.getDictionaryAttr(builder.getNamedAttr(kind, name)));
    return function.getArgument(names.size() - 1);
  };
  for (auto [port, name] :
       llvm::zip(root.getInputPorts(), root.getInputNames()))
    if (hasLosses() || !root.isAttachedInput(port))
      decomposition.setPort(port, named(entry::port, name));
  for (net::ArrayOp array : arrays) {
    StringAttr key = array.getSymNameAttr();
    decomposition.setArray(key, named(entry::array, key));
  }
  function.setAllArgAttrs(names);
}

// Returns outputs, then probes, then the new values of arrays.
void EntryBuilder::finish(func::FuncOp function) {
  SmallVector<Value> values;
  SmallVector<Attribute> names;
  auto add = [&](Value value, StringRef kind, Attribute name) {
    values.push_back(value);
    names.push_back(
        builder.getDictionaryAttr(builder.getNamedAttr(kind, name)));
  };
  for (auto [port, name] : llvm::zip(root.getOutputs(), root.getOutputNames()))
    if (hasLosses() || !root.isAttachedOutput(port))
      add(decomposition.port(port), entry::port, name);
  for (auto [port, name] : llvm::zip(probes, probeNames))
    add(decomposition.port(port), entry::probe, builder.getStringAttr(name));
  // Moving statistics change when the net is trained, and only then.
  if (options.kind == EntryKind::TrainStep)
    for (auto [key, value] : decomposition.arrayUpdates())
      add(value, entry::update, key);
  func::ReturnOp::create(builder, root.getLoc(), values);
  function.setType(builder.getFunctionType(function.getArgumentTypes(),
                                           ValueRange(values).getTypes()));
  function.setAllResultAttrs(names);
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

LogicalResult EntryBuilder::decomposeBody(Block &body) {
  FailureOr<SmallVector<Operation *>> order = net::topologicalOrder(body);
  if (failed(order))
    return failure();
  for (Operation *op : *order) {
    bool isLoss = op->getParentOp() == root && op != root.getNet();
    if (isa<net::YieldOp>(op) || (isLoss && !hasLosses()))
      continue;
    if (failed(net::isContainer(op) ? decomposeContainer(op)
                                    : decomposeLayer(op)))
      return failure();
  }
  return success();
}

LogicalResult EntryBuilder::decomposeContainer(Operation *container) {
  Block &body = container->getRegion(0).front();
  for (auto [outer, inner] :
       llvm::zip(container->getOperands(), body.getArguments()))
    decomposition.setPort(inner, decomposition.port(outer));
  if (failed(decomposeBody(body)))
    return failure();
  for (auto [inner, outer] :
       llvm::zip(body.getTerminator()->getOperands(), container->getResults()))
    decomposition.setPort(outer, decomposition.port(inner));
  return success();
}

LogicalResult EntryBuilder::decomposeLayer(Operation *layer) {
  auto decomposable = dyn_cast<net::DecomposableOpInterface>(layer);
  if (!decomposable)
    return layer->emitOpError("is no layer that can be decomposed");
  decomposition.setLoc(layer->getLoc());
  if (failed(decomposable.decompose(decomposition)))
    return failure();
  for (Value port : layer->getResults())
    if (!decomposition.isSet(port))
      return layer->emitOpError("did not set all of its outputs");
  return success();
}
