//===- RunnerInputs.cpp - values for the inputs of an entry ---------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/LabelEncoding.h"
#include "compiler/Session/Runner.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace netc {

llvm::SmallVector<uint32_t> Runner::inputPorts(bool imposed) const {
  llvm::SmallVector<uint32_t> ports;
  for (uint32_t port : ArrayRef(entry->inputs, entry->input_count)) {
    uint32_t flags = netrt_get_port(net, port)->flags;
    if (((flags & NETRT_PORT_GRADIENT) != 0) == imposed)
      ports.push_back(port);
  }
  return ports;
}

LogicalResult Runner::matchInputs(ArrayRef<NamedValue> values) {
  llvm::SmallVector<uint32_t> ports = inputPorts(/*imposed=*/false);
  llvm::SmallVector<StringRef> names;
  for (uint32_t port : ports)
    names.push_back(netrt_get_port(net, port)->name);
  llvm::SmallVector<const NamedValue *> byPort(ports.size());
  for (const NamedValue &value : values) {
    if (value.gradient)
      continue;
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

std::string Runner::describe(const Input &input) const {
  std::string name = netrt_get_port(net, input.port)->name;
  return input.isImposed ? "the gradient at output \"" + name + "\""
                         : "port \"" + name + "\"";
}

LogicalResult Runner::addInput(uint32_t place, const Expr &value) {
  const netrt_port &port = *netrt_get_port(net, place);
  Input input{place, {}, false, false, value.span()};
  input.isImposed = port.flags & NETRT_PORT_GRADIENT;
  std::string what = describe(input);
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
  FailureOr<ArrayData> data = readArray(input, value);
  if (failed(data))
    return failure();
  input.data = *data;
  auto rank = static_cast<int32_t>(input.data.shape.size());
  bool isEmptyBatch = rank == 1 && input.data.shape[0] == 0;
  input.isBatch = isEmptyBatch || rank == port.rank + 1;
  inputs.push_back(std::move(input));
  return success();
}

/// An array of the port's shape, or a batch of these.
FailureOr<ArrayData> Runner::readArray(const Input &input, const Expr &value) {
  const netrt_port &port = *netrt_get_port(net, input.port);
  std::string what = describe(input);
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
  bool isBatch = static_cast<int64_t>(shape.size()) == port.rank + 1;
  bool isEmptyBatch = shape.size() == 1 && shape[0] == 0;
  if (!isEmptyBatch && (isBatch ? shape.drop_front() : shape) != dims) {
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
  return convertElements(*data, elementOf(port), [&] {
    return reportError(context, value.span(), "bad-input") << what << ": ";
  });
}

/// A library's entry takes the gradients it was compiled for: ones are those
/// that nobody imposes.
LogicalResult Runner::matchImposed(ArrayRef<NamedValue> values,
                                   const GradientNames &names) {
  llvm::SmallVector<uint32_t> ports = inputPorts(/*imposed=*/true);
  llvm::StringMap<const NamedValue *> given;
  for (const NamedValue &value : values) {
    if (!value.gradient)
      continue;
    FailureOr<std::string> output = names.findImposed(value.gradient, context);
    if (failed(output))
      return failure();
    if (!given.insert({*output, &value}).second)
      return reportError(context, value.gradient.span(), "duplicate-name")
             << "the gradient at output \"" << *output << "\" is given twice";
    bool isTaken = llvm::any_of(ports, [&](uint32_t port) {
      return *output == netrt_get_port(net, port)->name;
    });
    if (isTaken)
      continue;
    auto error = reportError(context, value.gradient.span(), "no-entry");
    error << "the library takes no gradient at output \"" << *output << "\"";
    error.attachNote() << "hint: compile it with --output-gradient " << *output;
    return error;
  }
  for (uint32_t place : ports) {
    const netrt_port &port = *netrt_get_port(net, place);
    if (const NamedValue *value = given.lookup(port.name)) {
      if (failed(addInput(place, value->value)))
        return failure();
      continue;
    }
    Input ones{place, {}, false, false, {}, true};
    ones.data = filledArray(elementOf(port), {port.dims, size_t(port.rank)}, 1);
    inputs.push_back(std::move(ones));
  }
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
  std::string firstName = describe(first), otherName = describe(other);
  auto error = reportError(context, other.span, "batch-mismatch");
  if (first.isBatch != other.isBatch)
    error << (first.isBatch ? firstName : otherName) << " got a batch, "
          << (first.isBatch ? otherName : firstName) << " one example";
  else
    error << firstName << " got " << examplesOf(first) << " examples, "
          << otherName << " " << examplesOf(other);
  if (first.span)
    error.attachNote(first.span.getLocation(context))
        << "this is the value of \"" << netrt_get_port(net, first.port)->name
        << "\"";
  return error;
}

LogicalResult Runner::checkBatches() {
  if (inputs.empty())
    return success();
  const Input &first = inputs.front();
  isBatch = !first.isImposed && first.isBatch;
  count = isBatch ? examplesOf(first) : 1;
  for (const Input &input : inputs) {
    bool isForAll = input.isImposed && !input.isBatch;
    if (!isForAll && (input.isBatch != isBatch || examplesOf(input) != count))
      return reportBatches(first, input);
  }
  return success();
}

} // namespace netc
