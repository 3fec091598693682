//===- TerminalInput.cpp - keys or a Ctrl-C ------------------------------===//

#include "compiler/Session/Interactive/TerminalInput.h"
#include <cerrno>
#include <fcntl.h>
#include <iterator>
#include <poll.h>
#include <unistd.h>

namespace netc {

/// The terminal of standard input once more: O_NONBLOCK of a file that others
/// have too would change it for them. Standard input itself where that is not
/// allowed.
static int openTerminal() {
  const char *name = ttyname(STDIN_FILENO);
  int file = name ? open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
                  : -1;
  return file >= 0 ? file : STDIN_FILENO;
}

TerminalInput::TerminalInput(int wakeUp)
    : wakeUp(wakeUp), file(openTerminal()) {}

TerminalInput::~TerminalInput() {
  if (file != STDIN_FILENO)
    close(file);
}

void TerminalInput::forgetSignals() const {
  char bytes[64];
  while (::read(wakeUp, bytes, sizeof bytes) > 0)
    ;
}

bool TerminalInput::wait() const {
  pollfd files[] = {{file, POLLIN, 0}, {wakeUp, POLLIN, 0}};
  while (poll(files, std::size(files), -1) < 0)
    if (errno != EINTR)
      return true; // reading says what is wrong
  if (!(files[1].revents & POLLIN))
    return true;
  forgetSignals();
  errno = EINTR;
  return false;
}

ssize_t TerminalInput::read(char *bytes, size_t size) const {
  while (wait()) {
    ssize_t count = ::read(file, bytes, size);
    // A Ctrl-C after the wait takes back what there was to read.
    bool isGone = count < 0 && (errno == EAGAIN || errno == EINTR);
    if (!isGone)
      return count;
  }
  return -1;
}

} // namespace netc
