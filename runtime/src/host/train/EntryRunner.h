//===- EntryRunner.h - memory for the batches of one entry ----*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_ENTRYRUNNER_H
#define NETRT_HOST_TRAIN_ENTRYRUNNER_H

#include "netrt/train.h"

#include <string>
#include <vector>

namespace netrt {

/// Tensors of an entry's inputs and outputs for batches up to a size. Nothing
/// is allocated after `prepare`.
class EntryRunner {
public:
  netrt_status prepare(netrt_context *context, uint32_t entry,
                       int64_t largestBatch, const int64_t *maxSizes,
                       std::string &error);

  /// Has the batch filled; `round` and so on are set in `request`.
  netrt_status fill(const netrt_train_data &data, netrt_batch request,
                    std::string &error);
  /// Runs what was filled.
  netrt_status run(netrt_arrays *arrays, std::string &error);
  /// Only checks that it could run: a batch without examples.
  netrt_status rehearse(netrt_arrays *arrays, std::string &error);

  void setLearningRate(double rate);

  /// Ports of the net among the inputs: what data has to give.
  const std::vector<const netrt_port *> &dataPorts() const {
    return dataInputs;
  }
  const std::vector<const netrt_port *> &inputPorts() const { return inputs; }
  const std::vector<const netrt_port *> &outputPorts() const { return outputs; }
  const std::vector<netrt_tensor> &inputTensors() const {
    return inputTensors_;
  }
  const std::vector<netrt_tensor> &outputTensors() const {
    return outputTensors_;
  }
  netrt_element precision() const { return entry->precision; }
  int64_t size() const { return batchSize; }
  /// In the net's table.
  uint32_t entryPlace() const { return place; }

private:
  /// A cache line, for memory aligned as generated code likes it.
  struct alignas(64) Line {
    char bytes[64];
  };
  /// One tensor's memory and shape.
  struct Buffer {
    std::vector<Line> memory;
    std::vector<int64_t> shape;
    std::vector<int64_t> lengths;
  };

  netrt_status addInput(const netrt_port &port, std::string &error);
  void addTensor(const netrt_port &port, Buffer &buffer,
                 std::vector<netrt_tensor> &tensors);
  netrt_status checkSizes(const netrt_batch &batch, std::string &error);
  void setShapes();

  netrt_context *context = nullptr;
  const netrt_net *net = nullptr;
  const netrt_entry *entry = nullptr;
  uint32_t place = 0;
  int64_t capacity = 0;
  int64_t batchSize = 0;
  std::vector<const netrt_port *> inputs, outputs, dataInputs;
  std::vector<size_t> dataPlaces; ///< of dataInputs among inputs
  std::vector<netrt_tensor> inputTensors_, outputTensors_;
  std::vector<Buffer> inputBuffers, outputBuffers;
  std::vector<int64_t> sizes, maxSizes; ///< of the named lengths
  // What a netrt_batch points to.
  std::vector<void *> pointers;
  std::vector<netrt_element> elements;
  std::vector<int64_t *> lengthPointers;
};

} // namespace netrt

#endif // NETRT_HOST_TRAIN_ENTRYRUNNER_H
