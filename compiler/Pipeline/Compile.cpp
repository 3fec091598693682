//===- Compile.cpp - a net to a library: the compiler in one call --------===//

#include "compiler/Pipeline/Compile.h"

#include "compiler/Codegen/Object/Header.h"
#include "compiler/Codegen/Object/Library.h"
#include "compiler/Codegen/Object/OutputFile.h"
#include "compiler/Codegen/Object/TargetCode.h"
#include "compiler/Pipeline/Describe.h"
#include "compiler/Pipeline/Phases.h"
#include "compiler/Transforms/EntryFunction.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/NetOps.h"
#include "mlir/IR/Threading.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include <chrono>

using namespace mlir;
using namespace netc;

static constexpr StringLiteral standardOutput = "-";
static constexpr StringLiteral defaultStop = "shapes";

namespace {
/// Leaves out the passes that would run after an interruption.
class InterruptiblePasses {
public:
  InterruptiblePasses(MLIRContext *context,
                      const std::function<bool()> &interrupted)
      : context(interrupted ? context : nullptr) {
    if (interrupted)
      context->registerActionHandler(
          [&interrupted](llvm::function_ref<void()> run,
                         const tracing::Action &action) {
            if (!isa<PassExecutionAction>(action) || !interrupted())
              run();
          });
  }
  ~InterruptiblePasses() {
    if (context)
      context->registerActionHandler(nullptr);
  }

private:
  MLIRContext *context;
};

/// One call of compileNet.
class Compilation {
public:
  Compilation(ModuleOp net, const ArrayStore &arrays,
              const CompileOptions &options, CompileResult &result)
      : arrays(arrays), options(options), result(result),
        location(net.getLoc()), request(UnknownLoc::get(net.getContext())),
        module(net.clone()) {}

  LogicalResult run();

private:
  LogicalResult checkOptions();
  LogicalResult reserveOutputs();
  LogicalResult runPhases(ModuleOp on, ArrayRef<const Phase *> selected,
                          const CpuVariant *variant);
  LogicalResult runCommonPhases(StringRef last);
  std::vector<const Phase *> variantPhases() const;
  LogicalResult emitMlir();
  LogicalResult emitLibrary();
  LogicalResult keepMemoryLimit();
  FailureOr<int64_t> gradientMemory(unsigned segments);
  LogicalResult compileVariants(LibraryBuilder &builder);
  LogicalResult writeOutputs(LibraryBuilder &builder);
  LogicalResult writeText(StringRef text);
  LogicalResult commit();
  bool isInterrupted() const {
    return options.interrupted && options.interrupted();
  }
  void loadDialects(ArrayRef<const Phase *> selected);
  template <typename Work> LogicalResult timed(StringRef phase, Work work);

  const ArrayStore &arrays;
  CompileOptions options;
  CompileResult &result;
  Location location; ///< of the net
  Location request;  ///< for what is wrong with the options, not the net
  OwningOpRef<ModuleOp> module;
  std::optional<OutputFile> output, header;
  size_t nextPhase = 0;
  std::mutex timesMutex;
};
} // namespace

template <typename Work>
LogicalResult Compilation::timed(StringRef phase, Work work) {
  auto begin = std::chrono::steady_clock::now();
  LogicalResult status = work();
  std::chrono::duration<double, std::milli> passed =
      std::chrono::steady_clock::now() - begin;
  std::lock_guard<std::mutex> lock(timesMutex);
  auto found = llvm::find_if(
      result.times, [&](const PhaseTime &time) { return time.phase == phase; });
  if (found == result.times.end())
    result.times.push_back({phase.str(), passed.count()});
  else
    found->milliseconds += passed.count();
  return status;
}

LogicalResult Compilation::checkOptions() {
  if (!llvm::hasSingleElement(module->getOps<net::RootOp>()))
    return emitCoded(location, "not-a-net")
           << "expected one net, found "
           << llvm::range_size(module->getOps<net::RootOp>());
  LibraryDescription &description = result.description;
  description.source = llvm::sys::path::filename(
      options.source.empty() ? options.output : options.source);
  description.prefix = options.prefix;
  if (options.prefix.empty())
    description.prefix =
        prefixFromStem(llvm::sys::path::stem(description.source));
  if (!isValidPrefix(description.prefix))
    return emitCoded(request, "bad-option")
           << "the prefix \"" << description.prefix
           << "\" cannot begin the names of C functions: use letters, digits "
              "and _, not first a digit or __";
  description.variants = cpuVariants(options.cpu);
  if (description.variants.empty())
    return emitCoded(request, "bad-option")
           << "unknown processor \"" << options.cpu << "\", expected one of "
           << llvm::join(cpuChoices(), ", ");
  if (!options.stopAfter.empty() && options.emit != EmitKind::Mlir)
    return emitCoded(request, "bad-option")
           << "stopping after a phase leaves only MLIR to write";
  if (!options.stopAfter.empty() && !findPhase(options.stopAfter)) {
    auto names = llvm::map_range(phases(),
                                 [](const Phase &phase) { return phase.name; });
    return emitCoded(request, "bad-option")
           << "unknown phase \"" << options.stopAfter << "\", expected one of "
           << llvm::join(names, ", ");
  }
  return success(succeeded(createTargetMachine(
      options.triple.empty() ? hostTriple() : options.triple, request)));
}

/// Before any work, so that a wrong path is reported at once.
LogicalResult Compilation::reserveOutputs() {
  if (options.output == standardOutput) {
    if (!isBinary(options.emit))
      return success();
    return emitCoded(request, "bad-option")
           << "a library cannot be written to standard output";
  }
  auto reserve = [&](StringRef path, OutputFile::Mode mode,
                     std::optional<OutputFile> &file) -> LogicalResult {
    auto created = OutputFile::create(path, mode, request);
    if (failed(created))
      return failure();
    file.emplace(std::move(*created));
    return success();
  };
  bool shared = options.emit == EmitKind::SharedLibrary;
  if (failed(reserve(options.output,
                     shared ? OutputFile::Mode::Executable
                            : OutputFile::Mode::Plain,
                     output)))
    return failure();
  if (!isBinary(options.emit) || !options.header)
    return success();
  SmallString<128> path(options.output);
  llvm::sys::path::replace_extension(path, "h");
  if (path == options.output)
    return emitCoded(request, "bad-option")
           << "the library would be overwritten by its header '" << path << "'";
  return reserve(path, OutputFile::Mode::Plain, header);
}

LogicalResult Compilation::commit() {
  for (std::optional<OutputFile> *file : {&output, &header}) {
    if (!*file)
      continue;
    result.files.push_back((*file)->finalPath().str());
    if (failed((*file)->commit()))
      return failure();
  }
  return success();
}

LogicalResult Compilation::runPhases(ModuleOp on,
                                     ArrayRef<const Phase *> selected,
                                     const CpuVariant *variant) {
  for (const Phase *phase : selected) {
    PassManager passes(on.getContext());
    phase->build(passes, options, variant);
    if (failed(timed(phase->name, [&] { return passes.run(on); })) ||
        isInterrupted())
      return failure();
  }
  return success();
}

/// The common phases from where the last call ended up to the one named `last`,
/// or all of them.
LogicalResult Compilation::runCommonPhases(StringRef last) {
  while (nextPhase < phases().size() && !phases()[nextPhase].perVariant) {
    const Phase &phase = phases()[nextPhase++];
    if (failed(runPhases(*module, &phase, nullptr)))
      return failure();
    if (phase.name == last)
      break;
  }
  return success();
}

std::vector<const Phase *> Compilation::variantPhases() const {
  std::vector<const Phase *> selected;
  for (const Phase &phase : phases()) {
    if (phase.perVariant)
      selected.push_back(&phase);
    if (phase.name == options.stopAfter)
      break;
  }
  return selected;
}

/// Dialects cannot be loaded while several threads use the context.
void Compilation::loadDialects(ArrayRef<const Phase *> selected) {
  MLIRContext *context = module->getContext();
  DialectRegistry registry;
  PassManager passes(context);
  for (const Phase *phase : selected)
    phase->build(passes, options, &result.description.variants.front());
  passes.getDependentDialects(registry);
  context->appendDialectRegistry(registry);
  for (StringRef name : registry.getDialectNames())
    context->getOrLoadDialect(name);
}

LogicalResult Compilation::writeText(StringRef text) {
  if (output)
    return output->write(text);
  result.text = text;
  return success();
}

LogicalResult Compilation::emitMlir() {
  const Phase *last = findPhase(
      options.stopAfter.empty() ? StringRef(defaultStop) : options.stopAfter);
  if (failed(runCommonPhases(last->name)))
    return failure();
  // The variants differ little: the most demanding one speaks for all.
  if (last->perVariant &&
      failed(runPhases(*module, variantPhases(),
                       &result.description.variants.back())))
    return failure();
  std::string text;
  llvm::raw_string_ostream stream(text);
  module->print(stream);
  stream << "\n";
  return writeText(text);
}

LogicalResult Compilation::compileVariants(LibraryBuilder &builder) {
  std::vector<const Phase *> selected = variantPhases();
  loadDialects(selected);
  LibraryDescription &description = result.description;
  std::vector<OwningOpRef<ModuleOp>> lowered;
  for (size_t i = 0; i < description.variants.size(); ++i)
    lowered.push_back(module->clone());
  return failableParallelForEachN(
      module->getContext(), 0, lowered.size(), [&](size_t i) {
        const CpuVariant &variant = description.variants[i];
        if (failed(runPhases(*lowered[i], selected, &variant)) ||
            failed(describeCode(*lowered[i], i, description)))
          return failure();
        return timed("object",
                     [&] { return builder.addVariant(*lowered[i], variant); });
      });
}

LogicalResult Compilation::writeOutputs(LibraryBuilder &builder) {
  switch (options.emit) {
  case EmitKind::SharedLibrary:
    return builder.writeSharedLibrary(*output);
  case EmitKind::StaticLibrary:
    return builder.writeStaticLibrary(*output);
  case EmitKind::Object:
    return builder.writeObject(*output);
  default:
    break;
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  LogicalResult written = options.emit == EmitKind::Llvm
                              ? builder.writeLlvm(stream)
                              : builder.writeAssembly(stream);
  return failed(written) ? failure() : writeText(text);
}

/// Scratch memory of an entry point for so many examples.
static int64_t arenaOf(func::FuncOp function, int64_t batch) {
  auto read = [&](StringRef name) {
    auto value = function->getAttrOfType<IntegerAttr>(name);
    return value ? value.getInt() : 0;
  };
  return read("netc.arena_constant") + batch * read("netc.arena_per_example");
}

/// The largest batch that code is made for; a typical one where that is open.
static int64_t measuredBatch(const CompileOptions &options) {
  int64_t largest = *llvm::max_element(options.batches);
  return largest <= 1 ? 64 : largest;
}

/// The most that an entry with gradients takes, when the way back is cut so.
FailureOr<int64_t> Compilation::gradientMemory(unsigned segments) {
  options.segments = segments;
  OwningOpRef<ModuleOp> trial = module->clone();
  for (const Phase &phase : phases().drop_front(nextPhase))
    if (!phase.perVariant && failed(runPhases(*trial, &phase, nullptr)))
      return failure();
  int64_t most = 0;
  for (auto function : trial->getOps<func::FuncOp>()) {
    auto attributes = function->getAttrOfType<DictionaryAttr>(entry::attribute);
    auto kind =
        attributes ? attributes.getAs<StringAttr>("kind") : StringAttr();
    if (kind && (kind == "gradient" || kind == "train_step"))
      most = std::max(most, arenaOf(function, measuredBatch(options)));
  }
  return most;
}

/// The fewest parts with which the limit holds; the plan itself is measured.
LogicalResult Compilation::keepMemoryLimit() {
  if (options.memoryLimit == 0 || !(options.gradient || options.training))
    return success();
  int64_t least = std::numeric_limits<int64_t>::max();
  int misses = 0;
  for (unsigned segments = 1; misses < 4;
       segments += std::max(segments / 3, 1u)) {
    FailureOr<int64_t> needed = gradientMemory(segments);
    if (failed(needed))
      return failure();
    if (*needed <= options.memoryLimit)
      return success();
    misses = *needed < least ? 0 : misses + 1;
    least = std::min(least, *needed);
  }
  auto error = emitCoded(location, "memory-limit");
  error << "gradients need at least " << least
        << " bytes of scratch memory, the limit is " << options.memoryLimit;
  error.attachNote() << "hint: this is for batches of "
                     << measuredBatch(options)
                     << " examples; a smaller --batch needs less";
  return error;
}

LogicalResult Compilation::emitLibrary() {
  LibraryDescription &description = result.description;
  if (failed(runCommonPhases(defaultStop)) || failed(keepMemoryLimit()))
    return failure();
  // Decomposition finds what is missing in the net, and then removes the net.
  OwningOpRef<ModuleOp> shaped = module->clone();
  if (failed(runCommonPhases("decompose")))
    return failure();
  llvm::StringMap<uint64_t> programs = sumPrograms(*module);
  if (failed(runCommonPhases("gradients")))
    return failure();
  describeNet(*shaped, description);
  if (failed(describeValues(arrays, options, location, description)) ||
      failed(describeEntries(*module, description)))
    return failure();
  for (EntryDescription &entry : description.entries)
    entry.program = programs.lookup(entry.function);
  std::string headerText = generateHeader(description);
  if (options.emit == EmitKind::Header)
    return writeText(headerText);
  if (failed(runCommonPhases("")))
    return failure();

  std::vector<std::string> entries;
  for (const EntryDescription &entry : description.entries)
    entries.push_back(entry.function);
  LibraryBuilder builder(isBinary(options.emit) ? LibraryBuilder::Form::Objects
                                                : LibraryBuilder::Form::Text,
                         description.prefix, entries,
                         options.triple.empty() ? hostTriple() : options.triple,
                         location);
  if (failed(compileVariants(builder)))
    return failure();
  return timed("link", [&]() -> LogicalResult {
    if (failed(builder.addCore()) ||
        failed(builder.addDescriptor(description)) ||
        failed(writeOutputs(builder)))
      return failure();
    return header ? header->write(headerText) : success();
  });
}

LogicalResult Compilation::run() {
  if (failed(checkOptions()) || failed(reserveOutputs()))
    return failure();
  InterruptiblePasses interruptible(module->getContext(), options.interrupted);
  LogicalResult made =
      options.emit == EmitKind::Mlir ? emitMlir() : emitLibrary();
  if (isInterrupted())
    return emitCoded(location, "interrupted")
           << "the compilation was interrupted";
  return failed(made) ? failure() : commit();
}

LogicalResult netc::compileNet(ModuleOp net, const ArrayStore &arrays,
                               const CompileOptions &options,
                               CompileResult &result) {
  DialectRegistry registry;
  registerCompilerDialects(registry);
  net.getContext()->appendDialectRegistry(registry);
  return Compilation(net, arrays, options, result).run();
}

TemporaryLibrary::~TemporaryLibrary() {
  if (!ownPath.empty())
    llvm::sys::fs::remove(ownPath);
}

FailureOr<TemporaryLibrary>
netc::compileNetToTemporary(ModuleOp net, const ArrayStore &arrays,
                            CompileOptions options, CompileResult &result) {
  SmallString<128> path;
  if (std::error_code error =
          llvm::sys::fs::createTemporaryFile("netc", "so", path)) {
    emitCoded(net.getLoc(), "cannot-write-file")
        << "cannot make a temporary file: " << error.message();
    return failure();
  }
  TemporaryLibrary library(path.str().str());
  options.emit = EmitKind::SharedLibrary;
  options.output = library.path();
  options.header = false;
  if (failed(compileNet(net, arrays, options, result)))
    return failure();
  return library;
}
