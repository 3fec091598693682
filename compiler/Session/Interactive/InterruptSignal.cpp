//===- InterruptSignal.cpp - Ctrl-C as a flag ----------------------------===//

#include "compiler/Session/Interactive/InterruptSignal.h"
#include "llvm/Support/Signals.h"
#include <cerrno>
#include <unistd.h>

namespace netc {

static std::atomic<std::atomic<bool> *> target = nullptr;

static void onInterrupt(int) {
  int kept = errno;
  std::atomic<bool> *flag = target;
  static constexpr char text[] = "still stopping; Ctrl-\\ ends netc\n";
  if (flag && flag->exchange(true)) {
    [[maybe_unused]] ssize_t written = write(2, text, sizeof text - 1);
  }
  errno = kept;
}

InterruptSignal::InterruptSignal(std::atomic<bool> &flag) {
  // LLVM installs its handlers with the first temporary file, unless it has
  // done so before; this one must be the last.
  llvm::sys::SetInterruptFunction(nullptr);
  target = &flag;
  struct sigaction action{};
  action.sa_handler = onInterrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &before);
}

InterruptSignal::~InterruptSignal() {
  sigaction(SIGINT, &before, nullptr);
  target = nullptr;
}

} // namespace netc
