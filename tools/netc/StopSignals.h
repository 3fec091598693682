//===- StopSignals.h - SIGINT and SIGTERM as a request to end --*- C++ -*-===//

#ifndef NETC_TOOLS_NETC_STOPSIGNALS_H
#define NETC_TOOLS_NETC_STOPSIGNALS_H

#include "compiler/include/netc/Session.h"
#include <csignal>

namespace netc {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP interrupts the session,
/// and the second does what it did before. One at a time in a process.
class StopSignals {
public:
  explicit StopSignals(Session &session);
  ~StopSignals();
  StopSignals(const StopSignals &) = delete;
  StopSignals &operator=(const StopSignals &) = delete;

  /// The signal that came, or 0.
  int received() const;
};

} // namespace netc

#endif // NETC_TOOLS_NETC_STOPSIGNALS_H
