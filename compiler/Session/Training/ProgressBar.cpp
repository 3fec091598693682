//===- ProgressBar.cpp - a training as a line on a terminal --------------===//

#include "compiler/Session/Training/ProgressBar.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include <algorithm>
#include <cmath>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace netc;
using namespace netc::training;

ProgressBar::ProgressBar(llvm::raw_ostream &out, bool colored,
                         mlir::MLIRContext *context)
    : out(out), colored(colored), messages(context, [this](mlir::Diagnostic &) {
        end();
        return mlir::failure(); // the next handler prints it
      }) {}

bool ProgressBar::isPossible() {
  using llvm::sys::Process;
  return Process::FileDescriptorIsDisplayed(STDERR_FILENO) &&
         Process::FileDescriptorHasColors(STDERR_FILENO); // not a dumb one
}

static size_t terminalWidth() {
  winsize size{};
  bool isKnown =
      ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return isKnown ? size.ws_col : 80;
}

/// How much is done, by the nearest limit.
static double fractionDone(const netrt_train_event &event) {
  double all = event.seconds + event.seconds_left;
  double fraction = 0;
  if (all > 0 && std::isfinite(all))
    fraction = event.seconds / all;
  else if (event.total_batches > 0)
    fraction = static_cast<double>(event.absolute_batch) /
               static_cast<double>(event.total_batches);
  return std::clamp(fraction, 0.0, 1.0);
}

static std::string showTime(double seconds) {
  auto whole = static_cast<int64_t>(std::ceil(seconds));
  std::string text;
  llvm::raw_string_ostream out(text);
  int seconds60 = whole % 60;
  if (whole >= 3600)
    out << whole / 3600
        << llvm::format(":%02d:%02d", int(whole % 3600 / 60), seconds60);
  else
    out << whole / 60 << llvm::format(":%02d", seconds60);
  return text;
}

static std::string showRound(const netrt_train_event &event) {
  std::string text = "round " + std::to_string(event.round);
  if (event.total_rounds > 0)
    text += "/" + std::to_string(event.total_rounds);
  return text;
}

/// What stands behind the bar, the most important first.
static std::string showNumbers(const netrt_train_event &event) {
  std::string text;
  llvm::raw_string_ostream out(text);
  auto add = [&](const char *name, double value) {
    if (!std::isnan(value))
      out << llvm::format(", %s %.4g", name, value);
  };
  if (event.kind == NETRT_EVENT_VALIDATION)
    out << ", validating " << event.batch << "/" << event.batches_per_round;
  add("loss", event.round_loss);
  add("error rate", event.error_rate);
  if (std::isfinite(event.seconds_left) && event.kind != NETRT_EVENT_END)
    out << ", " << showTime(event.seconds_left) << " left";
  if (std::isfinite(event.examples_per_second))
    out << llvm::format(", %.4g examples/s", event.examples_per_second);
  add("validation loss", event.validation_loss);
  add("validation error rate", event.validation_error_rate);
  return text.empty() ? text : text.substr(2);
}

ProgressLine training::makeProgressLine(const netrt_train_event &event,
                                        size_t width) {
  constexpr size_t leastBar = 8, mostBar = 30, frame = 4; // " [" and "] "
  ProgressLine line;
  line.text = showRound(event);
  std::string numbers = showNumbers(event);
  size_t used = line.text.size() + frame + numbers.size();
  size_t bar = used + leastBar <= width ? std::min(width - used, mostBar) : 0;
  if (bar == 0 && line.text.size() + frame + leastBar <= width / 2)
    bar = leastBar;
  if (bar > 0) {
    auto full = static_cast<size_t>(fractionDone(event) * bar);
    line.barBegin = line.text.size() + 2;
    line.barEnd = line.barBegin + full;
    line.text +=
        " [" + std::string(full, '#') + std::string(bar - full, '.') + "]";
  }
  line.text += " " + numbers;
  if (line.text.size() > width)
    line.text.resize(width);
  line.barBegin = std::min(line.barBegin, line.text.size());
  line.barEnd = std::min(line.barEnd, line.text.size());
  return line;
}

void ProgressBar::draw(const netrt_train_event &event) {
  // In the last column some terminals go on to the next line.
  size_t width = std::max<size_t>(terminalWidth(), 2) - 1;
  ProgressLine line = makeProgressLine(event, width);
  size_t length = line.text.size();
  line.text.append(drawn > length ? std::min(drawn, width) - length : 0, ' ');
  llvm::StringRef text = line.text;
  out << '\r' << text.slice(0, line.barBegin);
  if (colored)
    out << "\x1b[32m";
  out << text.slice(line.barBegin, line.barEnd);
  if (colored)
    out << "\x1b[0m";
  out << text.substr(line.barEnd);
  out.flush();
  drawn = length;
  isOpen = true;
}

void ProgressBar::hear(const netrt_train_event &event) {
  using namespace std::chrono_literals;
  auto now = std::chrono::steady_clock::now();
  bool isEnd = event.kind == NETRT_EVENT_END;
  if (event.kind == NETRT_EVENT_CHECKPOINT || (!isEnd && now - last < 100ms))
    return;
  last = now;
  draw(event);
  if (isEnd)
    end();
}

void ProgressBar::end() {
  if (std::exchange(isOpen, false))
    out << "\n";
  drawn = 0;
}
