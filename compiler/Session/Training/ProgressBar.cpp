//===- ProgressBar.cpp - a training on a terminal ------------------------===//

#include "compiler/Session/Training/ProgressBar.h"
#include "compiler/Session/Training/ProgressNumbers.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include <algorithm>
#include <cmath>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace netc;
using namespace netc::training;

//===----------------------------------------------------------------------===//
// The terminal
//===----------------------------------------------------------------------===//

std::optional<Terminal> training::findTerminal(Color color) {
  using llvm::sys::Process;
  bool hasColors = Process::FileDescriptorHasColors(STDERR_FILENO);
  // Without colours it is a dumb one.
  if (!Process::FileDescriptorIsDisplayed(STDERR_FILENO) || !hasColors)
    return std::nullopt;
  return Terminal{&llvm::errs(), color != Color::Never};
}

/// Columns and rows.
static std::pair<size_t, size_t> terminalSize() {
  winsize size{};
  bool isKnown = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0;
  return {isKnown && size.ws_col > 0 ? size.ws_col : 80,
          isKnown && size.ws_row > 0 ? size.ws_row : 24};
}

//===----------------------------------------------------------------------===//
// What it shows
//===----------------------------------------------------------------------===//

/// What stands behind the bar, the most important first.
static std::string showNumbers(const netrt_train_event &event,
                               const MeasuredColumns &measured) {
  std::string text;
  llvm::raw_string_ostream out(text);
  auto add = [&](const ProgressNumbers &numbers) {
    for (const auto &[name, value] : numbers)
      out << ", " << name << llvm::format(" %.4g", value);
  };
  if (event.kind == NETRT_EVENT_VALIDATION)
    out << ", validating " << event.batch << "/" << event.batches_per_round;
  add(roundNumbers(event, measured));
  if (std::isfinite(event.seconds_left) && event.kind != NETRT_EVENT_END)
    out << ", " << showTime(event.seconds_left) << " left";
  if (std::isfinite(event.examples_per_second))
    out << llvm::format(", %.4g examples/s", event.examples_per_second);
  add(validationNumbers(event, measured));
  return text.empty() ? text : text.substr(2);
}

/// Adds ` [###...]` to the line.
static void addBar(ProgressLine &line, const netrt_train_event &event,
                   size_t size) {
  auto full = static_cast<size_t>(fractionDone(event) * size);
  line.text += line.text.empty() ? "[" : " [";
  line.barBegin = line.text.size();
  line.barEnd = line.barBegin + full;
  line.text += std::string(full, '#') + std::string(size - full, '.') + "]";
}

static void cut(ProgressLine &line, size_t width) {
  if (line.text.size() > width)
    line.text.resize(width);
  line.barBegin = std::min(line.barBegin, line.text.size());
  line.barEnd = std::min(line.barEnd, line.text.size());
}

static constexpr size_t leastBar = 8, mostBar = 30, frame = 4; // " [" and "] "

ProgressLine training::makeProgressLine(const netrt_train_event &event,
                                        const MeasuredColumns &measured,
                                        size_t width) {
  ProgressLine line;
  line.text = showRound(event);
  std::string numbers = showNumbers(event, measured);
  size_t used = line.text.size() + frame + numbers.size();
  size_t bar = used + leastBar <= width ? std::min(width - used, mostBar) : 0;
  if (bar == 0 && line.text.size() + frame + leastBar <= width / 2)
    bar = leastBar;
  if (bar > 0)
    addBar(line, event, bar);
  line.text += " " + numbers;
  cut(line, width);
  return line;
}

/// Names and what stands behind them.
static llvm::SmallVector<std::pair<std::string, std::string>>
panelRows(const netrt_train_event &event, const MeasuredColumns &measured) {
  auto show = [](double value) {
    std::string text;
    llvm::raw_string_ostream(text) << llvm::format("%.6g", value);
    return text;
  };
  auto [word, round] = llvm::StringRef(showRound(event)).split(' ');
  bool isValidating = event.kind == NETRT_EVENT_VALIDATION;
  llvm::SmallVector<std::pair<std::string, std::string>> rows{
      {"round", round.str()},
      {isValidating ? "validating" : "batch",
       std::to_string(event.batch) + "/" +
           std::to_string(event.batches_per_round)}};
  for (const auto &[name, value] : roundNumbers(event, measured))
    rows.push_back({name, show(value)});
  for (const auto &[name, value] : validationNumbers(event, measured))
    rows.push_back({name, show(value)});
  if (std::isfinite(event.examples_per_second))
    rows.push_back({"examples/s", show(event.examples_per_second)});
  rows.push_back({"time", showTime(event.seconds)});
  if (std::isfinite(event.seconds_left))
    rows.push_back({"time left", showTime(event.seconds_left)});
  if (std::isfinite(event.learning_rate))
    rows.push_back({"learning rate", show(event.learning_rate)});
  rows.push_back({"device", "CPU"});
  return rows;
}

ProgressLines training::makePanel(const netrt_train_event &event,
                                  const MeasuredColumns &measured, size_t width,
                                  size_t height) {
  ProgressLines lines(1);
  std::string percent;
  llvm::raw_string_ostream(percent)
      << llvm::format(" %3.0f%%", 100 * fractionDone(event));
  size_t used = percent.size() + 2;
  addBar(lines[0], event, width > used ? std::min(width - used, mostBar) : 0);
  lines[0].text += percent;
  auto rows = panelRows(event, measured);
  size_t names = 0;
  for (const auto &row : rows)
    names = std::max(names, row.first.size());
  for (const auto &[name, value] : rows)
    lines.emplace_back().text =
        name + std::string(names + 2 - name.size(), ' ') + value;
  lines.resize(std::min(lines.size(), height));
  for (ProgressLine &line : lines)
    cut(line, width);
  return lines;
}

//===----------------------------------------------------------------------===//
// Drawing
//===----------------------------------------------------------------------===//

ProgressBar::ProgressBar(const Terminal &terminal, Progress::Form form,
                         const Interval &interval,
                         const MeasuredColumns &measured,
                         mlir::MLIRContext *context)
    : terminal(terminal), form(form), measured(measured),
      messages(context, [this](mlir::Diagnostic &) {
        end();
        return mlir::failure(); // the next handler prints it
      }) {
  if (interval.isGiven() || interval.minimum > 0)
    due.emplace(interval);
}

void ProgressBar::drawLine(const ProgressLine &line) {
  llvm::raw_ostream &out = *terminal.out;
  llvm::StringRef text = line.text;
  out << '\r' << text.slice(0, line.barBegin);
  if (terminal.colored)
    out << "\x1b[32m";
  out << text.slice(line.barBegin, line.barEnd);
  if (terminal.colored)
    out << "\x1b[0m";
  out << text.substr(line.barEnd);
}

/// Blanks go over what was longer, or is no more.
void ProgressBar::draw(ProgressLines lines) {
  llvm::raw_ostream &out = *terminal.out;
  if (drawn.size() > 1)
    out << "\x1b[" << drawn.size() - 1 << "A";
  llvm::SmallVector<size_t> lengths;
  for (const ProgressLine &line : lines)
    lengths.push_back(line.text.size());
  lines.resize(std::max(lines.size(), drawn.size()));
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string &text = lines[i].text;
    text.resize(std::max(text.size(), i < drawn.size() ? drawn[i] : 0), ' ');
    out << (i > 0 ? "\n" : "");
    drawLine(lines[i]);
  }
  if (lines.size() > lengths.size() && lines.size() > 1)
    out << "\x1b[" << lines.size() - std::max<size_t>(lengths.size(), 1) << "A";
  out.flush();
  drawn = lengths;
}

bool ProgressBar::isDue(const netrt_train_event &event) {
  using namespace std::chrono_literals;
  if (due)
    return due->isAt(event);
  auto now = std::chrono::steady_clock::now();
  if (now - last < 100ms)
    return false;
  last = now;
  return true;
}

void ProgressBar::hear(const netrt_train_event &event) {
  bool isEnd = event.kind == NETRT_EVENT_END;
  if (event.kind == NETRT_EVENT_CHECKPOINT || (!isEnd && !isDue(event)))
    return;
  auto [columns, rows] = terminalSize();
  // In the last column some terminals go on to the next line.
  size_t width = std::max<size_t>(columns, 2) - 1;
  if (form == Progress::Form::Panel)
    draw(makePanel(event, measured, width, std::max<size_t>(rows, 2) - 1));
  else
    draw({makeProgressLine(event, measured, width)});
  if (isEnd)
    end();
}

void ProgressBar::clear() {
  if (drawn.empty())
    return;
  draw({});
  *terminal.out << '\r';
  drawn.clear();
}

void ProgressBar::end() {
  if (!drawn.empty())
    *terminal.out << "\n";
  drawn.clear();
}
