//===- ProgressBar.h - a training on a terminal ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PROGRESSBAR_H
#define NETC_COMPILER_SESSION_TRAINING_PROGRESSBAR_H

#include "compiler/Session/Training/Due.h"
#include "compiler/include/netc/Session.h"
#include "mlir/IR/Diagnostics.h"
#include <chrono>
#include <string>

namespace netc::training {

/// A line, and where the bar in it begins and ends.
struct ProgressLine {
  std::string text;
  size_t barBegin = 0, barEnd = 0;
};
using ProgressLines = llvm::SmallVector<ProgressLine>;

/// `round 2/5 [#######.....]  loss 0.0832, error rate 0.021, ...`, with `width`
/// characters at most.
ProgressLine makeProgressLine(const netrt_train_event &event,
                              const MeasuredColumns &measured, size_t width);
/// The same and more, a line for each number; `height` lines at most.
ProgressLines makePanel(const netrt_train_event &event,
                        const MeasuredColumns &measured, size_t width,
                        size_t height);

/// A line or a panel, drawn over itself. Messages of the context begin on a
/// line of their own.
class ProgressBar {
public:
  /// `interval`: not given, ten times a second. `measured` outlives it.
  ProgressBar(const Terminal &terminal, Progress::Form form,
              const Interval &interval, const MeasuredColumns &measured,
              mlir::MLIRContext *context);
  ~ProgressBar() { end(); }

  void hear(const netrt_train_event &event);
  /// Makes room for other text; it is drawn again below.
  void clear();
  /// Leaves it as it is and goes on to the next line.
  void end();

private:
  bool isDue(const netrt_train_event &event);
  void draw(ProgressLines lines);
  void drawLine(const ProgressLine &line);

  Terminal terminal;
  Progress::Form form;
  const MeasuredColumns &measured;
  std::optional<Due> due;
  llvm::SmallVector<size_t> drawn; ///< characters of each line; none: closed
  std::chrono::steady_clock::time_point last;
  mlir::ScopedDiagnosticHandler messages;
};

/// Standard error, where it is a terminal that can draw over a line.
std::optional<Terminal> findTerminal(Color color);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PROGRESSBAR_H
