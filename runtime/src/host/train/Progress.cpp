//===- Progress.cpp - how far a training is -------------------------------===//

#include "Progress.h"

namespace netrt {

/// Each list with the length that the counters give it.
template <typename HistoryType, typename Visitor>
static void visitLists(HistoryType &history, const Counters &counters,
                       Visitor visit) {
  size_t parts = counters.sums.parts.size();
  auto rounds = static_cast<size_t>(counters.rounds);
  auto validations = static_cast<size_t>(counters.validations);
  visit(history.batchLosses, static_cast<size_t>(counters.batches));
  visit(history.batchErrorRates, static_cast<size_t>(counters.batches));
  visit(history.roundLosses, rounds);
  visit(history.roundParts, rounds * parts);
  visit(history.roundErrorRates, rounds);
  visit(history.roundEnds, rounds);
  visit(history.validationRounds, validations);
  visit(history.validationLosses, validations);
  visit(history.validationParts, validations * parts);
  visit(history.validationErrorRates, validations);
  visit(history.batchValues,
        static_cast<size_t>(counters.batches) * history.valueCount);
  visit(history.roundValues, rounds * history.valueCount);
  visit(history.validationValues, validations * history.valueCount);
}

void History::truncate(const Counters &counters) {
  visitLists(*this, counters,
             [](auto &list, size_t length) { list.resize(length); });
}

bool History::fits(const Counters &counters) const {
  bool fits = true;
  visitLists(*this, counters, [&](const auto &list, size_t length) {
    fits = fits && list.size() == length;
  });
  return fits;
}

} // namespace netrt
