/*===- Context.c - one thread's memory, workers and last error ----------===*/
#include "Core.h"

#include <string.h>

enum { ARENA_ALIGNMENT = 64, DEFAULT_SPIN = 2000 };

/* Size of netrt_options in version 1. */
#define LEAST_OPTIONS (offsetof(netrt_options, message) + sizeof(void *))

static void say(const netrt_options *options, const char *words) {
  if (options->message == NULL)
    return;
  netrt_text text =
      netrt_text_begin(options->message->text, sizeof(options->message->text));
  netrt_text_put(&text, words);
}

/* Missing features of the variant that was wanted, or of the least one. */
static netrt_status refuse_cpu(const netrt_net *net,
                               const netrt_options *options,
                               const netrt_variant *variant,
                               uint64_t available) {
  if (options->message == NULL)
    return NETRT_UNSUPPORTED_CPU;
  netrt_text text =
      netrt_text_begin(options->message->text, sizeof(options->message->text));
  netrt_text_put(&text, "variant \"");
  netrt_text_put(&text, variant->name);
  netrt_text_put(&text, "\" of net \"");
  netrt_text_put(&text, net->name);
  netrt_text_put(&text, "\" needs processor features that are not here: ");
  netrt_text_features(&text, variant->features & ~available);
  return NETRT_UNSUPPORTED_CPU;
}

static netrt_status unknown_variant(const netrt_net *net,
                                    const netrt_options *options) {
  if (options->message == NULL)
    return NETRT_UNKNOWN_NAME;
  netrt_text text =
      netrt_text_begin(options->message->text, sizeof(options->message->text));
  netrt_text_put(&text, "no CPU variant \"");
  netrt_text_put(&text, options->cpu);
  netrt_text_put(&text, "\"; compiled are");
  for (size_t i = 0; i < net->variants.count; ++i) {
    netrt_text_put(&text, i == 0 ? " " : ", ");
    netrt_text_put(&text, netrt_get_variant(net, i)->name);
  }
  return NETRT_UNKNOWN_NAME;
}

static bool equal(const char *a, const char *b) { return strcmp(a, b) == 0; }

static netrt_status choose_cpu(const netrt_net *net,
                               const netrt_options *options,
                               uint32_t *out_variant) {
  uint64_t available = netrt_cpu_features() & ~options->hide_features;
  for (size_t i = net->variants.count; i-- > 0;) {
    const netrt_variant *variant = netrt_get_variant(net, i);
    bool runs = (variant->features & ~available) == 0;
    bool wanted = options->cpu == NULL || equal(options->cpu, variant->name);
    *out_variant = (uint32_t)i;
    if (wanted && runs)
      return NETRT_OK;
    if (wanted && (options->cpu != NULL || i == 0))
      return refuse_cpu(net, options, variant, available);
  }
  return unknown_variant(net, options);
}

/* Options of this version, from those of whatever version the host has. */
static netrt_status read_options(const netrt_options *given,
                                 netrt_options *out_options) {
  memset(out_options, 0, sizeof(*out_options));
  if (given == NULL)
    return NETRT_OK;
  if (!netrt_struct_fits(given, LEAST_OPTIONS, sizeof(*out_options)))
    return NETRT_ABI_MISMATCH;
  size_t size = given->struct_size < sizeof(*out_options)
                    ? given->struct_size
                    : sizeof(*out_options);
  memcpy(out_options, given, size);
  const netrt_allocator *allocator = out_options->allocator;
  const netrt_executor *executor = out_options->executor;
  if (out_options->max_batch < 0) {
    say(out_options, "max_batch is negative");
    return NETRT_INVALID_ARGUMENT;
  }
  if (allocator != NULL &&
      (allocator->struct_size < sizeof(*allocator) ||
       allocator->allocate == NULL || allocator->release == NULL)) {
    say(out_options, "the allocator hook is incomplete");
    return NETRT_INVALID_ARGUMENT;
  }
  if (executor != NULL && (executor->struct_size < sizeof(*executor) ||
                           executor->parallel_for == NULL)) {
    say(out_options, "the executor hook is incomplete");
    return NETRT_INVALID_ARGUMENT;
  }
  return NETRT_OK;
}

static void set_hooks(netrt_context *context, const netrt_options *options) {
  if (options->executor != NULL)
    context->executor = *options->executor;
  if (options->logger != NULL &&
      options->logger->struct_size >= sizeof(netrt_logger))
    context->logger = *options->logger;
  if (options->monitor != NULL &&
      options->monitor->struct_size >= sizeof(netrt_monitor))
    context->monitor = *options->monitor;
}

/* Spinning pays only while every thread has a processor of its own. */
static int32_t choose_spin(const netrt_options *options, int32_t threads) {
  if (options->spin != 0)
    return options->spin < 0 ? 0 : options->spin;
  return threads <= netrt_processor_count() ? DEFAULT_SPIN : 0;
}

static netrt_status start_workers(netrt_context *context,
                                  const netrt_options *options) {
  int32_t threads = options->threads;
  if (threads < 0)
    threads = netrt_processor_count();
  netrt_status status = NETRT_OK;
  if (threads > 1 && options->executor == NULL)
    context->pool = netrt_pool_create(&context->allocator, threads - 1,
                                      choose_spin(options, threads), &status);
  context->dispatching = context->pool != NULL || options->executor != NULL ||
                         context->monitor.cancelled != NULL ||
                         context->monitor.progress != NULL;
  return status;
}

static void log_variant(const netrt_context *context) {
  if (context->logger.log == NULL)
    return;
  char line[160];
  netrt_text text = netrt_text_begin(line, sizeof(line));
  netrt_text_put(&text, "net \"");
  netrt_text_put(&text, context->net->name);
  netrt_text_put(&text, "\": CPU variant ");
  netrt_text_put(&text,
                 netrt_get_variant(context->net, context->variant)->name);
  netrt_text_put(&text, ", threads ");
  netrt_text_integer(
      &text, context->pool == NULL ? 1 : netrt_pool_threads(context->pool));
  context->logger.log(context->logger.self, NETRT_LOG_INFO, line);
}

static netrt_status fill_context(netrt_context *context,
                                 const netrt_options *options) {
  context->table_bytes = netrt_plan_table_bytes(context->net);
  context->tables = netrt_allocate(&context->allocator,
                                   context->table_bytes + 1, ARENA_ALIGNMENT);
  if (context->tables == NULL)
    return NETRT_OUT_OF_MEMORY;
  memset(context->tables, 0, context->table_bytes);
  netrt_plan_build(context);
  set_hooks(context, options);
  netrt_status status = NETRT_OK;
  /* With named lengths only the host knows how much to reserve. */
  if (context->net->lengths.count == 0)
    status = netrt_core_context_reserve(
        context, options->max_batch == 0 ? 1 : options->max_batch, NULL);
  return status == NETRT_OK ? start_workers(context, options) : status;
}

netrt_status netrt_core_context_create(const netrt_net *net,
                                       const netrt_options *given,
                                       netrt_context **out_context) {
  netrt_options options;
  uint32_t variant = 0;
  if (out_context == NULL)
    return NETRT_INVALID_ARGUMENT;
  *out_context = NULL;
  netrt_status status = read_options(given, &options);
  if (status == NETRT_OK)
    status = choose_cpu(net, &options, &variant);
  if (status != NETRT_OK)
    return status;
  netrt_allocator allocator = netrt_allocator_choose(options.allocator);
  netrt_context *context =
      netrt_allocate(&allocator, sizeof(*context), _Alignof(netrt_context));
  if (context == NULL)
    return NETRT_OUT_OF_MEMORY;
  memset(context, 0, sizeof(*context));
  context->core = &netrt_core_functions;
  context->net = net;
  context->allocator = allocator;
  context->variant = variant;
  status = fill_context(context, &options);
  if (status != NETRT_OK) {
    say(&options,
        context->error[0] != '\0' ? context->error : netrt_status_text(status));
    netrt_core_context_destroy(context);
    return status;
  }
  log_variant(context);
  *out_context = context;
  return NETRT_OK;
}

void netrt_core_context_destroy(netrt_context *context) {
  netrt_allocator allocator = context->allocator;
  if (context->pool != NULL)
    netrt_pool_destroy(context->pool);
  netrt_release(&allocator, context->arena, context->arena_size,
                ARENA_ALIGNMENT);
  netrt_release(&allocator, context->tables, context->table_bytes + 1,
                ARENA_ALIGNMENT);
  netrt_release(&allocator, context, sizeof(*context), _Alignof(netrt_context));
}
