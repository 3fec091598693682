//===- EntryRunner.cpp - memory for the batches of one entry --------------===//

#include "EntryRunner.h"

#include <algorithm>
#include <cstring>

namespace netrt {

static netrt_status fail(std::string &error, netrt_status status,
                         std::string text) {
  error = std::move(text);
  return status;
}

static std::string quoted(const char *name) {
  return "\"" + std::string(name) + "\"";
}

static bool isRagged(const netrt_port &port) {
  return std::any_of(port.dims, port.dims + port.rank,
                     [](int64_t size) { return size < 0; });
}

static bool isBatched(const netrt_port &port) {
  return !(port.flags & NETRT_PORT_UNBATCHED);
}

/// Memory and tensor of a port for the largest batch.
void EntryRunner::addTensor(const netrt_port &port, Buffer &buffer,
                            std::vector<netrt_tensor> &tensors) {
  size_t bytes =
      netrt_port_bytes(&port, entry->precision, capacity, maxSizes.data());
  buffer.memory.resize(bytes / sizeof(Line) + 1);
  buffer.shape.resize(static_cast<size_t>(port.rank) + isBatched(port));
  netrt_tensor tensor = netrt_tensor_of(
      buffer.memory.data(),
      port.element == NETRT_REAL ? entry->precision : port.element,
      static_cast<int32_t>(buffer.shape.size()), buffer.shape.data());
  if (isRagged(port)) {
    buffer.lengths.resize(static_cast<size_t>(capacity));
    tensor.lengths = buffer.lengths.data();
  }
  tensors.push_back(tensor);
}

netrt_status EntryRunner::addInput(const netrt_port &port, std::string &error) {
  bool isRate = (port.flags & NETRT_PORT_SETTING) && port.rank == 0 &&
                std::strcmp(port.name, "LearningRate") == 0;
  if (!isRate && (port.flags & (NETRT_PORT_SETTING | NETRT_PORT_GRADIENT)))
    return fail(error, NETRT_NO_ENTRY,
                "the entry wants " + quoted(port.name) +
                    ", which this version of libnetrt does not know");
  if (!isRate && !isBatched(port))
    return fail(error, NETRT_NO_ENTRY,
                "input port " + quoted(port.name) + " takes no batches");
  if (!isRate) {
    dataInputs.push_back(&port);
    dataPlaces.push_back(inputs.size());
  }
  inputs.push_back(&port);
  return NETRT_OK;
}

netrt_status EntryRunner::prepare(netrt_context *newContext, uint32_t newPlace,
                                  int64_t largestBatch,
                                  const int64_t *newMaxSizes,
                                  std::string &error) {
  context = newContext;
  net = netrt_context_net(context);
  place = newPlace;
  entry = netrt_get_entry(net, place);
  capacity = batchSize = largestBatch;
  if (entry->precision != NETRT_REAL32 && entry->precision != NETRT_REAL64)
    return fail(error, NETRT_NO_ENTRY,
                "the loop trains in Real32 and Real64 only");
  if (net->lengths.count > 0 && !newMaxSizes)
    return fail(error, NETRT_INVALID_ARGUMENT,
                "the net has named lengths, and the data no max_sizes");
  if (net->lengths.count > 0)
    maxSizes.assign(newMaxSizes, newMaxSizes + net->lengths.count);
  sizes = maxSizes;
  for (uint32_t i = 0; i < entry->input_count; ++i)
    if (netrt_status status =
            addInput(*netrt_get_port(net, entry->inputs[i]), error))
      return status;
  for (uint32_t i = 0; i < entry->output_count; ++i)
    outputs.push_back(netrt_get_port(net, entry->outputs[i]));
  inputBuffers.resize(inputs.size());
  outputBuffers.resize(outputs.size());
  for (size_t i = 0; i < inputs.size(); ++i)
    addTensor(*inputs[i], inputBuffers[i], inputTensors_);
  for (size_t i = 0; i < outputs.size(); ++i)
    addTensor(*outputs[i], outputBuffers[i], outputTensors_);
  for (size_t i : dataPlaces)
    elements.push_back(inputTensors_[i].element);
  pointers.resize(dataPlaces.size());
  lengthPointers.resize(dataPlaces.size());
  return NETRT_OK;
}

/// Tensors' shapes for the present batch and its padding.
void EntryRunner::setShapes() {
  auto set = [&](const netrt_port &port, Buffer &buffer) {
    int64_t *shape = buffer.shape.data();
    if (isBatched(port))
      *shape++ = batchSize;
    for (int32_t i = 0; i < port.rank; ++i)
      shape[i] = port.dims[i] >= 0 ? port.dims[i] : sizes[-1 - port.dims[i]];
  };
  for (size_t i = 0; i < inputs.size(); ++i)
    set(*inputs[i], inputBuffers[i]);
  for (size_t i = 0; i < outputs.size(); ++i)
    set(*outputs[i], outputBuffers[i]);
}

netrt_status EntryRunner::checkSizes(const netrt_batch &batch,
                                     std::string &error) {
  for (size_t k = 0; k < sizes.size(); ++k)
    if (sizes[k] < 0 || sizes[k] > maxSizes[k])
      return fail(error, NETRT_WRONG_SHAPE,
                  "the data callback gave a named length the size " +
                      std::to_string(sizes[k]) + ", max_sizes allows " +
                      std::to_string(maxSizes[k]));
  if (batch.size == batchSize)
    return NETRT_OK;
  if (batch.examples || batch.size < 1 || batch.size > batchSize)
    return fail(error, NETRT_BATCH_MISMATCH,
                "the data callback gave " + std::to_string(batch.size) +
                    " examples, asked for were " + std::to_string(batchSize));
  batchSize = batch.size;
  return NETRT_OK;
}

netrt_status EntryRunner::fill(const netrt_train_data &data,
                               netrt_batch request, std::string &error) {
  batchSize = request.size;
  sizes = maxSizes;
  for (size_t i = 0; i < dataPlaces.size(); ++i) {
    Buffer &buffer = inputBuffers[dataPlaces[i]];
    const netrt_port &port = *dataInputs[i];
    pointers[i] = buffer.memory.data();
    lengthPointers[i] =
        buffer.lengths.empty() ? nullptr : buffer.lengths.data();
    if (lengthPointers[i])
      std::fill(buffer.lengths.begin(), buffer.lengths.end(),
                port.dims[0] < 0 ? maxSizes[-1 - port.dims[0]] : 0);
  }
  request.input_count = dataInputs.size();
  request.ports = dataInputs.data();
  request.inputs = pointers.data();
  request.elements = elements.data();
  request.sizes = sizes.empty() ? nullptr : sizes.data();
  request.lengths = sizes.empty() ? nullptr : lengthPointers.data();
  netrt_status status = data.fill(data.self, &request);
  if (status != NETRT_OK)
    return fail(error, status,
                std::string("the data callback failed: ") +
                    netrt_status_text(status));
  status = checkSizes(request, error);
  for (size_t i = 0; i < dataPlaces.size(); ++i)
    inputTensors_[dataPlaces[i]].data = pointers[i];
  return status;
}

netrt_status EntryRunner::run(netrt_arrays *arrays, std::string &error) {
  setShapes();
  netrt_status status =
      netrt_run(context, arrays, place, inputTensors_.data(), inputs.size(),
                outputTensors_.data(), outputs.size());
  return status == NETRT_OK ? status
                            : fail(error, status, netrt_last_error(context));
}

netrt_status EntryRunner::rehearse(netrt_arrays *arrays, std::string &error) {
  batchSize = 0;
  return run(arrays, error);
}

void EntryRunner::setLearningRate(double rate) {
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!(inputs[i]->flags & NETRT_PORT_SETTING))
      continue;
    void *data = inputTensors_[i].data;
    if (inputTensors_[i].element == NETRT_REAL64)
      *static_cast<double *>(data) = rate;
    else
      *static_cast<float *>(data) = static_cast<float>(rate);
  }
}

} // namespace netrt
