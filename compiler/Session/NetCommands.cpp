//===- NetCommands.cpp - netc init, info and layers ----------------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Initialization/ReadOptions.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Session/Information.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/SessionImpl.h"
#include "compiler/Session/Values.h"
#include "dialects/Net/IR/LayerPages.h"
#include "dialects/Net/IR/LayersToCome.h"
#include "llvm/ADT/StringExtras.h"
#include <nlohmann/json.hpp>

using namespace mlir;
using nlohmann::ordered_json;

namespace netc {

/// The flags mean what the options of NetInitialize mean.
static FailureOr<InitializeOptions>
initializeOptions(const InitRequest &request, SourceFiles &sources,
                  MLIRContext *context) {
  InitializeOptions options;
  options.all = request.all;
  FailureOr<Expr> written =
      parseFlag("--method", request.method, sources, context);
  if (failed(written))
    return failure();
  FailureOr<InitializeMethod> method = readInitializeMethod(*written, context);
  if (failed(method))
    return failure();
  options.method = *method;
  int64_t number;
  bool isNumber = llvm::to_integer(request.seed, number, 10);
  Expr seed = isNumber ? Expr::integer(number)
              : request.seed == "Automatic" ? Expr::symbol("Automatic")
                                            : Expr::string(request.seed);
  FailureOr<uint64_t> bits = readSeed(seed, context);
  if (failed(bits))
    return failure();
  options.seed = *bits;
  return options;
}

Status Session::initialize(const InitRequest &request, std::ostream &out) {
  FailureOr<BuiltNet> net =
      loadNet(request.spec, impl->sources, &impl->context);
  if (failed(net))
    return Status::UserError;
  FailureOr<InitializeOptions> options =
      initializeOptions(request, impl->sources, &impl->context);
  if (failed(options) || failed(initializeArrays(*net->module, net->arrays, *options)))
    return Status::UserError;
  Location location = FileLineColLoc::get(&impl->context, request.output, 0, 0);
  if (failed(writeSafetensors(request.output, net->arrays,
                              [&] { return emitError(location); })))
    return Status::UserError;
  impl->reportFiles({request.output}, out);
  return Status::Done;
}

Status Session::information(const InfoRequest &request, std::ostream &out) {
  FailureOr<BuiltNet> net =
      loadNet(request.spec, impl->sources, &impl->context);
  if (failed(net))
    return Status::UserError;
  ordered_json info = informationOf(*net);
  if (request.property.empty()) {
    out << (impl->options.json ? info.dump() + "\n" : summaryOf(*net));
    return Status::Done;
  }
  if (info.contains(request.property)) {
    out << info[request.property].dump(impl->options.json ? -1 : 2) << "\n";
    return Status::Done;
  }
  llvm::SmallVector<StringRef> names;
  for (const auto &item : info.items())
    names.push_back(item.key());
  auto error = impl->error("unknown-property");
  error << "there is no property \"" << request.property << "\"";
  if (std::string hint = didYouMean(request.property, names); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "properties: " << llvm::join(names, ", ");
  return Status::UserError;
}

Status Session::layers(const std::string &name, bool all, std::ostream &out) {
  if (name.empty()) {
    if (impl->options.json)
      out << ordered_json(net::layerNames(all)).dump() << "\n";
    else
      out << net::layerList(all);
    return Status::Done;
  }
  if (std::optional<std::string> page = net::layerPage(name)) {
    out << (impl->options.json ? ordered_json{{"page", *page}}.dump() + "\n"
                               : *page);
    return Status::Done;
  }
  if (net::isLayerToCome(name)) {
    impl->error("unsupported-layer") << name << " is not built yet";
    return Status::UserError;
  }
  std::vector<std::string> known = net::layerNames(true);
  llvm::SmallVector<StringRef> names(known.begin(), known.end());
  auto error = impl->error("unknown-layer");
  error << "there is no layer " << name;
  if (std::string hint = didYouMean(name, names); !hint.empty())
    error.attachNote() << "hint: " << hint;
  return Status::UserError;
}

} // namespace netc
