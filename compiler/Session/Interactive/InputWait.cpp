//===- InputWait.cpp - waiting for keys or a Ctrl-C ----------------------===//

#include "compiler/Session/Interactive/InputWait.h"
#include <cerrno>
#include <iterator>
#include <poll.h>
#include <unistd.h>

namespace netc {

void InputWait::forgetSignals() const {
  char bytes[64];
  while (read(wakeUp, bytes, sizeof bytes) > 0)
    ;
}

bool InputWait::wait() const {
  pollfd files[] = {{STDIN_FILENO, POLLIN, 0}, {wakeUp, POLLIN, 0}};
  while (poll(files, std::size(files), -1) < 0)
    if (errno != EINTR)
      return true; // reading says what is wrong
  if (!(files[1].revents & POLLIN))
    return true;
  forgetSignals();
  errno = EINTR;
  return false;
}

} // namespace netc
