//===- DecomposeLayers.cpp - turns a net into functions of prim ops -------===//

#include "compiler/Conversion/DecomposeLayers.h"
#include "compiler/Conversion/EntryBuilder.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Positions.h"
#include "dialects/Prim/IR/PrimDialect.h"
#include "llvm/ADT/StringMap.h"

namespace netc {
#define GEN_PASS_DEF_DECOMPOSELAYERSPASS
#include "compiler/Conversion/DecomposePasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

//===----------------------------------------------------------------------===//
// All sizes must be known
//===----------------------------------------------------------------------===//

static bool isVarying(net::ArrayType type) {
  return llvm::any_of(type.getDimensions(), [](net::Dimension dimension) {
    return dimension.isLength();
  });
}

// `what` is the port or array, `advice` the way out.
static LogicalResult checkFixed(net::ArrayType type, Location location,
                                const Twine &what, const Twine &advice) {
  if (type.fixedShape())
    return success();
  if (isVarying(type))
    return emitCoded(location, "unsupported-varying")
           << what << " has a Varying length, which cannot be compiled yet";
  return emitCoded(location, "unknown-shape")
         << "the size of " << what << " could not be determined; give "
         << advice;
}

static LogicalResult checkPort(Value port, Operation *layer,
                               const std::string &name) {
  return checkFixed(cast<net::ArrayType>(port.getType()), layer->getLoc(),
                    "port \"" + name + "\" of " + net::describeLayer(layer),
                    "\"" + name + "\" -> shape");
}

static LogicalResult checkLayer(Operation *layer) {
  for (OpOperand &operand : layer->getOpOperands())
    if (failed(checkPort(operand.get(), layer,
                         net::inputName(layer, operand.getOperandNumber()))))
      return failure();
  for (OpResult result : layer->getResults())
    if (failed(checkPort(result, layer,
                         net::outputName(layer, result.getResultNumber()))))
      return failure();
  return success();
}

// The first layer or, where all of these are known, container with an open
// port.
static LogicalResult checkPorts(net::RootOp root, bool containers) {
  WalkResult result = root->walk<WalkOrder::PreOrder>([&](Operation *op) {
    bool isLayer = !isa<net::RootOp, net::YieldOp>(op);
    if (isLayer && net::isContainer(op) == containers)
      return WalkResult(checkLayer(op));
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

static LogicalResult checkSizes(net::RootOp root) {
  if (failed(checkPorts(root, /*containers=*/false)) ||
      failed(checkPorts(root, /*containers=*/true)))
    return failure();
  for (auto array : root->getParentRegion()->getOps<net::ArrayOp>()) {
    StringRef key = array.getSymName();
    if (failed(checkFixed(cast<net::ArrayType>(array.getType()), array.getLoc(),
                          "array \"" + key + "\"", "the layer's sizes")))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Probes
//===----------------------------------------------------------------------===//

// The first output of every layer and container under its position.
static llvm::StringMap<Value> outputsByPosition(net::RootOp root) {
  llvm::StringMap<Value> outputs;
  root->walk([&](Operation *op) {
    SmallVector<net::PositionStep> position = net::positionOf(op);
    if (!position.empty() && op->getNumResults() > 0)
      outputs[net::positionKey(position)] = op->getResult(0);
  });
  return outputs;
}

static LogicalResult findProbes(net::RootOp root,
                                ArrayRef<std::string> positions,
                                SmallVectorImpl<Value> &probes) {
  if (positions.empty())
    return success();
  llvm::StringMap<Value> outputs = outputsByPosition(root);
  for (const std::string &position : positions) {
    probes.push_back(outputs.lookup(position));
    if (!probes.back())
      return emitCoded(root.getLoc(), "unknown-layer-name")
             << "the net has no layer at position " << position;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

static void eraseNet(ModuleOp module) {
  for (Operation &op : llvm::make_early_inc_range(module.getOps()))
    if (isa<net::RootOp, net::ArrayOp>(op))
      op.erase();
}

LogicalResult netc::decomposeNet(ModuleOp module,
                                 const DecomposeOptions &options) {
  auto roots = module.getOps<net::RootOp>();
  if (roots.empty())
    return module.emitError("holds no net");
  net::RootOp root = *roots.begin();
  SmallVector<Value> probes;
  if (failed(checkSizes(root)) ||
      failed(findProbes(root, options.probes, probes)))
    return failure();
  for (auto [index, entry] : llvm::enumerate(options.entries)) {
    EntryBuilder builder(root, entry, probes, options.probes);
    if (failed(builder.build("entry_" + std::to_string(index))))
      return failure();
  }
  eraseNet(module);
  return success();
}

// Test:Real32:0
static FailureOr<EntryOptions> parseEntry(StringRef text, Location location) {
  SmallVector<StringRef> parts;
  text.split(parts, ':');
  EntryOptions entry;
  if (parts.size() != 3 || parts[2].getAsInteger(10, entry.batch) ||
      entry.batch < 0)
    return emitError(location)
           << "entry " << text << " is not of the form mode:precision:batch";
  entry.mode = parts[0].str();
  entry.precision = parts[1].str();
  return entry;
}

namespace {

class DecomposeLayers
    : public netc::impl::DecomposeLayersPassBase<DecomposeLayers> {
public:
  using DecomposeLayersPassBase::DecomposeLayersPassBase;
  explicit DecomposeLayers(DecomposeOptions options)
      : given(std::move(options)) {}

private:
  LogicalResult readOptions(DecomposeOptions &options);

  void runOnOperation() override {
    DecomposeOptions options;
    if (given)
      options = *given;
    else if (failed(readOptions(options)))
      return signalPassFailure();
    if (failed(decomposeNet(getOperation(), options)))
      signalPassFailure();
  }

  std::optional<DecomposeOptions> given;
};

} // namespace

LogicalResult DecomposeLayers::readOptions(DecomposeOptions &options) {
  if (!entries.empty())
    options.entries.clear();
  for (const std::string &text : entries) {
    FailureOr<EntryOptions> entry = parseEntry(text, getOperation().getLoc());
    if (failed(entry))
      return failure();
    options.entries.push_back(*entry);
  }
  for (EntryOptions &entry : options.entries)
    if (!gradients.empty()) {
      entry.kind = EntryKind::Gradient;
      entry.gradient = GradientRequest{gradients, imposed};
    }
  options.probes.assign(probes.begin(), probes.end());
  return success();
}

std::unique_ptr<Pass>
netc::createDecomposeLayersPass(DecomposeOptions options) {
  return std::make_unique<DecomposeLayers>(std::move(options));
}
