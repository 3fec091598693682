//===- Limits.cpp - limits on time, memory and depth ----------------------===//

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Notation/ExprMemory.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace netc;
using namespace mlir;

/// Looking at the clock takes longer than most steps.
static constexpr uint64_t stepsPerLook = 256;

void Evaluator::beginLimits() {
  steps = 0;
  hasUnknown = false;
  deadline =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double>(options.timeLimit));
}

FailureOr<Expr> Evaluator::runHook(llvm::function_ref<FailureOr<Expr>()> hook) {
  Clock::time_point begin = Clock::now();
  FailureOr<Expr> value = hook();
  deadline += Clock::now() - begin;
  return value;
}

FailureOr<Expr> Evaluator::callBack(const Expr &function, ArrayRef<Expr> args) {
  uint64_t stepsBefore = steps;
  Clock::time_point deadlineBefore = deadline;
  bool hadUnknown = hasUnknown;
  beginLimits();
  Expr value = apply(function, args, function.span());
  if (value && reportUnknown(value))
    value = {};
  steps = stepsBefore;
  deadline = deadlineBefore;
  hasUnknown = hadUnknown;
  if (!value)
    return failure();
  return value;
}

//===----------------------------------------------------------------------===//
// Time
//===----------------------------------------------------------------------===//

bool Evaluator::spend(uint64_t work, Span span) {
  if (options.interrupted && options.interrupted()) {
    reportError(context, span, "interrupted")
        << "the evaluation was interrupted here";
    return false;
  }
  bool looks = steps / stepsPerLook != (steps + work) / stepsPerLook;
  steps += work;
  if (steps > options.stepLimit) {
    InFlightDiagnostic diagnostic =
        reportError(context, span, "too-many-steps");
    diagnostic << "evaluation takes more than " << options.stepLimit
               << " steps";
    diagnostic.attachNote()
        << "hint: compute large data elsewhere and read it with Import";
    return false;
  }
  if (looks && Clock::now() > deadline)
    return failTime(span);
  return checkMemory(0, span);
}

bool Evaluator::failTime(Span span) {
  std::string seconds;
  llvm::raw_string_ostream(seconds) << llvm::format("%g", options.timeLimit);
  InFlightDiagnostic diagnostic = reportError(context, span, "too-much-time");
  diagnostic << "evaluation takes more than " << seconds << " seconds";
  diagnostic.attachNote()
      << "hint: compute large data elsewhere and read it with Import";
  return false;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

bool Evaluator::checkSize(uint64_t size, Span span) {
  if (size > options.sizeLimit) {
    reportError(context, span, "too-large")
        << "a value of " << size << " elements is beyond the limit of "
        << options.sizeLimit;
    return false;
  }
  return checkMemory(size * sizeof(Expr), span);
}

bool Evaluator::checkMemory(uint64_t bytes, Span span) {
  int64_t live = getExprMemory().live - memoryBefore;
  uint64_t used = live > 0 ? static_cast<uint64_t>(live) : 0;
  if (used <= options.memoryLimit && bytes <= options.memoryLimit - used)
    return true;
  return failMemory(used + bytes, span);
}

bool Evaluator::failMemory(uint64_t bytes, Span span) {
  InFlightDiagnostic diagnostic = reportError(context, span, "too-large");
  diagnostic << "all values together take " << (bytes >> 20)
             << " MiB here, beyond the limit of " << (options.memoryLimit >> 20)
             << " MiB";
  diagnostic.attachNote() << "hint: read large data as arrays, with Import";
  return false;
}

//===----------------------------------------------------------------------===//
// Depth
//===----------------------------------------------------------------------===//

Expr Evaluator::failDepth(Span span) {
  InFlightDiagnostic diagnostic =
      reportError(context, span, "nesting-too-deep");
  diagnostic << "evaluation nests more than " << options.depthLimit
             << " levels deep here";
  diagnostic.attachNote()
      << "hint: a function that calls itself needs a case that ends it, such "
         "as f[0] = 1";
  return {};
}

/// Values share their parts, and can so be larger than the memory in which
/// they are printed, or deeper than the stack.
Expr Evaluator::checkValue(const Expr &value, Span span) {
  if (!value || (value.depth() <= options.depthLimit &&
                 value.size() <= options.sizeLimit))
    return value;
  if (value.depth() > options.depthLimit)
    reportError(context, span, "nesting-too-deep")
        << "this value nests more than " << options.depthLimit
        << " levels deep";
  else
    checkSize(value.size(), span);
  return {};
}
