//===- CompileCommand.cpp - netc compile ---------------------------------===//

#include "compiler/Notation/NearestNames.h"
#include "compiler/Pipeline/Compile.h"
#include "compiler/Pipeline/Phases.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/Losses.h"
#include "compiler/Session/SessionImpl.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Format.h"
#include <nlohmann/json.hpp>

using namespace mlir;

namespace netc {

/// By name, or by the ending of the output.
static FailureOr<EmitKind> emitKind(const CompileRequest &request,
                                    MLIRContext *context) {
  if (request.emit.empty() && !request.stopAfter.empty())
    return EmitKind::Mlir;
  if (request.emit.empty())
    return llvm::StringSwitch<EmitKind>(request.output)
        .EndsWith(".a", EmitKind::StaticLibrary)
        .EndsWith(".o", EmitKind::Object)
        .EndsWith(".h", EmitKind::Header)
        .EndsWith(".mlir", EmitKind::Mlir)
        .EndsWith(".ll", EmitKind::Llvm)
        .EndsWith(".s", EmitKind::Assembly)
        .Default(EmitKind::SharedLibrary);
  if (std::optional<EmitKind> kind = parseEmitKind(request.emit))
    return *kind;
  auto error = reportError(context, {}, "bad-argument");
  error << "--emit knows no \"" << request.emit << "\"; it is one of "
        << llvm::join(emitKindNames(), ", ");
  if (std::string hint = didYouMean(request.emit, emitKindNames());
      !hint.empty())
    error.attachNote() << "hint: " << hint;
  return error;
}

/// `1,64,?`
static LogicalResult readBatches(StringRef text, std::vector<int64_t> &batches,
                                 MLIRContext *context) {
  batches.clear();
  for (StringRef item : llvm::split(text, ',')) {
    int64_t batch = openBatch;
    item = item.trim();
    if (item != "?" && (item.getAsInteger(10, batch) || batch < 1 ||
                        batch > std::numeric_limits<int32_t>::max()))
      return reportError(context, {}, "bad-argument")
             << "--batch takes positive sizes and ?, such as 1,64,?; \"" << item
             << "\" is neither";
    if (!llvm::is_contained(batches, batch))
      batches.push_back(batch);
  }
  return success();
}

/// A flag that has one allowed value so far.
static LogicalResult allow(StringRef flag, StringRef value, StringRef allowed,
                           StringRef reason, MLIRContext *context) {
  if (value == allowed)
    return success();
  return reportError(context, {}, "bad-argument")
         << flag << " " << value << ": " << reason;
}

static LogicalResult checkFlags(const CompileRequest &request,
                                MLIRContext *context) {
  if (failed(allow("--target", request.target, "cpu",
                   "this version of netc compiles for cpu only", context)))
    return failure();
  if (request.accuracy != "fast" && request.accuracy != "strict")
    return allow("--accuracy", request.accuracy, "", "it is fast or strict",
                 context);
  if (request.embedWeights && request.spec.weights.empty())
    return reportError(context, {}, "bad-argument")
           << "--embed-weights needs the weights: add --weights FILE";
  if (!request.stopAfter.empty() && !findPhase(request.stopAfter)) {
    llvm::SmallVector<StringRef> names;
    for (const Phase &phase : phases())
      names.push_back(phase.name);
    auto error = reportError(context, {}, "bad-argument");
    error << "there is no phase \"" << request.stopAfter
          << "\"; the phases are " << llvm::join(names, ", ");
    return error;
  }
  return success();
}

/// `a,b c,d`: names may hold spaces, commas separate.
static std::vector<std::string> splitNames(StringRef text) {
  std::vector<std::string> names;
  for (StringRef name : llvm::split(text, ','))
    if (!name.trim().empty())
      names.push_back(name.trim().str());
  return names;
}

/// `64MB`, `512 KiB`, `1000000`.
static LogicalResult readSize(StringRef text, int64_t &bytes,
                              MLIRContext *context) {
  StringRef number = text.trim().take_while(llvm::isDigit);
  std::string unit = text.trim().drop_front(number.size()).trim().lower();
  int64_t factor = llvm::StringSwitch<int64_t>(unit)
                       .Cases({"", "b"}, 1)
                       .Cases({"k", "kb"}, 1000)
                       .Case("kib", 1 << 10)
                       .Cases({"m", "mb"}, 1000 * 1000)
                       .Case("mib", 1 << 20)
                       .Cases({"g", "gb"}, 1000 * 1000 * 1000)
                       .Case("gib", 1 << 30)
                       .Default(0);
  if (number.getAsInteger(10, bytes) || bytes <= 0 || factor == 0 ||
      bytes > std::numeric_limits<int64_t>::max() / factor)
    return reportError(context, {}, "bad-argument")
           << "--memory-limit takes a size such as 64MB, 512KiB or 1000000, not "
           << text;
  bytes *= factor;
  return success();
}

static TrainingRequest trainingOf(const CompileRequest &request) {
  TrainingRequest training;
  training.optimizer.method = request.method;
  for (const std::string &loss : splitNames(request.losses))
    training.losses.push_back({loss, 1});
  return training;
}

static LogicalResult readEntries(const CompileRequest &request,
                                 CompileOptions &options,
                                 MLIRContext *context) {
  bool gradient = !request.gradient.empty();
  if (!request.memoryLimit.empty() &&
      failed(readSize(request.memoryLimit, options.memoryLimit, context)))
    return failure();
  options.infer = false;
  std::vector<std::string> kinds = splitNames(request.entries);
  for (StringRef kind : kinds) {
    if (kind == "infer")
      options.infer = true;
    else if (kind == "train")
      options.training = trainingOf(request);
    else if (kind == "gradient" && gradient)
      continue;
    else if (kind == "gradient")
      return reportError(context, {}, "bad-argument")
             << "--entry gradient needs to know by what: add --gradient with "
                "input ports and arrays, or --gradient all";
    else
      return reportError(context, {}, "bad-argument")
             << "--entry knows no \"" << kind
             << "\"; it is infer, gradient or train";
  }
  if (gradient)
    options.gradient = GradientRequest{splitNames(request.gradient),
                                       splitNames(request.outputGradient)};
  else if (!request.outputGradient.empty())
    return reportError(context, {}, "bad-argument")
           << "--output-gradient is of use with --gradient only";
  if (!options.infer && !gradient && !options.training)
    return reportError(context, {}, "bad-argument")
           << "--entry names no entry; it is infer, gradient or train";
  return success();
}

static FailureOr<CompileOptions> toOptions(const CompileRequest &request,
                                           MLIRContext *context) {
  CompileOptions options;
  FailureOr<EmitKind> kind = emitKind(request, context);
  if (failed(kind) || failed(checkFlags(request, context)) ||
      failed(readBatches(request.batches, options.batches, context)) ||
      failed(readEntries(request, options, context)))
    return failure();
  std::optional<ElementType> precision = parseElementType(request.precision);
  if (precision != ElementType::Real32 && precision != ElementType::Real64)
    return reportError(context, {},
                       request.precision == "Mixed" ? "mixed-needs-gpu"
                                                    : "bad-argument")
           << "--precision is Real32 or Real64"
           << (request.precision == "Mixed" ? "; Mixed needs --target cuda"
                                            : "");
  options.emit = *kind;
  options.output = request.output;
  options.prefix = request.prefix;
  options.source = request.spec.path;
  options.triple = request.triple;
  options.cpu = request.cpu;
  options.precision = *precision;
  options.accuracy =
      request.accuracy == "strict" ? Accuracy::Strict : Accuracy::Fast;
  options.arrays = request.externalWeights ? ArrayPlacement::External
                                           : ArrayPlacement::EmbedGiven;
  options.requireArrays = !request.spec.weights.empty();
  for (const std::string &probe : request.probes)
    if (!llvm::is_contained(options.probes, probe))
      options.probes.push_back(probe);
  options.stopAfter = request.stopAfter;
  return options;
}

static void printTimes(const CompileResult &result) {
  for (const PhaseTime &time : result.times)
    llvm::errs() << llvm::format("%9.2f ms  ", time.milliseconds) << time.phase
                 << "\n";
}

Status Session::compile(const CompileRequest &request, std::ostream &out) {
  MLIRContext *context = &impl->context;
  impl->interrupted = false;
  FailureOr<CompileOptions> options = toOptions(request, context);
  if (failed(options))
    return Status::UserError;
  options->interrupted = [this] { return impl->interrupted.load(); };
  FailureOr<BuiltNet> net = loadNet(request.spec, impl->sources, context);
  if (failed(net))
    return Status::UserError;
  if (options->training && options->training->losses.empty()) {
    FailureOr<LossList> losses = attachAutomaticLosses(*net);
    if (failed(losses))
      return Status::UserError;
    options->training->losses = *losses;
    options->evaluate = true;
  }
  CompileResult result;
  if (failed(compileNet(*net->module, net->arrays, *options, result)))
    return Status::UserError;
  if (request.timePhases || impl->options.verbosity > 0)
    printTimes(result);
  if (impl->options.json && !result.text.empty())
    out << nlohmann::ordered_json{{"text", result.text}}.dump() << "\n";
  else
    out << result.text;
  if (!result.files.empty())
    impl->reportFiles(result.files, out, /*verbosity=*/0);
  return Status::Done;
}

} // namespace netc
