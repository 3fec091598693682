//===- NearestNames.cpp - what a misspelled name was meant to be ----------===//

#include "compiler/Notation/NearestNames.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <numeric>
#include <vector>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

/// Letters to insert, drop, replace or swap with their neighbours.
static unsigned editDistance(StringRef left, StringRef right) {
  // One row for each number of letters of `left`, the last three of them.
  std::vector<unsigned> before(right.size() + 1), above(before), row(before);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 1; i <= left.size(); ++i) {
    std::swap(before, above);
    std::swap(above, row);
    row[0] = i;
    for (size_t j = 1; j <= right.size(); ++j) {
      bool isSame = left[i - 1] == right[j - 1];
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + !isSame});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] &&
          left[i - 2] == right[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

static unsigned distance(StringRef written, StringRef candidate,
                         unsigned limit) {
  // A name that starts like a longer one is often just cut short.
  if (written.size() >= 4 && candidate.starts_with_insensitive(written))
    return 1;
  size_t longer = std::max(written.size(), candidate.size());
  if (longer - std::min(written.size(), candidate.size()) > limit)
    return limit + 1;
  return editDistance(written.lower(), candidate.lower());
}

/// Few get the first letter of a name wrong.
static unsigned score(StringRef written, StringRef candidate,
                      unsigned distance) {
  bool isSameStart =
      written.take_front().equals_insensitive(candidate.take_front());
  return 2 * distance + (isSameStart ? 0 : 1);
}

SmallVector<StringRef> netc::nearestNames(StringRef name,
                                          ArrayRef<StringRef> candidates) {
  // Texts of this length are no slips of the pen, and of the shortest names
  // nearly every one is near.
  if (name.size() > 100)
    return {};
  unsigned limit = name.size() < 3 ? 0 : (name.size() + 1) / 3;
  SmallVector<std::pair<unsigned, StringRef>> near;
  for (StringRef candidate : candidates) {
    unsigned d = distance(name, candidate, limit);
    if (d <= limit && candidate != name)
      near.push_back({score(name, candidate, d), candidate});
  }
  llvm::sort(near);
  near.erase(llvm::unique(near), near.end());
  SmallVector<StringRef> names;
  for (auto &[place, candidate] : near)
    // Farther ones only tire where there is a close one.
    if (names.size() < 3 && place == near.front().first)
      names.push_back(candidate);
  return names;
}

std::string netc::didYouMean(StringRef name, ArrayRef<StringRef> candidates) {
  SmallVector<StringRef> names = nearestNames(name, candidates);
  if (names.empty())
    return {};
  std::string text = "did you mean ";
  for (auto [i, candidate] : llvm::enumerate(names)) {
    if (i > 0)
      text += i + 1 == names.size() ? " or " : ", ";
    text += candidate;
  }
  return text + "?";
}
