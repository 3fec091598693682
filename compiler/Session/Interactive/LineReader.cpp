//===- LineReader.cpp - lines as the terminal gives them -----------------===//

#include "compiler/Session/Interactive/LineReader.h"
#include "compiler/Session/Interactive/InputWait.h"
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace netc {

namespace {

/// For a terminal that is merely a printer, and for results that go elsewhere.
class PlainLines : public LineReader {
public:
  explicit PlainLines(int wakeUp) : input(wakeUp) {
    // Nothing waits where poll does not see it.
    std::setvbuf(stdin, nullptr, _IONBF, 0);
  }
  ~PlainLines() override { std::free(buffer); }

  Event read(const std::string &prompt, std::string &line) override {
    input.forgetSignals(); // they meant what was evaluated
    std::FILE *screen = isatty(STDOUT_FILENO) ? stdout : stderr;
    std::fputs(prompt.c_str(), screen);
    std::fflush(screen);
    errno = 0;
    ssize_t length = input.wait() ? getline(&buffer, &size, stdin) : -1;
    if (length >= 0) {
      line.assign(buffer, length);
      if (line.ends_with('\n'))
        line.pop_back();
      return Event::Line;
    }
    bool isInterrupted = errno == EINTR;
    std::clearerr(stdin);
    return isInterrupted ? Event::Interrupted : Event::End;
  }

private:
  InputWait input;
  char *buffer = nullptr;
  size_t size = 0;
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
