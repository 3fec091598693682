//===- InterruptSignal.cpp - Ctrl-C as a flag ----------------------------===//

#include "compiler/Session/Interactive/InterruptSignal.h"
#include "llvm/Support/Signals.h"
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace netc {

static std::atomic<std::atomic<bool> *> target = nullptr;
static std::atomic<int> wakeUpEnd = -1;

static void onInterrupt(int) {
  int kept = errno;
  std::atomic<bool> *flag = target;
  static constexpr char text[] = "still stopping; Ctrl-\\ ends netc\n";
  [[maybe_unused]] ssize_t written = 0;
  if (flag && flag->exchange(true))
    written = write(2, text, sizeof text - 1);
  written = write(wakeUpEnd, "", 1);
  errno = kept;
}

InterruptSignal::InterruptSignal(std::atomic<bool> &flag) {
  // LLVM installs its handlers with the first temporary file, unless it has
  // done so before; this one must be the last.
  llvm::sys::SetInterruptFunction(nullptr);
  target = &flag;
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0)
    wakeUpEnd = ends[1];
  struct sigaction action{};
  action.sa_handler = onInterrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &before);
}

InterruptSignal::~InterruptSignal() {
  sigaction(SIGINT, &before, nullptr);
  target = nullptr;
  wakeUpEnd = -1;
  for (int end : ends)
    if (end >= 0)
      close(end);
}

} // namespace netc
