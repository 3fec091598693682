//===- RunCommand.cpp - netc run -----------------------------------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Apply.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/GradientFlags.h"
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

/// Names of ports and of arrays as in files of weights; requests as written.
static std::string fileKey(const Expr &key) {
  if (key.isString())
    return key.text().str();
  bool isPosition = key.isList() && !key.args().empty() &&
                    llvm::all_of(key.args(), [](const Expr &step) {
                      return step.isString() || step.asInt64();
                    });
  return isPosition ? keyOfSteps(key.args()) : printValue(key, 0);
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
    Expr key = rule.args()[0], item = rule.args()[1];
    bool isAll = key.isCall("NetPortGradient") && item.isAssociation();
    for (const Expr &part : isAll ? item.args() : llvm::ArrayRef(rule))
      if (failed(add(fileKey(part.args()[0]), part.args()[1])))
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

static FailureOr<Expr> applySpec(const RunRequest &request, const Expr &wanted,
                                 llvm::ArrayRef<NamedValue> values,
                                 const ApplyOptions &options,
                                 SourceFiles &sources, MLIRContext *context) {
  if (isLibraryPath(request.spec.path)) {
    if (failed(checkLibraryOptions(request.spec, context)))
      return failure();
    return applyLibrary(request.spec.path, request.spec.weights, values, wanted,
                        options, context);
  }
  auto isPort = [](const NamedValue &value) { return !value.gradient; };
  FailureOr<BuiltNet> net =
      loadNet(request.spec, sources, context, llvm::count_if(values, isPort));
  if (failed(net))
    return failure();
  return applyNet(*net, values, wanted, options);
}

/// Applies the net or library of `request` to its inputs and to `imposed`, then
/// prints or writes the value. `session` is a Session::Impl.
static Status runNet(const RunRequest &request, const Expr &wanted,
                     llvm::ArrayRef<NamedValue> imposed, auto &session,
                     std::ostream &out) {
  MLIRContext *context = &session.context;
  session.interrupted = false;
  Location output = FileLineColLoc::get(context, request.output, 0, 0);
  bool isFile = !request.output.empty() && request.output != "-";
  if (isFile &&
      failed(checkOutput(request.output, [&] { return emitError(output); })))
    return Status::UserError;
  llvm::SmallVector<NamedValue> values;
  for (const std::string &input : request.inputs) {
    auto given = parseInputArgument("--input", input, session.sources, context);
    if (failed(given))
      return Status::UserError;
    values.append(given->begin(), given->end());
  }
  values.append(imposed.begin(), imposed.end());
  FailureOr<Expr> result = applySpec(request, wanted, values,
                                     toOptions(request, session.interrupted),
                                     session.sources, context);
  if (failed(result))
    return Status::UserError;
  if (!isFile) {
    session.print(*result, request.digits, out);
    return Status::Done;
  }
  if (failed(writeResult(*result, request.output, context)))
    return Status::UserError;
  session.reportFiles({request.output}, out);
  return Status::Done;
}

Status Session::run(const RunRequest &request, std::ostream &out) {
  Expr wanted;
  if (!request.request.empty()) {
    FailureOr<Expr> parsed =
        parseFlag("--request", request.request, impl->sources, &impl->context);
    if (failed(parsed))
      return Status::UserError;
    wanted = *parsed;
  }
  return runNet(request, wanted, {}, *impl, out);
}

Status Session::derive(const DeriveRequest &request, std::ostream &out) {
  MLIRContext *context = &impl->context;
  FailureOr<Expr> wanted = readTargets(request.targets, impl->sources, context);
  if (failed(wanted))
    return Status::UserError;
  llvm::SmallVector<NamedValue> imposed;
  for (const std::string &argument : request.outputGradients)
    if (failed(readImposed(argument, impl->sources, imposed, context)))
      return Status::UserError;
  return runNet(request.run, *wanted, imposed, *impl, out);
}

} // namespace netc
