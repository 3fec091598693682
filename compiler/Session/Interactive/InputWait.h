//===- InputWait.h - waiting for keys or a Ctrl-C ---------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INTERACTIVE_INPUTWAIT_H
#define NETC_COMPILER_SESSION_INTERACTIVE_INPUTWAIT_H

namespace netc {

/// Standard input beside a file `wakeUp` whose bytes tell of signals. A read
/// alone would miss a signal that comes just before it.
class InputWait {
public:
  explicit InputWait(int wakeUp) : wakeUp(wakeUp) {}

  /// Forgets the signals so far.
  void forgetSignals() const;
  /// Waits for something to read: false, with errno EINTR, where it was
  /// interrupted, also by a signal that came before.
  bool wait() const;

private:
  int wakeUp;
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_INTERACTIVE_INPUTWAIT_H
