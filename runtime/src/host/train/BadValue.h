//===- BadValue.h - data that are not finite ------------------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_BADVALUE_H
#define NETRT_HOST_TRAIN_BADVALUE_H

#include "EntryRunner.h"

namespace netrt {

/// A number in the data that is not finite.
struct BadValue {
  const char *port = nullptr; ///< null: there is none
  int64_t example = 0;        ///< in its batch; its number, once that is known
  double value = 0;
  bool isInValidation = false;
};

/// The first in the batch that was just run: by example, then by port.
BadValue findBadValue(const EntryRunner &runner);

/// "input "Target" of example 7 holds nan".
std::string textOf(const BadValue &bad);

} // namespace netrt

#endif // NETRT_HOST_TRAIN_BADVALUE_H
