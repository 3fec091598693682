//===- Crash.cpp - what is said when netc itself is wrong ----------------===//

#include "tools/netc/Crash.h"
#include "compiler/include/netc/Session.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"
#include <cstring>
#include <new>
#include <unistd.h>

namespace netc {

/// Without memory of its own, since there may be none.
static void say(const char *text) {
  [[maybe_unused]] ssize_t written = write(2, text, std::strlen(text));
}

void reportBug(const char *reason) {
  say("netc: error[internal]: ");
  if (*reason) {
    say(reason);
    say("; ");
  }
  say("this is a bug in netc; please report it with the spec and the command "
      "line\n");
}

[[noreturn]] static void endOutOfMemory() {
  say("netc: error[out-of-memory]: this needs more memory than there is\n");
  llvm::sys::RunInterruptHandlers(); // removes temporary files
  _exit(static_cast<int>(Status::UserError));
}

void reportCrashes() {
  // On a stack of its own, so that an endless recursion is reported too.
  llvm::sys::AddSignalHandler(
      [](void *) {
        reportBug("");
        _exit(static_cast<int>(Status::InternalError));
      },
      nullptr);
  llvm::install_fatal_error_handler([](void *, const char *reason, bool) {
    reportBug(reason);
    llvm::sys::RunInterruptHandlers();
    _exit(static_cast<int>(Status::InternalError));
  });
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { endOutOfMemory(); });
  std::set_new_handler(endOutOfMemory);
}

} // namespace netc
