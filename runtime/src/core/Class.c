/*===- Class.c - class decoder: decisions, probabilities, entropy -------===*/
#include "Class.h"

#include "Real.h"

const void *netrt_coder_at(netrt_context *context, uint32_t port, int32_t kind,
                           netrt_status *out_status) {
  const netrt_net *net = context->net;
  netrt_text text = netrt_text_begin(context->error, sizeof(context->error));
  *out_status = NETRT_OK;
  if (port >= net->ports.count) {
    netrt_text_put(&text, "the net has no port ");
    netrt_text_integer(&text, port);
    *out_status = NETRT_UNKNOWN_NAME;
    return NULL;
  }
  const netrt_port *p = netrt_get_port(net, port);
  if (p->coder >= 0 && (size_t)p->coder < net->coders.count) {
    const netrt_coder *coder = netrt_get_coder(net, (size_t)p->coder);
    if (coder->kind == kind)
      return coder->settings;
  }
  netrt_text_put(&text, "port \"");
  netrt_text_put(&text, p->name);
  netrt_text_put(&text, kind == NETRT_CODER_IMAGE_ENCODER
                            ? "\" has no image encoder"
                            : "\" has no class decoder");
  *out_status = NETRT_NO_CODER;
  return NULL;
}

netrt_status netrt_classes_fail(const netrt_classes *classes,
                                netrt_status status, const char *words,
                                size_t row) {
  netrt_context *context = classes->context;
  netrt_text text = netrt_text_begin(context->error, sizeof(context->error));
  netrt_text_put(&text, words);
  netrt_text_put(&text, " (row ");
  netrt_text_integer(&text, (int64_t)row + 1); /* users count from 1 */
  netrt_text_put(&text, ")");
  return status;
}

static netrt_status wrong_shape(netrt_context *context,
                                const netrt_tensor *values, size_t count) {
  netrt_text text = netrt_text_begin(context->error, sizeof(context->error));
  netrt_text_put(&text, "probabilities have shape ");
  netrt_text_shape(&text, values->shape, values->rank);
  netrt_text_put(&text, ", expected the last dimension ");
  netrt_text_integer(&text, (int64_t)count);
  return NETRT_WRONG_SHAPE;
}

netrt_status netrt_classes_open(netrt_context *context, uint32_t port,
                                const netrt_tensor *values,
                                const void *out_results,
                                netrt_classes *out_classes) {
  netrt_status status;
  if (values == NULL || out_results == NULL)
    return NETRT_INVALID_ARGUMENT;
  const netrt_class_coder *coder =
      netrt_coder_at(context, port, NETRT_CODER_CLASS_DECODER, &status);
  if (coder == NULL)
    return status;
  netrt_text text = netrt_text_begin(context->error, sizeof(context->error));
  netrt_element element =
      values->element == NETRT_REAL64 ? NETRT_REAL64 : NETRT_REAL32;
  status = netrt_check_tensor(
      &text, "port", netrt_get_port(context->net, port)->name, values, element);
  if (status != NETRT_OK)
    return status;
  size_t count = coder->labels.count, bytes = 0;
  if (count == 0 || values->rank < 1 ||
      values->shape[values->rank - 1] != (int64_t)count ||
      !netrt_shape_bytes(values->shape, values->rank, element, &bytes))
    return wrong_shape(context, values, count);
  size_t rows = bytes / netrt_element_size(element) / count;
  *out_classes = (netrt_classes){context, coder, values, rows, count};
  if (values->data == NULL && rows > 0)
    return netrt_classes_fail(out_classes, NETRT_INVALID_ARGUMENT,
                              "the probabilities have no data", 0);
  return NETRT_OK;
}

netrt_status netrt_core_class_decide(netrt_context *context, uint32_t port,
                                     const netrt_tensor *values,
                                     int64_t *out_labels) {
  netrt_classes classes;
  netrt_status status =
      netrt_classes_open(context, port, values, out_labels, &classes);
  if (status != NETRT_OK)
    return status;
  for (size_t row = 0; row < classes.rows; ++row) {
    size_t best = 0;
    for (size_t label = 1; label < classes.count; ++label)
      if (netrt_classes_before(&classes, row, label, best))
        best = label;
    out_labels[row] = (int64_t)best;
  }
  return NETRT_OK;
}

netrt_status netrt_core_class_select(netrt_context *context, uint32_t port,
                                     const netrt_tensor *values,
                                     int64_t *out_labels, int64_t *out_counts) {
  if (out_counts == NULL)
    return NETRT_INVALID_ARGUMENT;
  netrt_classes classes;
  netrt_status status =
      netrt_classes_open(context, port, values, out_labels, &classes);
  if (status != NETRT_OK)
    return status;
  for (size_t row = 0; row < classes.rows; ++row) {
    int64_t *labels = out_labels + row * classes.count;
    out_counts[row] = 0;
    for (size_t label = 0; label < classes.count; ++label)
      if (netrt_classes_at(&classes, row, label) > 0.5)
        labels[out_counts[row]++] = (int64_t)label;
  }
  return NETRT_OK;
}

netrt_status netrt_core_class_probability(netrt_context *context, uint32_t port,
                                          const netrt_tensor *values,
                                          int64_t label,
                                          double *out_probabilities) {
  netrt_classes classes;
  netrt_status status =
      netrt_classes_open(context, port, values, out_probabilities, &classes);
  if (status != NETRT_OK)
    return status;
  if (label < 0 || label >= (int64_t)classes.count)
    return netrt_classes_fail(&classes, NETRT_UNKNOWN_NAME,
                              "the decoder has no such label", 0);
  for (size_t row = 0; row < classes.rows; ++row)
    out_probabilities[row] = netrt_classes_at(&classes, row, (size_t)label);
  return NETRT_OK;
}

/* -p log p with 0 log 0 = 0. */
static double surprise(double p) { return p == 0 ? 0 : -p * netrt_log(p); }

netrt_status netrt_core_class_entropy(netrt_context *context, uint32_t port,
                                      const netrt_tensor *values,
                                      double *out_entropies) {
  netrt_classes classes;
  netrt_status status =
      netrt_classes_open(context, port, values, out_entropies, &classes);
  if (status != NETRT_OK)
    return status;
  for (size_t row = 0; row < classes.rows; ++row) {
    double sum = 0;
    for (size_t label = 0; label < classes.count; ++label) {
      double p = netrt_classes_at(&classes, row, label);
      sum += surprise(p);
      if (classes.coder->multilabel != 0)
        sum += surprise(1 - p);
    }
    out_entropies[row] = sum;
  }
  return NETRT_OK;
}
