//===- Tree.cpp - expressions to nets ------------------------------------===//

#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Frontend/Tree/Build.h"
#include "compiler/Frontend/Tree/Coders.h"
#include "dialects/Net/IR/LayersToCome.h"
#include "dialects/Net/IR/NetDialect.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

static constexpr unsigned deepest = 1000;

bool netc::isNetHead(StringRef head) {
  return head == "NetChain" || head == "NetGraph" || head == "NetEncoder" ||
         head == "NetDecoder" || net::findLayer(head) ||
         net::isLayerToCome(head);
}

bool netc::isNetExpression(const Expr &expr) {
  return isNetHead(expr.headName());
}

SmallVector<StringRef> netc::netHeads() {
  SmallVector<StringRef> heads = {"NetChain", "NetGraph", "NetEncoder",
                                  "NetDecoder"};
  for (const net::LayerSchema &schema : net::layerSchemas()) {
    heads.push_back(schema.notation);
    llvm::append_range(heads, schema.aliases);
  }
  return heads;
}

SmallVector<StringRef> netc::futureNetHeads() {
  return SmallVector<StringRef>(net::layersToCome());
}

static FailureOr<BuiltNet> buildCoder(const Expr &call, BuildContext &build) {
  FailureOr<net::CoderAttr> coder = parseCoder(call, build);
  if (failed(coder))
    return failure();
  BuiltNet result;
  result.module = ModuleOp::create(build.locate(call));
  result.module.get()->setAttr(coderAttribute, *coder);
  return result;
}

FailureOr<BuiltNet> netc::buildNet(const Expr &net, MLIRContext *context,
                                   const BuildOptions &options) {
  context->loadDialect<net::NetDialect>();
  BuildContext build(context, options);
  if (net.depth() > deepest)
    return build.error(net, "nesting-too-deep")
           << "the net nests deeper than " << deepest << " levels";
  if (isCoderExpression(net))
    return buildCoder(net, build);
  NodeOrFailure node = buildNode(net, Seat(), build);
  if (failed(node))
    return failure();
  if (!(*node)->isContainer())
    settleInputs(**node, options.inputCount);
  FailureOr<BuiltNet> built = emitNet(**node, build);
  if (failed(built))
    return failure();
  assert(succeeded(verify(*built->module)) && "built a net that is not valid");
  return built;
}
