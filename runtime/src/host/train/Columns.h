//===- Columns.h - batches from data in memory ----------------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_COLUMNS_H
#define NETRT_HOST_TRAIN_COLUMNS_H

#include "netrt/train.h"

#include <string>
#include <vector>

namespace netrt {

/// Columns in memory as a callback, like that of any host.
class Columns {
public:
  /// One column for each port, in the ports' order.
  netrt_status bind(const netrt_train_data &data,
                    const std::vector<const netrt_port *> &ports,
                    netrt_element precision, std::string &error);
  netrt_train_data asCallback();
  /// A checksum of all values of the column for a port; what lies behind the
  /// end of a short example does not count.
  uint64_t checksum(size_t port) const;

private:
  struct Column {
    const char *data = nullptr;
    const int64_t *lengths = nullptr;
    netrt_element element = NETRT_REAL;
    int32_t length = -1;    ///< the named length; -1: none
    int64_t rows = 1;       ///< along the named length, in memory
    size_t rowElements = 1; ///< of one row, or of one example without
  };

  netrt_status bindColumn(const netrt_column &given, const netrt_port &port,
                          netrt_element wanted, Column &column,
                          std::string &error);
  void choosePadding(netrt_batch &batch) const;
  void gather(const Column &column, const netrt_batch &batch,
              size_t input) const;
  static netrt_status fill(void *self, netrt_batch *batch);

  std::vector<Column> columns;
  netrt_train_data data = {};
};

} // namespace netrt

#endif // NETRT_HOST_TRAIN_COLUMNS_H
