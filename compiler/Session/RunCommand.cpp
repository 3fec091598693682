//===- RunCommand.cpp - netc run -----------------------------------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Apply.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/SessionImpl.h"
#include "compiler/Session/Values.h"

using namespace mlir;

namespace netc {

static ApplyOptions toOptions(const RunRequest &request,
                              const std::atomic<bool> &interrupted) {
  ApplyOptions options;
  options.runner.interrupted = [&interrupted] { return interrupted.load(); };
  options.precision = request.precision;
  options.mode = request.mode;
  options.device = request.device;
  options.strictArrays = !request.spec.weights.empty();
  options.runner.batchSize = request.batchSize;
  options.runner.threads = static_cast<int>(request.threads);
  options.runner.seed = request.seed.value_or(0);
  options.runner.guard = request.guard == "behind"   ? Guard::Behind
                         : request.guard == "before" ? Guard::Before
                                                     : Guard::None;
  return options;
}

/// Arrays of a result by port or request.
static FailureOr<ArrayStore> toArrays(const Expr &value, MLIRContext *context) {
  ArrayStore store;
  auto add = [&](StringRef key, const Expr &item) -> LogicalResult {
    FailureOr<ArrayData> data =
        toDense(item, /*booleans=*/true,
                "result " + key +
                    " is no array of numbers (--request None "
                    "gives the raw output)",
                context);
    if (succeeded(data))
      store.insert(key, *data);
    return data;
  };
  if (!value.isAssociation()) {
    if (failed(add("Output", value)))
      return failure();
    return store;
  }
  for (const Expr &rule : value.args()) {
    Expr key = rule.args()[0];
    if (failed(add(key.isString() ? key.text().str() : printValue(key, 0),
                   rule.args()[1])))
      return failure();
  }
  return store;
}

/// What the ending of an output's name asks for.
static LogicalResult checkOutput(StringRef path, EmitArrayError emit) {
  for (StringRef ending : {".npy", ".npz", ".json", ".safetensors"})
    if (path.ends_with(ending))
      return success();
  for (StringRef ending : {".png", ".jpg", ".jpeg", ".bmp", ".ppm", ".pgm",
                           ".tif", ".tiff", ".gif", ".webp"})
    if (path.ends_with_insensitive(ending))
      return emit() << "[bad-argument] netc writes no image files; write the "
                       "output's array with --output FILE.npy --request None, "
                       "or print the image with --json";
  return emit() << "[bad-argument] results are written as .npy, .npz, .json or "
                   ".safetensors";
}

/// `.npy` and `.json` take one array, `.npz` and `.safetensors` several too.
static LogicalResult writeResult(const Expr &value, StringRef path,
                                 MLIRContext *context) {
  Location location = FileLineColLoc::get(context, path, 0, 0);
  auto emit = [&] { return emitError(location); };
  FailureOr<ArrayStore> store = toArrays(value, context);
  if (failed(store))
    return failure();
  if (path.ends_with(".safetensors"))
    return writeSafetensors(path, *store, emit);
  if (path.ends_with(".npz"))
    return writeNpz(path, *store, emit);
  if (store->size() != 1)
    return emit() << "[bad-argument] several results need a .npz or "
                     ".safetensors file";
  const ArrayData &data = store->begin()->second;
  return path.ends_with(".npy") ? writeNpy(path, data, emit)
                                : writeJsonArray(path, data, emit);
}

Status Session::run(const RunRequest &request, std::ostream &out) {
  MLIRContext *context = &impl->context;
  impl->interrupted = false;
  Location output = FileLineColLoc::get(context, request.output, 0, 0);
  if (!request.output.empty() && request.output != "-" &&
      failed(checkOutput(request.output, [&] { return emitError(output); })))
    return Status::UserError;
  Expr wanted;
  if (!request.request.empty()) {
    FailureOr<Expr> parsed =
        parseFlag("--request", request.request, impl->sources, context);
    if (failed(parsed))
      return Status::UserError;
    wanted = *parsed;
  }
  llvm::SmallVector<NamedValue> values;
  for (const std::string &input : request.inputs) {
    auto given = parseInputArgument(input, impl->sources, context);
    if (failed(given))
      return Status::UserError;
    values.append(given->begin(), given->end());
  }
  FailureOr<Expr> result = failure();
  if (isLibraryPath(request.spec.path)) {
    if (failed(checkLibraryOptions(request.spec, context)))
      return Status::UserError;
    result =
        applyLibrary(request.spec.path, request.spec.weights, values, wanted,
                     toOptions(request, impl->interrupted), context);
  } else {
    FailureOr<BuiltNet> net =
        loadNet(request.spec, impl->sources, context, values.size());
    if (succeeded(net))
      result =
          applyNet(*net, values, wanted, toOptions(request, impl->interrupted));
  }
  if (failed(result))
    return Status::UserError;
  if (!request.output.empty() && request.output != "-") {
    if (failed(writeResult(*result, request.output, context)))
      return Status::UserError;
    impl->reportFiles({request.output}, out);
    return Status::Done;
  }
  impl->print(*result, request.digits, out);
  return Status::Done;
}

} // namespace netc
