//===- InterruptSignal.h - Ctrl-C as a flag --------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INTERACTIVE_INTERRUPTSIGNAL_H
#define NETC_COMPILER_SESSION_INTERACTIVE_INTERRUPTSIGNAL_H

#include <atomic>
#include <csignal>

namespace netc {

/// While it lives, SIGINT sets `flag` instead of ending the process, and system
/// calls that wait return. One at a time in a process.
///
/// A signal may also come just before a call waits: who waits for input asks
/// for a byte of `wakeUp()` too.
class InterruptSignal {
public:
  explicit InterruptSignal(std::atomic<bool> &flag);
  ~InterruptSignal();
  InterruptSignal(const InterruptSignal &) = delete;
  InterruptSignal &operator=(const InterruptSignal &) = delete;

  int wakeUp() const { return ends[0]; }

private:
  int ends[2] = {-1, -1}; ///< of a pipe
  struct sigaction before;
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_INTERACTIVE_INTERRUPTSIGNAL_H
