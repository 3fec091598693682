//===- Columns.cpp - batches from data in memory --------------------------===//

#include "Columns.h"
#include "CheckpointSum.h"

#include <algorithm>
#include <cstring>

extern "C" {
#include "runtime/src/core/Core.h"
}

namespace netrt {

static netrt_status fail(std::string &error, netrt_status status,
                         std::string text) {
  error = std::move(text);
  return status;
}

static std::string quoted(const char *name) {
  return "\"" + std::string(name) + "\"";
}

netrt_status Columns::bindColumn(const netrt_column &given,
                                 const netrt_port &port, netrt_element wanted,
                                 Column &column, std::string &error) {
  std::string subject = "column " + quoted(port.name);
  column.data = static_cast<const char *>(given.data);
  column.element = given.element == NETRT_REAL ? wanted : given.element;
  if (!column.data)
    return fail(error, NETRT_INVALID_ARGUMENT, subject + " has no data");
  if (!netrt_can_convert(column.element, wanted))
    return fail(error, NETRT_WRONG_ELEMENT,
                subject + " has elements that do not convert to the port's");
  for (int32_t i = 0; i < port.rank; ++i) {
    if (port.dims[i] >= 0) {
      column.rowElements *= static_cast<size_t>(port.dims[i]);
      continue;
    }
    if (i > 0)
      return fail(error, NETRT_INVALID_ARGUMENT,
                  subject + " has a named length behind other dimensions, "
                            "which needs a callback");
    column.length = static_cast<int32_t>(-1 - port.dims[i]);
  }
  if (column.length < 0)
    return NETRT_OK;
  if (!data.max_sizes)
    return fail(error, NETRT_INVALID_ARGUMENT,
                subject + " has a named length, and max_sizes is not given");
  column.lengths = given.lengths;
  column.rows = data.max_sizes[column.length];
  for (int64_t i = 0; column.lengths && i < data.count; ++i)
    if (column.lengths[i] < 0 || column.lengths[i] > column.rows)
      return fail(error, NETRT_WRONG_SHAPE,
                  subject + " has an example of length " +
                      std::to_string(column.lengths[i]) +
                      ", max_sizes allows " + std::to_string(column.rows));
  return NETRT_OK;
}

/// The columns as they are given, by name.
static netrt_status findColumns(const netrt_train_data &data,
                                const std::vector<const netrt_port *> &ports,
                                std::vector<const netrt_column *> &found,
                                std::string &error) {
  found.assign(ports.size(), nullptr);
  const char *place = reinterpret_cast<const char *>(data.columns);
  for (size_t i = 0; i < data.column_count; ++i) {
    const auto &column = *reinterpret_cast<const netrt_column *>(place);
    if (!netrt_struct_fits(&column, sizeof(column), sizeof(column)))
      return fail(error, NETRT_ABI_MISMATCH,
                  "a column has a struct_size that this version does not know");
    if (!column.port)
      return fail(error, NETRT_INVALID_ARGUMENT, "a column has no port");
    auto port = std::find_if(ports.begin(), ports.end(), [&](auto *each) {
      return std::strcmp(each->name, column.port) == 0;
    });
    if (port == ports.end())
      return fail(error, NETRT_UNKNOWN_NAME,
                  "the net has no input port " + quoted(column.port));
    const netrt_column *&slot = found[port - ports.begin()];
    if (slot)
      return fail(error, NETRT_INVALID_ARGUMENT,
                  "two columns for port " + quoted(column.port));
    slot = &column;
    place += column.struct_size;
  }
  for (size_t i = 0; i < ports.size(); ++i)
    if (!found[i])
      return fail(error, NETRT_INVALID_ARGUMENT,
                  "no column for input port " + quoted(ports[i]->name));
  return NETRT_OK;
}

netrt_status Columns::bind(const netrt_train_data &given,
                           const std::vector<const netrt_port *> &ports,
                           netrt_element precision, std::string &error) {
  data = given;
  std::vector<const netrt_column *> found;
  netrt_status status = findColumns(given, ports, found, error);
  columns.assign(ports.size(), Column());
  for (size_t i = 0; i < ports.size() && status == NETRT_OK; ++i)
    status = bindColumn(*found[i], *ports[i],
                        ports[i]->element == NETRT_REAL ? precision
                                                        : ports[i]->element,
                        columns[i], error);
  return status;
}

netrt_train_data Columns::asCallback() {
  netrt_train_data callback = data;
  callback.columns = nullptr;
  callback.column_count = 0;
  callback.self = this;
  callback.fill = fill;
  return callback;
}

uint64_t Columns::checksum(size_t port) const {
  const Column &column = columns[port];
  size_t row = column.rowElements * netrt_element_size(column.element);
  size_t rows = column.length < 0 ? 1 : static_cast<size_t>(column.rows);
  Checksum sum;
  auto add = [&](const auto *values, size_t bytes) {
    sum.add({reinterpret_cast<const char *>(values), bytes});
  };
  auto count = static_cast<size_t>(data.count);
  add(&column.element, sizeof(column.element));
  if (!column.lengths) {
    add(column.data, count * rows * row);
    return sum.value();
  }
  add(column.lengths, count * sizeof(int64_t));
  for (size_t i = 0; i < count; ++i)
    add(column.data + i * rows * row,
        static_cast<size_t>(column.lengths[i]) * row);
  return sum.value();
}

/// Batches are padded to their longest example.
void Columns::choosePadding(netrt_batch &batch) const {
  std::vector<bool> seen;
  for (size_t i = 0; i < columns.size(); ++i) {
    const Column &column = columns[i];
    if (column.length < 0)
      continue;
    int64_t longest = 0, *lengths = batch.lengths[i];
    for (int64_t k = 0; k < batch.size; ++k) {
      if (column.lengths)
        lengths[k] = column.lengths[batch.examples[k]];
      longest = std::max(longest, lengths[k]);
    }
    // Ports that share a length share the padding.
    size_t length = static_cast<size_t>(column.length);
    seen.resize(std::max(seen.size(), length + 1));
    batch.sizes[length] =
        seen[length] ? std::max(batch.sizes[length], longest) : longest;
    seen[length] = true;
  }
}

void Columns::gather(const Column &column, const netrt_batch &batch,
                     size_t input) const {
  size_t stored = column.rowElements * static_cast<size_t>(column.rows);
  size_t taken = column.length < 0
                     ? column.rowElements
                     : column.rowElements *
                           static_cast<size_t>(batch.sizes[column.length]);
  size_t from = stored * netrt_element_size(column.element);
  size_t to = taken * netrt_element_size(batch.elements[input]);
  char *place = static_cast<char *>(batch.inputs[input]);
  for (int64_t i = 0; i < batch.size; ++i, place += to)
    netrt_convert(place, batch.elements[input],
                  column.data + from * static_cast<size_t>(batch.examples[i]),
                  column.element, taken);
}

netrt_status Columns::fill(void *self, netrt_batch *batch) {
  auto &columns = *static_cast<const Columns *>(self);
  columns.choosePadding(*batch);
  for (size_t i = 0; i < columns.columns.size(); ++i)
    columns.gather(columns.columns[i], *batch, i);
  return NETRT_OK;
}

} // namespace netrt
