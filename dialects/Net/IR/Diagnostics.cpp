//===- Diagnostics.cpp - errors with a code ------------------------------===//

#include "dialects/Net/IR/Diagnostics.h"

using namespace mlir;

InFlightDiagnostic netc::emitCoded(Location location, StringRef code) {
  return emitError(location) << "[" << code << "] ";
}

InFlightDiagnostic netc::emitCodedWarning(Location location, StringRef code) {
  return emitWarning(location) << "[" << code << "] ";
}

StringRef netc::nearestName(StringRef name, ArrayRef<StringRef> known) {
  // A third of the letters may differ: far enough for a slip, near enough that the
  // advice is not silly.
  unsigned allowed = std::max<size_t>(1, name.size() / 3);
  StringRef nearest;
  for (StringRef candidate : known) {
    unsigned distance = StringRef(name.lower())
                            .edit_distance(candidate.lower(), true, allowed);
    if (distance > allowed)
      continue;
    if (distance == 0)
      return candidate;
    nearest = candidate;
    allowed = distance - 1;
  }
  return nearest;
}
