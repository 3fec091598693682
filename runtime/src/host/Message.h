//===- Message.h - error texts of libnetrt --------------------*- C++ -*-===//

#ifndef NETRT_HOST_MESSAGE_H
#define NETRT_HOST_MESSAGE_H

#include "netrt/types.h"

#include <algorithm>
#include <string>

namespace netrt {

/// Puts a text into the caller's message, if there is one, and hands the status
/// on.
inline netrt_status fail(netrt_message *message, netrt_status status,
                         const std::string &text) {
  if (!message)
    return status;
  size_t length = std::min(text.size(), sizeof(message->text) - 1);
  std::copy_n(text.data(), length, message->text);
  message->text[length] = '\0';
  return status;
}

} // namespace netrt

#endif // NETRT_HOST_MESSAGE_H
