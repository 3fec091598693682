//===- Runner.cpp - applies a compiled net to values ---------------------===//

#include "compiler/Session/Runner.h"
#include "compiler/Session/Decoding.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/Images.h"

using namespace mlir;

namespace netc {

Runner::Runner(const netrt_net *net, const netrt_arrays *arrays,
               const RunnerOptions &options, MLIRContext *context)
    : net(net), arrays(arrays), options(options), context(context) {}

Runner::~Runner() { netrt_context_destroy(runtime); }

static InFlightDiagnostic reportHere(MLIRContext *context, StringRef code) {
  return reportError(context, {}, code);
}

FailureOr<Expr> Runner::apply(ArrayRef<NamedValue> values, const Expr &request,
                              const RequestNames &names) {
  if (failed(chooseEntry(asksForGradients(request))))
    return failure();
  FailureOr<RequestList> requests = parseRequest(net, request, names, context);
  if (failed(requests) || failed(matchInputs(values)) ||
      failed(matchImposed(values, names.gradients)) || failed(checkBatches()) ||
      failed(createContext()) || failed(runAll()))
    return failure();
  return makeResult(*requests);
}

LogicalResult Runner::chooseEntry(bool gradients) {
  entryPlace = netrt_find_entry(
      net, gradients ? NETRT_GRADIENT : NETRT_INFER, options.mode,
      static_cast<netrt_element>(options.precision), NETRT_CPU);
  if (entryPlace == net->entries.count) {
    auto error = reportHere(context, "no-entry");
    error << "the library was not compiled for "
          << (gradients ? "gradients" : "inference") << " in "
          << toString(options.precision)
          << (options.mode == NETRT_TRAINING ? ", training mode" : "");
    if (gradients)
      error.attachNote() << "hint: compile it with --entry infer,gradient "
                            "--gradient all";
    return error;
  }
  entry = netrt_get_entry(net, entryPlace);
  return success();
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

/// Asks the options, which outlive the context.
static netrt_monitor makeMonitor(RunnerOptions &options) {
  netrt_monitor monitor{};
  monitor.struct_size = sizeof monitor;
  monitor.self = &options;
  monitor.cancelled = [](void *self) -> int32_t {
    return static_cast<RunnerOptions *>(self)->interrupted();
  };
  return monitor;
}

LogicalResult Runner::createContext() {
  netrt_message message{};
  netrt_options settings{};
  settings.struct_size = sizeof settings;
  settings.threads = options.threads ? options.threads : -1;
  settings.message = &message;
  netrt_allocator allocator = guardedAllocator(options.guard);
  if (options.guard != Guard::None)
    settings.allocator = &allocator;
  netrt_monitor monitor = makeMonitor(options);
  if (options.interrupted)
    settings.monitor = &monitor;
  netrt_status status = netrt_context_create(net, &settings, &runtime);
  if (status != NETRT_OK)
    return reportHere(context, "runtime")
           << netrt_status_text(status) << ": " << message.text;
  return success();
}

/// As many examples as fit 256 MiB of scratch memory, at most 1024.
int64_t Runner::chunkSize() {
  if (options.batchSize)
    return options.batchSize;
  int64_t one = 0, two = 0;
  if (netrt_arena_bytes(runtime, entryPlace, 2, nullptr, &one) != NETRT_OK ||
      netrt_arena_bytes(runtime, entryPlace, 3, nullptr, &two) != NETRT_OK ||
      two <= one)
    return 1024;
  int64_t perExample = two - one;
  return std::clamp<int64_t>((int64_t(256) << 20) / perExample, 1, 1024);
}

static bool isUnbatched(const netrt_port &port) {
  return port.flags & NETRT_PORT_UNBATCHED;
}

void Runner::allocateOutputs() {
  for (uint32_t i = 0; i < entry->output_count; ++i) {
    const netrt_port &port = *netrt_get_port(net, entry->outputs[i]);
    llvm::SmallVector<int64_t> shape;
    if (isBatch && !isUnbatched(port))
      shape.push_back(count);
    shape.append(port.dims, port.dims + port.rank);
    outputs.push_back(
        count == 0 ? filledArray(elementOf(port), shape, 0)
                   : allocateArray(elementOf(port), shape, options.guard));
  }
}

LogicalResult Runner::runAll() {
  allocateOutputs();
  if (count == 0)
    return success();
  int64_t chunk = std::min(chunkSize(), count);
  netrt_status status = netrt_context_reserve(runtime, chunk, nullptr);
  if (status != NETRT_OK)
    return reportHere(context, "runtime") << netrt_last_error(runtime);
  // What is one for all examples is the total over the chunks, in their order.
  std::vector<std::vector<double>> totals(outputs.size());
  for (int64_t begin = 0; begin < count; begin += chunk) {
    if (failed(runChunk(begin, std::min(begin + chunk, count))))
      return failure();
    for (auto [total, output, port] : llvm::zip(
             totals, outputs, ArrayRef(entry->outputs, entry->output_count)))
      if (chunk < count && isUnbatched(*netrt_get_port(net, port)))
        addElements(output, total);
  }
  for (auto [total, output] : llvm::zip(totals, outputs))
    if (!total.empty())
      output = arrayOf(output.element, output.shape, total);
  return success();
}

FailureOr<ArrayData> Runner::encode(const Input &input, int64_t begin,
                                    int64_t end) {
  bool isForAll = input.isImposed && isBatch && !input.isBatch;
  if (isForAll)
    return guardedCopy(repeatRows(input.data, end - begin), options.guard);
  if (!input.isImages)
    return guardedCopy(isBatch ? sliceRows(input.data, begin, end) : input.data,
                       options.guard);
  const netrt_port &port = *netrt_get_port(net, input.port);
  llvm::SmallVector<int64_t> shape;
  if (isBatch)
    shape.push_back(end - begin);
  shape.append(port.dims, port.dims + port.rank);
  ArrayData encoded = allocateArray(options.precision, shape, options.guard);
  std::vector<netrt_image> images =
      imagesOf(input.data, input.isBatch, begin, end);
  netrt_tensor tensor = tensorOf(encoded);
  netrt_status status = netrt_encode_image(runtime, input.port, images.data(),
                                           images.size(), &tensor);
  if (status != NETRT_OK)
    return reportHere(context, "bad-input")
           << "port \"" << port.name << "\": " << netrt_last_error(runtime);
  return encoded;
}

/// The status of a run as the code that the notation has for it.
static StringRef codeOf(netrt_status status) {
  switch (status) {
  case NETRT_UNINITIALIZED:
    return "uninitialized";
  case NETRT_INDEX_OUT_OF_RANGE:
    return "index-out-of-range";
  case NETRT_BATCH_MISMATCH:
    return "batch-mismatch";
  case NETRT_WRONG_SHAPE:
  case NETRT_WRONG_ELEMENT:
    return "bad-input";
  default:
    return "runtime";
  }
}

/// The value of the input that a message of the runtime names.
Span Runner::placeOf(StringRef message) const {
  for (const Input &input : inputs) {
    std::string name = netrt_get_port(net, input.port)->name;
    if (message.contains("input \"" + name + "\""))
      return input.span;
  }
  return Span();
}

LogicalResult Runner::runChunk(int64_t begin, int64_t end) {
  llvm::SmallVector<ArrayData> held;
  llvm::SmallVector<netrt_tensor> in, out;
  for (const Input &input : inputs) {
    FailureOr<ArrayData> data = encode(input, begin, end);
    if (failed(data))
      return failure();
    held.push_back(*data);
  }
  for (auto [output, port] :
       llvm::zip(outputs, ArrayRef(entry->outputs, entry->output_count)))
    held.push_back(isBatch && !isUnbatched(*netrt_get_port(net, port))
                       ? sliceRows(output, begin, end)
                       : output);
  for (size_t i = 0; i < held.size(); ++i)
    (i < inputs.size() ? in : out).push_back(tensorOf(held[i]));
  netrt_status status = netrt_run(runtime, arrays, entryPlace, in.data(),
                                  in.size(), out.data(), out.size());
  if (status == NETRT_OK)
    return success();
  if (status == NETRT_CANCELLED)
    return reportHere(context, "interrupted") << "the run was interrupted";
  StringRef text = netrt_last_error(runtime);
  return reportError(context, placeOf(text), codeOf(status)) << text;
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

FailureOr<Expr> Runner::valueOf(const Request &request) {
  if (request.isAssociation) {
    llvm::SmallVector<Expr> rules;
    for (const Request &part : request.parts) {
      FailureOr<Expr> value = valueOf(part);
      if (failed(value))
        return failure();
      rules.push_back(Expr::rule(part.key, *value));
    }
    return Expr::association(rules);
  }
  ArrayRef<uint32_t> ports(entry->outputs, entry->output_count);
  const ArrayData &output =
      outputs[llvm::find(ports, request.port) - ports.begin()];
  bool isEmptyBatch =
      isBatch && count == 0 && !isUnbatched(*netrt_get_port(net, request.port));
  if (isEmptyBatch || output.shape == ArrayRef<int64_t>{0})
    return Expr::list({});
  DecodeOptions decodeOptions;
  decodeOptions.seed = options.seed;
  return decode(runtime, net, request, output, decodeOptions, context);
}

FailureOr<Expr> Runner::makeResult(const RequestList &requests) {
  llvm::SmallVector<Expr> rules;
  for (const Request &request : requests.requests) {
    // What is asked for twice is one key of an association.
    if (llvm::any_of(rules, [&](const Expr &rule) {
          return rule.args()[0] == request.key;
        }))
      continue;
    FailureOr<Expr> value = valueOf(request);
    if (failed(value) || requests.isSingle)
      return value;
    rules.push_back(Expr::rule(request.key, *value));
  }
  return Expr::association(rules);
}

} // namespace netc
