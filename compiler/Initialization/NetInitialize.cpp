//===- NetInitialize.cpp - NetInitialize[net, ...] -----------------------===//

#include "compiler/Initialization/NetInitialize.h"
#include "compiler/Frontend/Tree/BuildContext.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Initialization/ReadOptions.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace netc;

namespace {

/// The way back from a location to the text that it stands in.
class Places {
public:
  explicit Places(const Expr &expr) { addSources(expr); }

  Span find(Location location) const {
    auto range = dyn_cast<FileLineColRange>(location);
    auto source =
        range ? sources.find(range.getFilename().getValue()) : sources.end();
    if (source == sources.end())
      return {};
    return {
        source->second,
        offsetOf(*source->second, range.getStartLine(), range.getStartColumn()),
        offsetOf(*source->second, range.getEndLine(), range.getEndColumn())};
  }

private:
  void addSources(const Expr &expr) {
    if (const SourceBuffer *source = expr.span().source)
      sources[source->getName()] = source;
    for (const Expr &arg : expr.args())
      addSources(arg);
  }

  static uint32_t offsetOf(const SourceBuffer &source, unsigned line,
                           unsigned column) {
    size_t start = source.getLine(line).data() - source.getText().data();
    return static_cast<uint32_t>(start + column - 1);
  }

  llvm::StringMap<const SourceBuffer *> sources;
};

} // namespace

FailureOr<Expr> netc::netInitialize(const Expr &call, bool fills,
                                    MLIRContext *context) {
  Expr net = call.args()[0];
  if (!isNetExpression(net) || net.isCall("NetEncoder") ||
      net.isCall("NetDecoder"))
    return reportError(context, net.span() ? net.span() : call.span(),
                       "bad-argument")
           << "NetInitialize needs a net, not " << tree::show(net);
  InitializeOptions options;
  options.fills = fills;
  if (failed(readInitializeOptions(call.args().drop_front(), options, context)))
    return failure();
  FailureOr<BuiltNet> built = buildNet(net, context);
  if (failed(built) ||
      failed(initializeArrays(*built->module, built->arrays, options)))
    return failure();
  if (!fills)
    return net;
  Places places(net);
  WriteOptions write;
  write.inlineLimit = INT64_MAX;
  write.placeOf = [&](Location location) { return places.find(location); };
  return writeNet(*built->module, built->arrays, write);
}
