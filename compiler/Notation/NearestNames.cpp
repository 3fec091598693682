//===- NearestNames.cpp - what a misspelled name was meant to be ----------===//

#include "compiler/Notation/NearestNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/edit_distance.h"
#include <algorithm>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

static unsigned distance(StringRef written, StringRef candidate,
                         unsigned limit) {
  // A name that starts like a longer one is often just cut short.
  if (written.size() >= 4 && candidate.starts_with_insensitive(written))
    return 1;
  std::string left = written.lower(), right = candidate.lower();
  return llvm::ComputeEditDistance(ArrayRef<char>(left), ArrayRef<char>(right),
                                   /*AllowReplacements=*/true, limit);
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
