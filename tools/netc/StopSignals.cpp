//===- StopSignals.cpp - SIGINT and SIGTERM as a request to end ----------===//

#include "tools/netc/StopSignals.h"
#include "llvm/Support/Signals.h"
#include <atomic>
#include <cerrno>
#include <iterator>

namespace netc {

static constexpr int stopSignals[] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction before[std::size(stopSignals)];
static std::atomic<Session *> target = nullptr;
static std::atomic<int> first = 0;

static void restore() {
  for (size_t i = 0; i < std::size(stopSignals); ++i)
    sigaction(stopSignals[i], &before[i], nullptr);
}

static void onSignal(int signal) {
  int kept = errno;
  first = signal;
  restore();
  if (Session *session = target)
    session->interrupt();
  errno = kept;
}

StopSignals::StopSignals(Session &session) {
  // LLVM installs its handlers with the first temporary file, unless it has
  // done so before; these must be the last.
  llvm::sys::SetInterruptFunction(nullptr);
  target = &session;
  first = 0;
  struct sigaction action{};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  for (size_t i = 0; i < std::size(stopSignals); ++i) {
    sigaction(stopSignals[i], nullptr, &before[i]);
    // nohup and shells that ignore a signal for us mean it.
    if (before[i].sa_handler != SIG_IGN)
      sigaction(stopSignals[i], &action, nullptr);
  }
}

StopSignals::~StopSignals() {
  restore();
  target = nullptr;
}

int StopSignals::received() const { return first; }

} // namespace netc
