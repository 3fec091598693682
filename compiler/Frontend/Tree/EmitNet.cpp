//===- EmitNet.cpp - the finished tree becomes IR ------------------------===//

#include "compiler/Frontend/Tree/Build.h"
#include "compiler/Frontend/Tree/EmitArrays.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Frontend/Tree/Multipliers.h"
#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Net/IR/Positions.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

namespace {

class Emitter {
public:
  Emitter(ModuleOp module, ArrayStore &store, BuildContext &build)
      : build(build), builder(module.getBodyRegion()),
        arrayBuilder(module.getBodyRegion()),
        arrays(arrayBuilder, store, build),
        unknownType(net::ArrayType::unknown(build.context)) {}

  LogicalResult emitRoot(Node &node);

private:
  Operation *emitNode(Node &node, ArrayRef<Value> operands);
  Block &addBody(Operation *op);
  void fillBody(Node &container, Block &body);
  Value addArgument(const InputPort &port, const Node &node, Block &body);
  Value valueOf(Source source, Block &body);
  NamedAttrList attributesOf(Node &node, size_t operandCount);

  BuildContext &build;
  OpBuilder builder;
  OpBuilder arrayBuilder; // arrays stand before the root
  ArrayEmitter arrays;
  Type unknownType;
  llvm::DenseMap<Node *, Operation *> ops;
  bool isGood = true;
};

} // namespace

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

template <typename Ports>
static ArrayAttr namesOf(const Ports &ports, Builder &builder) {
  SmallVector<Attribute> names;
  for (const auto &port : ports)
    names.push_back(builder.getStringAttr(port.name));
  return builder.getArrayAttr(names);
}

// The shapes written at the ports; null where there are none.
template <typename Ports>
static ArrayAttr typesOf(const Ports &ports, Builder &builder) {
  SmallVector<Attribute> types;
  bool isEmpty = true;
  for (const auto &port : ports) {
    isEmpty &= !port.shape.type;
    types.push_back(port.shape.type ? Attribute(TypeAttr::get(port.shape.type))
                                    : builder.getUnitAttr());
  }
  return isEmpty ? ArrayAttr() : builder.getArrayAttr(types);
}

template <typename Ports>
static int64_t countExposed(const Ports &ports) {
  return llvm::count_if(ports, [](const auto &port) { return port.exposed; });
}

static void addIdentity(const Node &node, NamedAttrList &attributes,
                        Builder &builder) {
  if (!node.parent)
    return;
  if (!node.name.empty())
    attributes.set(net::nameAttribute, builder.getStringAttr(node.name));
  attributes.set(net::placeAttribute, builder.getI64IntegerAttr(node.place));
}

static void addContainer(const Node &node, NamedAttrList &attributes,
                         Builder &builder) {
  attributes.set("input_names", namesOf(node.inputs, builder));
  attributes.set("output_names", namesOf(node.outputs, builder));
  if (int64_t count = countExposed(node.inputs))
    attributes.set(exposedInputsAttribute, builder.getI64IntegerAttr(count));
  if (int64_t count = countExposed(node.outputs))
    attributes.set(exposedOutputsAttribute, builder.getI64IntegerAttr(count));
}

// Which optional and variadic operands are there.
static DenseI32ArrayAttr segmentsOf(const Node &layer, Builder &builder) {
  SmallVector<int32_t> segments;
  unsigned port = 0;
  for (const net::PortSchema &schema : layer.schema->inputs) {
    if (schema.variadic) {
      segments.push_back(layer.inputs.size());
      port = layer.inputs.size();
    } else {
      segments.push_back(!schema.optional || layer.inputs[port].source ? 1 : 0);
      ++port;
    }
  }
  return builder.getDenseI32ArrayAttr(segments);
}

static bool needsSegments(const Node &layer) {
  return llvm::count_if(layer.schema->inputs, [](auto &port) {
           return port.variadic || port.optional;
         }) > 1;
}

NamedAttrList Emitter::attributesOf(Node &node, size_t operandCount) {
  NamedAttrList attributes;
  addIdentity(node, attributes, builder);
  if (node.isContainer()) {
    addContainer(node, attributes, builder);
  } else {
    attributes.append(node.settings);
    isGood &= succeeded(arrays.emit(node, attributes));
    if (node.namedInputs)
      attributes.set(net::portNamesAttribute, namesOf(node.inputs, builder));
    if (needsSegments(node))
      attributes.set("operandSegmentSizes", segmentsOf(node, builder));
  }
  if (ArrayAttr types = typesOf(node.inputs, builder))
    attributes.set(net::inputTypesAttribute, types);
  if (ArrayAttr types = typesOf(node.outputs, builder))
    attributes.set(net::outputTypesAttribute, types);
  isGood &= succeeded(checkMultipliers(node, build));
  if (node.multipliers)
    attributes.set(multipliersAttribute,
                   toExpressionAttribute(node.multipliers, build.context));
  return attributes;
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

Operation *Emitter::emitNode(Node &node, ArrayRef<Value> operands) {
  StringRef mnemonic = node.kind == Node::Kind::Layer ? node.schema->mnemonic
                       : node.kind == Node::Kind::Chain
                           ? net::ChainOp::getOperationName()
                           : net::GraphOp::getOperationName();
  OperationState state(build.locate(node.expr), mnemonic);
  state.addOperands(operands);
  state.addTypes(SmallVector<Type>(node.outputs.size(), unknownType));
  state.addAttributes(attributesOf(node, operands.size()).getAttrs());
  if (node.isContainer())
    state.addRegion();
  Operation *op = builder.create(state);
  ops[&node] = op;
  if (node.isContainer())
    fillBody(node, addBody(op));
  return op;
}

Block &Emitter::addBody(Operation *op) { return op->getRegion(0).emplaceBlock(); }

// A port keeps the shape written for it, and its place for messages.
Value Emitter::addArgument(const InputPort &port, const Node &node,
                           Block &body) {
  Type type = port.shape.type ? Type(port.shape.type) : unknownType;
  return body.addArgument(
      type,
      build.locate(port.shape.written ? port.shape.written : node.expr));
}

Value Emitter::valueOf(Source source, Block &body) {
  if (!source.node)
    return body.getArgument(source.port);
  Operation *op = ops.lookup(source.node);
  return op ? Value(op->getResult(source.port)) : Value();
}

// A layer may use the output of a later one: it is set when all are there.
void Emitter::fillBody(Node &container, Block &body) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(&body);
  for (const InputPort &port : container.inputs)
    addArgument(port, container, body);
  Value later = body.addArgument(unknownType, builder.getUnknownLoc());
  for (const std::unique_ptr<Node> &layer : container.layers) {
    SmallVector<Value> operands;
    for (const InputPort &port : layer->inputs) {
      if (!port.source)
        continue; // a state that starts at zero
      Value value = valueOf(*port.source, body);
      operands.push_back(value ? value : later);
    }
    emitNode(*layer, operands);
  }
  for (const std::unique_ptr<Node> &layer : container.layers) {
    unsigned operand = 0;
    for (const InputPort &port : layer->inputs)
      if (port.source)
        ops[layer.get()]->setOperand(operand++, valueOf(*port.source, body));
  }
  SmallVector<Value> outputs;
  for (const OutputPort &port : container.outputs)
    outputs.push_back(valueOf(port.source, body));
  net::YieldOp::create(builder, build.locate(container.expr), outputs);
  body.eraseArgument(body.getNumArguments() - 1);
}

//===----------------------------------------------------------------------===//
// The root
//===----------------------------------------------------------------------===//

template <typename Port>
static Attribute coderOf(const Port &port, Builder &builder) {
  return port.shape.coder ? Attribute(port.shape.coder) : builder.getUnitAttr();
}

// Names and coders of the ports that the net has as a whole.
template <typename Ports>
static void rootPorts(const Ports &ports, Builder &builder,
                      SmallVectorImpl<unsigned> &indices, ArrayAttr &names,
                      ArrayAttr &coders) {
  SmallVector<Attribute> nameList, coderList;
  bool hasCoder = false;
  for (auto [index, port] : llvm::enumerate(ports)) {
    if (port.state || port.exposed)
      continue;
    indices.push_back(index);
    nameList.push_back(builder.getStringAttr(port.name));
    coderList.push_back(coderOf(port, builder));
    hasCoder |= static_cast<bool>(port.shape.coder);
  }
  names = builder.getArrayAttr(nameList);
  coders = hasCoder ? builder.getArrayAttr(coderList) : ArrayAttr();
}

LogicalResult Emitter::emitRoot(Node &node) {
  SmallVector<unsigned> inputs, outputs;
  ArrayAttr inputNames, outputNames, inputCoders, outputCoders;
  rootPorts(node.inputs, builder, inputs, inputNames, inputCoders);
  rootPorts(node.outputs, builder, outputs, outputNames, outputCoders);
  Location location = build.locate(node.expr);
  auto root = net::RootOp::create(builder, location,
                                  builder.getStringAttr("net"), inputNames,
                                  outputNames, inputCoders, outputCoders);
  arrayBuilder.setInsertionPoint(root);
  Block &body = addBody(root);
  builder.setInsertionPointToEnd(&body);
  SmallVector<Value> operands;
  for (unsigned index : inputs) {
    operands.push_back(addArgument(node.inputs[index], node, body));
    node.inputs[index].source = Source{nullptr, index};
  }
  Operation *op = emitNode(node, operands);
  SmallVector<Value> results;
  for (unsigned index : outputs)
    results.push_back(op->getResult(index));
  net::YieldOp::create(builder, location, results);
  return success(isGood);
}

FailureOr<BuiltNet> tree::emitNet(Node &net, BuildContext &build) {
  BuiltNet result;
  result.module = ModuleOp::create(build.locate(net.expr));
  if (failed(Emitter(*result.module, result.arrays, build).emitRoot(net)))
    return failure();
  return result;
}
