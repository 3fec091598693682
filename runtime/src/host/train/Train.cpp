//===- Train.cpp - the C interface of the training loop -------------------===//

#include "Trainer.h"
#include "runtime/src/host/Message.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <stdexcept>

struct netrt_train {
  netrt::Trainer trainer;
};

/// Nothing is thrown into a C program. Memory can lack at set-up, and where the
/// lists of losses grow.
template <typename Function>
static netrt_status guarded(netrt::Trainer &trainer, Function function) {
  try {
    return function();
  } catch (const std::bad_alloc &) {
    return trainer.fail(NETRT_OUT_OF_MEMORY, "out of memory");
  } catch (const std::length_error &) { // more than any memory
    return trainer.fail(NETRT_OUT_OF_MEMORY, "out of memory");
  }
}

static netrt_status create(netrt_context *context, netrt_arrays *arrays,
                           const netrt_train_options &options,
                           netrt_train **out_train, netrt_message *message) {
  auto train = std::make_unique<netrt_train>(
      netrt_train{netrt::Trainer(context, arrays)});
  netrt_status status =
      guarded(train->trainer, [&] { return train->trainer.setUp(options); });
  if (status != NETRT_OK)
    return netrt::fail(message, status, train->trainer.error);
  *out_train = train.release();
  return NETRT_OK;
}

netrt_status netrt_train_create(netrt_context *context, netrt_arrays *arrays,
                                const netrt_train_options *options,
                                netrt_train **out_train) {
  if (!out_train)
    return NETRT_INVALID_ARGUMENT;
  *out_train = nullptr;
  if (!options)
    return NETRT_INVALID_ARGUMENT;
  netrt_message *message =
      options->struct_size >= offsetof(netrt_train_options, course)
          ? options->message
          : nullptr;
  if (!context || !arrays)
    return netrt::fail(message, NETRT_INVALID_ARGUMENT,
                       "no context or no arrays given");
  try {
    return create(context, arrays, *options, out_train, message);
  } catch (const std::bad_alloc &) {
    return netrt::fail(message, NETRT_OUT_OF_MEMORY, "out of memory");
  }
}

void netrt_train_destroy(netrt_train *train) { delete train; }

netrt_status netrt_train_resume(netrt_train *train, const char *path) {
  if (!train || !path)
    return NETRT_INVALID_ARGUMENT;
  return guarded(train->trainer, [&] { return train->trainer.resume(path); });
}

netrt_status netrt_train_run(netrt_train *train) {
  return netrt_train_advance(train, INT64_MAX, nullptr);
}

netrt_status netrt_train_advance(netrt_train *train, int64_t batches,
                                 int32_t *out_ended) {
  if (!train || batches < 0)
    return NETRT_INVALID_ARGUMENT;
  netrt_status status =
      guarded(train->trainer, [&] { return train->trainer.advance(batches); });
  if (out_ended)
    *out_ended = train->trainer.isOver();
  return status;
}

netrt_status netrt_train_save(netrt_train *train, const char *path) {
  if (!train || !path)
    return NETRT_INVALID_ARGUMENT;
  return guarded(train->trainer, [&] { return train->trainer.save(path); });
}

const char *netrt_train_last_error(const netrt_train *train) {
  return train ? train->trainer.error.c_str() : "";
}

netrt_status netrt_train_get_result(const netrt_train *train,
                                    netrt_train_result *out_result) {
  if (!train || !out_result)
    return NETRT_INVALID_ARGUMENT;
  netrt_train_result result = {};
  train->trainer.describe(result);
  // Hosts of another age get what both know.
  size_t size = std::min(out_result->struct_size, sizeof(result));
  if (size < sizeof(size_t))
    return NETRT_ABI_MISMATCH;
  result.struct_size = out_result->struct_size;
  std::memcpy(static_cast<void *>(out_result), &result, size);
  return NETRT_OK;
}
