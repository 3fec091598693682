//===- TerminalInput.h - keys or a Ctrl-C -----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INTERACTIVE_TERMINALINPUT_H
#define NETC_COMPILER_SESSION_INTERACTIVE_TERMINALINPUT_H

#include <cstddef>
#include <sys/types.h>

namespace netc {

/// The terminal on standard input, beside a file `wakeUp` whose bytes tell of
/// signals. A read alone would miss a signal that comes just before it, and
/// wait for what a Ctrl-C has taken out of the terminal's queue.
class TerminalInput {
public:
  explicit TerminalInput(int wakeUp);
  ~TerminalInput();
  TerminalInput(const TerminalInput &) = delete;
  TerminalInput &operator=(const TerminalInput &) = delete;

  /// Forgets the signals so far.
  void forgetSignals() const;
  /// Waits for bytes and reads them: 0 at the end of input; -1, with errno
  /// EINTR, where it was interrupted, also by a signal that came before.
  ssize_t read(char *bytes, size_t size) const;

private:
  bool wait() const;

  int wakeUp;
  int file;
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_INTERACTIVE_TERMINALINPUT_H
