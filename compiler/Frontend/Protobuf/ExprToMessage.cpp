//===- ExprToMessage.cpp - expressions to messages of net.proto ----------===//

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Frontend/Protobuf/Messages.h"
#include "compiler/Frontend/Protobuf/net.pb.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Notation/Number.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::StringRef;

static void writeValue(const Expr &expr, proto::Value &value);

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static void writeArray(const ArrayData &data, proto::Array &array) {
  array.set_element(toString(data.element).str());
  array.mutable_shape()->Add(data.shape.begin(), data.shape.end());
  array.set_data(data.bytes.data(), data.bytes.size());
}

static void writeInteger(const Expr &integer, proto::Value &value) {
  if (std::optional<int64_t> small = integer.asInt64())
    value.set_integer(*small);
  else
    value.set_big_integer(toString(getNumerator(integer)));
}

// Vertices as writePort takes them.
static bool isVertex(const Expr &expr) {
  auto isStep = [](const Expr &step) {
    return step.isString() || step.asInt64().has_value();
  };
  if (!expr.isCall("NetPort"))
    return isStep(expr);
  ArrayRef<Expr> args = expr.args();
  if (args.empty() || args.size() > 2 || !args.back().isString())
    return false;
  return args.size() == 1 ||
         (args[0].isList() ? llvm::all_of(args[0].args(), isStep)
                           : isStep(args[0]));
}

static bool isEdge(const Expr &expr) {
  return expr.isRule() && isVertex(expr.args()[0]) &&
         (expr.args()[1].isSymbol("None") || isVertex(expr.args()[1]));
}

// Whether it has the form of a layer message. A function may be any expression
// as long as nobody has looked at it, even one with the head of a net.
static bool isLayer(const Expr &expr) {
  if (!isNetExpression(expr))
    return false;
  bool isGraph = expr.isCall("NetGraph");
  if (!isGraph && !expr.isCall("NetChain"))
    return true;
  ArrayRef<Expr> args = expr.args();
  if (args.size() < (isGraph ? 2 : 1))
    return false;
  bool hasEdges =
      !isGraph || (args[1].isList() && llvm::all_of(args[1].args(), isEdge));
  return hasEdges && (args[0].isList() || args[0].isAssociation()) &&
         llvm::all_of(args[0].args(), [&](const Expr &element) {
           if (args[0].isList())
             return isLayer(element);
           return element.isRule() && element.args()[0].isString() &&
                  isLayer(element.args()[1]);
         });
}

static void writeCall(const Expr &call, proto::Value &value) {
  if (isLayer(call)) {
    exprToMessage(call, *value.mutable_layer());
    return;
  }
  if (call.isList()) {
    proto::List &list = *value.mutable_list();
    for (const Expr &element : call.args())
      writeValue(element, *list.add_elements());
    return;
  }
  if (call.isAssociation()) {
    proto::Association &association = *value.mutable_association();
    for (const Expr &rule : call.args()) {
      proto::Entry &entry = *association.add_entries();
      writeValue(rule.args()[0], *entry.mutable_key());
      writeValue(rule.args()[1], *entry.mutable_value());
    }
    return;
  }
  writeValue(call.head(), *value.mutable_call()->mutable_head());
  for (const Expr &argument : call.args())
    writeValue(argument, *value.mutable_call()->add_arguments());
}

static void writeValue(const Expr &expr, proto::Value &value) {
  switch (expr.kind()) {
  case Expr::Kind::Symbol:
    return value.set_symbol(expr.name().str());
  case Expr::Kind::Integer:
    return writeInteger(expr, value);
  case Expr::Kind::Rational:
  case Expr::Kind::Real:
    return value.set_real(*expr.asDouble());
  case Expr::Kind::String:
    return value.set_text(expr.text().str());
  case Expr::Kind::Call:
    return writeCall(expr, value);
  case Expr::Kind::Numeric:
    return writeArray(*expr.array(), *value.mutable_array());
  case Expr::Kind::Net:
    break;
  }
  llvm_unreachable("an expression that the writer of nets does not make");
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

static void writeStep(const Expr &step, proto::Port &port) {
  if (step.isString())
    port.add_layer()->set_name(step.text().str());
  else
    port.add_layer()->set_place(*step.asInt64());
}

static void writePort(const Expr &vertex, proto::Port &port) {
  if (!vertex.isCall("NetPort"))
    return writeStep(vertex, port);
  ArrayRef<Expr> args = vertex.args();
  port.set_name(args.back().text().str());
  if (args.size() == 1)
    return;
  for (const Expr &step : args[0].isList() ? args[0].args() : ArrayRef(args[0]))
    writeStep(step, port);
}

static void writeEdge(const Expr &rule, proto::Edge &edge) {
  writePort(rule.args()[0], *edge.mutable_from());
  if (!rule.args()[1].isSymbol("None"))
    writePort(rule.args()[1], *edge.mutable_to());
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

static void writeLayers(const Expr &layers, proto::Layer &container) {
  for (const Expr &element : layers.args()) {
    proto::Layer &layer = *container.add_layers();
    exprToMessage(layers.isAssociation() ? element.args()[1] : element, layer);
    if (layers.isAssociation())
      layer.set_name(element.args()[0].text().str());
  }
}

void netc::exprToMessage(const Expr &net, proto::Layer &layer) {
  layer.set_type(net.headName().str());
  ArrayRef<Expr> arguments = net.args();
  bool isGraph = net.isCall("NetGraph");
  if (isGraph || net.isCall("NetChain")) {
    writeLayers(arguments.front(), layer);
    arguments = arguments.drop_front();
  }
  if (isGraph) {
    for (const Expr &edge : arguments.front().args())
      writeEdge(edge, *layer.add_edges());
    arguments = arguments.drop_front();
  }
  for (const Expr &argument : arguments) {
    if (!argument.isRule()) {
      writeValue(argument, *layer.add_arguments());
      continue;
    }
    proto::Option &option = *layer.add_options();
    option.set_name(argument.args()[0].nameOrText().value_or("").str());
    writeValue(argument.args()[1], *option.mutable_value());
  }
}
