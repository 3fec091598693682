//===- Runner.cpp - applies a compiled net to values ---------------------===//

#include "compiler/Session/Runner.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Decoding.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/LabelEncoding.h"
#include "llvm/ADT/StringExtras.h"

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
                              const llvm::StringMap<std::string> &probes) {
  if (failed(chooseEntry()))
    return failure();
  FailureOr<RequestList> requests = parseRequest(net, request, probes, context);
  if (failed(requests) || failed(matchInputs(values)) ||
      failed(checkBatches()) || failed(createContext()) || failed(runAll()))
    return failure();
  return makeResult(*requests);
}

LogicalResult Runner::chooseEntry() {
  entryPlace = netrt_find_entry(net, NETRT_INFER, options.mode,
                                static_cast<netrt_element>(options.precision),
                                NETRT_CPU);
  if (entryPlace == net->entries.count)
    return reportHere(context, "no-entry")
           << "the library was not compiled for inference in "
           << toString(options.precision)
           << (options.mode == NETRT_TRAINING ? ", training mode" : "");
  entry = netrt_get_entry(net, entryPlace);
  return success();
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

LogicalResult Runner::matchInputs(ArrayRef<NamedValue> values) {
  ArrayRef<uint32_t> ports(entry->inputs, entry->input_count);
  llvm::SmallVector<StringRef> names;
  for (uint32_t port : ports)
    names.push_back(netrt_get_port(net, port)->name);
  llvm::SmallVector<const NamedValue *> byPort(ports.size());
  for (const NamedValue &value : values) {
    auto *found = llvm::find_if(
        names, [&](StringRef name) { return value.isFor(name, names.size()); });
    if (found == names.end()) {
      StringRef name = value.port.empty() ? value.key : value.port;
      auto error = reportError(context, value.value.span(), "unknown-port");
      error << "the net has no input port \"" << name << "\"";
      if (std::string hint = didYouMean(name, names); !hint.empty())
        error.attachNote() << "hint: " << hint;
      error.attachNote() << "input ports: " << llvm::join(names, ", ");
      return error;
    }
    const NamedValue *&slot = byPort[found - names.begin()];
    if (slot)
      return reportError(context, value.value.span(), "duplicate-name")
             << "port \"" << *found << "\" is given twice";
    slot = &value;
  }
  for (auto [i, value] : llvm::enumerate(byPort)) {
    if (!value)
      return reportError(context,
                         values.empty() ? options.place
                                        : values[0].value.span(),
                         "missing-input")
             << "no value for input port \"" << names[i]
             << "\"; the net's input ports are " << llvm::join(names, ", ");
    if (failed(addInput(ports[i], value->value)))
      return failure();
  }
  return success();
}

static bool hasCoder(const netrt_net *net, const netrt_port &port,
                     StringRef type) {
  return port.coder >= 0 &&
         StringRef(netrt_get_coder(net, port.coder)->notation).contains(type);
}

LogicalResult Runner::addInput(uint32_t place, const Expr &value) {
  const netrt_port &port = *netrt_get_port(net, place);
  std::string what = "port \"" + std::string(port.name) + "\"";
  Input input{place, {}, false, false, value.span()};
  bool takesImages =
      port.coder >= 0 &&
      netrt_get_coder(net, port.coder)->kind == NETRT_CODER_IMAGE_ENCODER;
  if (takesImages && isImageData(value)) {
    FailureOr<ImageBatch> images = readImages(value, what, context);
    if (failed(images))
      return failure();
    input.data = images->data;
    input.isBatch = images->isBatch;
    input.isImages = true;
    inputs.push_back(std::move(input));
    return success();
  }
  if (isImage(value))
    return reportError(context, value.span(),
                       hasCoder(net, port, "\"Image\"") ? "unsupported-coder"
                                                        : "bad-input")
           << what
           << (port.coder < 0
                   ? std::string(" takes arrays, not images: it has no encoder")
                   : ": this version of netc cannot encode images by " +
                         std::string(
                             netrt_get_coder(net, port.coder)->notation));
  FailureOr<Expr> encoded = value;
  if (port.coder >= 0)
    encoded = encodeLabels(value, netrt_get_coder(net, port.coder)->notation,
                           context);
  if (failed(encoded))
    return failure();
  FailureOr<ArrayData> data =
      toDense(*encoded, hasCoder(net, port, "Boolean"), what, context);
  if (failed(data))
    return failure();
  ArrayRef<int64_t> dims(port.dims, port.rank), shape(data->shape);
  input.isBatch = static_cast<int64_t>(shape.size()) == port.rank + 1;
  bool isEmptyBatch = shape.size() == 1 && shape[0] == 0;
  if (isEmptyBatch)
    input.isBatch = true;
  if (!isEmptyBatch && (input.isBatch ? shape.drop_front() : shape) != dims) {
    auto error = reportError(context, value.span(), "bad-input");
    error << what << " needs ";
    if (dims.empty())
      error << "a number";
    else if (dims.size() == 1)
      error << "a vector of length " << dims[0];
    else
      error << "an array of dimensions " << showDimensions(dims);
    return error << ", or a list of these, got "
                 << (shape.empty()
                         ? std::string("a number")
                         : "an array of dimensions " + showDimensions(shape));
  }
  FailureOr<ArrayData> converted = convertElements(*data, elementOf(port), [&] {
    return reportError(context, value.span(), "bad-input") << what << ": ";
  });
  if (failed(converted))
    return failure();
  input.data = *converted;
  inputs.push_back(std::move(input));
  return success();
}

ElementType Runner::elementOf(const netrt_port &port) const {
  return port.element == NETRT_REAL ? options.precision
                                    : static_cast<ElementType>(port.element);
}

int64_t Runner::examplesOf(const Input &input) const {
  return input.isBatch ? input.data.shape.front() : 1;
}

/// Both values are shown: which of them is wrong we cannot know.
LogicalResult Runner::reportBatches(const Input &first, const Input &other) {
  StringRef firstName = netrt_get_port(net, first.port)->name;
  StringRef otherName = netrt_get_port(net, other.port)->name;
  auto error = reportError(context, other.span, "batch-mismatch");
  if (first.isBatch != other.isBatch)
    error << "port \"" << (first.isBatch ? firstName : otherName)
          << "\" got a batch, port \""
          << (first.isBatch ? otherName : firstName) << "\" one example";
  else
    error << "port \"" << firstName << "\" got " << examplesOf(first)
          << " examples, port \"" << otherName << "\" " << examplesOf(other);
  if (first.span)
    error.attachNote(first.span.getLocation(context))
        << "this is the value of \"" << firstName << "\"";
  return error;
}

LogicalResult Runner::checkBatches() {
  if (inputs.empty())
    return success();
  const Input &first = inputs.front();
  isBatch = first.isBatch;
  count = examplesOf(first);
  for (const Input &input : inputs)
    if (input.isBatch != isBatch || examplesOf(input) != count)
      return reportBatches(first, input);
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

LogicalResult Runner::runAll() {
  for (uint32_t i = 0; i < entry->output_count; ++i) {
    const netrt_port &port = *netrt_get_port(net, entry->outputs[i]);
    llvm::SmallVector<int64_t> shape;
    if (isBatch)
      shape.push_back(count);
    shape.append(port.dims, port.dims + port.rank);
    outputs.push_back(allocateArray(elementOf(port), shape, options.guard));
  }
  if (count == 0)
    return success();
  int64_t chunk = std::min(chunkSize(), count);
  netrt_status status = netrt_context_reserve(runtime, chunk, nullptr);
  if (status != NETRT_OK)
    return reportHere(context, "runtime") << netrt_last_error(runtime);
  for (int64_t begin = 0; begin < count; begin += chunk)
    if (failed(runChunk(begin, std::min(begin + chunk, count))))
      return failure();
  return success();
}

FailureOr<ArrayData> Runner::encode(const Input &input, int64_t begin,
                                    int64_t end) {
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
  for (const ArrayData &output : outputs)
    held.push_back(isBatch ? sliceRows(output, begin, end) : output);
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

FailureOr<Expr> Runner::makeResult(const RequestList &requests) {
  DecodeOptions decodeOptions;
  decodeOptions.seed = options.seed;
  llvm::SmallVector<Expr> rules;
  for (const Request &request : requests.requests) {
    ArrayRef<uint32_t> ports(entry->outputs, entry->output_count);
    size_t index = llvm::find(ports, request.port) - ports.begin();
    FailureOr<Expr> value = outputs[index].shape == ArrayRef<int64_t>{0}
                                ? FailureOr<Expr>(Expr::list({}))
                                : decode(runtime, net, request, outputs[index],
                                         decodeOptions, context);
    if (failed(value))
      return failure();
    if (requests.isSingle)
      return *value;
    rules.push_back(Expr::rule(request.key, *value));
  }
  return Expr::association(rules);
}

} // namespace netc
