//===- Diagnostics.cpp - errors with a code ------------------------------===//

#include "dialects/Net/IR/Diagnostics.h"

using namespace mlir;

InFlightDiagnostic netc::emitCoded(Location location, StringRef code) {
  return emitError(location) << "[" << code << "] ";
}

InFlightDiagnostic netc::emitCodedWarning(Location location, StringRef code) {
  return emitWarning(location) << "[" << code << "] ";
}
