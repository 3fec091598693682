//===- TrainableNet.cpp - compiled code and values that change -----------===//

#include "compiler/Session/Training/TrainableNet.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Pipeline/Compile.h"
#include "compiler/Session/Decoding.h"
#include "dialects/Net/IR/NetTypes.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

static CompileOptions compileOptions(const Plan &plan, bool validates,
                                     const Job &job) {
  CompileOptions compile;
  compile.prefix = "net";
  compile.cpu = "native";
  compile.batches = {openBatch};
  compile.precision = job.options.precision;
  compile.infer = false;
  compile.training = plan.request;
  compile.evaluate = validates;
  compile.arrays = ArrayPlacement::External;
  compile.interrupted = job.hooks.interrupted;
  compile.probes = plan.probes;
  return compile;
}

FailureOr<TrainableNet> TrainableNet::compile(const Prepared &prepared,
                                              const Plan &plan, bool validates,
                                              const Job &job,
                                              MLIRContext *context) {
  CompileResult result;
  FailureOr<TemporaryLibrary> file =
      compileNetToTemporary(*prepared.training.module, prepared.training.arrays,
                            compileOptions(plan, validates, job), result);
  TrainableNet net;
  if (failed(file) ||
      failed(net.load(file->path(), prepared.training.arrays, job, context)))
    return failure();
  return std::move(net);
}

/// The net came from us, so that a failure is no fault of the user's text.
static LogicalResult report(MLIRContext *context, netrt_status status,
                            StringRef text) {
  return reportError(context, {}, "runtime")
         << netrt_status_text(status) << (text.empty() ? "" : ": ") << text;
}

LogicalResult TrainableNet::load(StringRef path, const ArrayStore &store,
                                 const Job &job, MLIRContext *mlirContext) {
  netrt_message message{};
  netrt_library *opened = nullptr;
  netrt_status status =
      netrt_library_open(path.str().c_str(), nullptr, &opened, &message);
  library.reset(opened);
  if (status != NETRT_OK)
    return report(mlirContext, status, message.text);
  netrt_arrays_options arrayOptions{};
  arrayOptions.struct_size = sizeof arrayOptions;
  arrayOptions.trainable = 1;
  arrayOptions.message = &message;
  netrt_arrays *made = nullptr;
  status = netrt_arrays_create(net(), &arrayOptions, &made);
  values.reset(made);
  if (status != NETRT_OK)
    return report(mlirContext, status, message.text);
  for (const auto &[key, data] : store) {
    // Files may hold values at any address.
    FailureOr<ArrayData> aligned = convertElements(
        data, isReal(data.element) ? job.options.precision : data.element,
        [&] { return reportError(mlirContext, {}, "bad-array"); });
    if (failed(aligned))
      return failure();
    netrt_tensor tensor = tensorOf(*aligned);
    status = netrt_arrays_set(arrays(), key.c_str(), &tensor);
    if (status != NETRT_OK)
      return report(mlirContext, status, netrt_arrays_last_error(arrays()));
  }
  netrt_options options{};
  options.struct_size = sizeof options;
  options.threads = job.options.threads ? job.options.threads : -1;
  options.message = &message;
  bool completesSteps =
      job.hooks.completesSteps || job.options.checkpoints.areWanted();
  if (job.hooks.interrupted && !completesSteps) {
    interrupted =
        std::make_unique<std::function<bool()>>(job.hooks.interrupted);
    monitor = std::make_unique<netrt_monitor>();
    monitor->struct_size = sizeof *monitor;
    monitor->self = interrupted.get();
    monitor->cancelled = [](void *self) -> int32_t {
      return (*static_cast<std::function<bool()> *>(self))();
    };
    options.monitor = monitor.get();
  }
  netrt_context *created = nullptr;
  status = netrt_context_create(net(), &options, &created);
  runtime.reset(created);
  return status == NETRT_OK ? success()
                            : report(mlirContext, status, message.text);
}

LogicalResult TrainableNet::readArrays(ArrayStore &store,
                                       net::RootOp root) const {
  for (auto array : root->getParentRegion()->getOps<net::ArrayOp>()) {
    netrt_tensor tensor{};
    tensor.struct_size = sizeof tensor;
    std::string key = array.getSymName().str();
    netrt_status status = netrt_arrays_get(arrays(), key.c_str(), &tensor);
    if (status != NETRT_OK)
      return report(root.getContext(), status,
                    netrt_arrays_last_error(arrays()));
    ArrayData data;
    data.element = static_cast<ElementType>(tensor.element);
    data.shape.assign(tensor.shape, tensor.shape + tensor.rank);
    auto owner = std::make_shared<std::vector<char>>(data.elementCount() *
                                                     sizeInBytes(data.element));
    if (!owner->empty())
      memcpy(owner->data(), tensor.data, owner->size());
    data.bytes = ArrayRef<char>(owner->data(), owner->size());
    data.owner = owner;
    store.insert(key, std::move(data));
  }
  return success();
}
