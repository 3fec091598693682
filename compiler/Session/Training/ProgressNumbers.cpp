//===- ProgressNumbers.cpp - how well a training goes --------------------===//

#include "compiler/Session/Training/ProgressNumbers.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cmath>

using namespace netc;
using namespace netc::training;

static ProgressNumbers known(ProgressNumbers numbers) {
  llvm::erase_if(numbers, [](const ProgressNumber &each) {
    return std::isnan(each.value);
  });
  return numbers;
}

ProgressNumbers training::roundNumbers(const netrt_train_event &event,
                                       const MeasuredColumns &measured) {
  ProgressNumbers numbers{{"loss", event.round_loss}};
  for (const MeasuredColumn &column : measured)
    numbers.push_back({column.label(), column.mean(event.round_values)});
  return known(numbers);
}

ProgressNumbers training::validationNumbers(const netrt_train_event &event,
                                            const MeasuredColumns &measured) {
  ProgressNumbers numbers{{"validation loss", event.validation_loss}};
  for (const MeasuredColumn &column : measured)
    numbers.push_back(
        {"validation " + column.label(), column.mean(event.validation_values)});
  return known(numbers);
}

std::string training::showRound(const netrt_train_event &event) {
  std::string text = "round " + std::to_string(event.round);
  if (event.total_rounds > 0)
    text += "/" + std::to_string(event.total_rounds);
  return text;
}

std::string training::showTime(double seconds) {
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

double training::fractionDone(const netrt_train_event &event) {
  double all = event.seconds + event.seconds_left;
  double fraction = 0;
  if (all > 0 && std::isfinite(all))
    fraction = event.seconds / all;
  else if (event.total_batches > 0)
    fraction = static_cast<double>(event.absolute_batch) /
               static_cast<double>(event.total_batches);
  return std::clamp(fraction, 0.0, 1.0);
}
