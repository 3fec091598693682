//===- LineReader.cpp - lines as the terminal gives them -----------------===//

#include "compiler/Session/Interactive/LineReader.h"
#include "compiler/Session/Interactive/TerminalInput.h"
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace netc {

namespace {

/// For a terminal that is merely a printer, and for results that go elsewhere.
class PlainLines : public LineReader {
public:
  explicit PlainLines(int wakeUp) : input(wakeUp) {}

  Event read(const std::string &prompt, std::string &line) override {
    input.forgetSignals(); // they meant what was evaluated
    std::FILE *screen = isatty(STDOUT_FILENO) ? stdout : stderr;
    std::fputs(prompt.c_str(), screen);
    std::fflush(screen);
    line.clear();
    // The terminal gives one line at a time, or a part of it before a Ctrl-D.
    char bytes[4096];
    while (!line.ends_with('\n')) {
      ssize_t count = input.read(bytes, sizeof bytes);
      if (count < 0)
        return errno == EINTR ? Event::Interrupted : Event::End;
      if (count == 0)
        return line.empty() ? Event::End : Event::Line;
      line.append(bytes, count);
    }
    line.pop_back();
    return Event::Line;
  }

private:
  TerminalInput input;
};

} // namespace

std::unique_ptr<LineReader> makeLineReader(Completer completer, int wakeUp) {
  const char *terminal = std::getenv("TERM");
  llvm::StringRef name = terminal ? terminal : "";
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || name.empty() ||
      name == "dumb")
    return std::make_unique<PlainLines>(wakeUp);
  return makeLineEditor(std::move(completer), wakeUp);
}

} // namespace netc
