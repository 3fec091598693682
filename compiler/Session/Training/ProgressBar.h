//===- ProgressBar.h - a training as a line on a terminal ------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PROGRESSBAR_H
#define NETC_COMPILER_SESSION_TRAINING_PROGRESSBAR_H

#include "mlir/IR/Diagnostics.h"
#include "netrt/train.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <string>

namespace netc::training {

/// `round 2/5 [#######.....]  loss 0.0832, error rate 0.021, ...`, drawn over
/// itself. Messages of the context begin on a line of their own.
class ProgressBar {
public:
  ProgressBar(llvm::raw_ostream &out, bool colored, mlir::MLIRContext *context);
  ~ProgressBar() { end(); }

  void hear(const netrt_train_event &event);
  /// Leaves the line as it is and goes on to the next.
  void end();

  /// Whether standard error is a terminal that can draw over a line.
  static bool isPossible();

private:
  void draw(const netrt_train_event &event);

  llvm::raw_ostream &out;
  bool colored;
  bool isOpen = false; ///< the line has no end yet
  size_t drawn = 0;    ///< characters of the line
  std::chrono::steady_clock::time_point last;
  mlir::ScopedDiagnosticHandler messages;
};

/// The line with `width` characters at most, and where the bar in it begins
/// and ends.
struct ProgressLine {
  std::string text;
  size_t barBegin = 0, barEnd = 0;
};
ProgressLine makeProgressLine(const netrt_train_event &event, size_t width);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PROGRESSBAR_H
