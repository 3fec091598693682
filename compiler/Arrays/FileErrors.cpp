//===- FileErrors.cpp - messages about files ------------------------------===//

#include "compiler/Arrays/FileErrors.h"
#include "mlir/IR/BuiltinAttributes.h"

using namespace mlir;

namespace netc {

InFlightDiagnostic fileError(llvm::StringRef path, llvm::StringRef code,
                             EmitArrayError emitError) {
  InFlightDiagnostic error = emitError();
  error << "[" << code << "] ";
  auto place =
      dyn_cast<FileLineColLoc>(error.getUnderlyingDiagnostic()->getLocation());
  llvm::StringRef rest = path;
  bool isKnown = place && rest.consume_front(place.getFilename().getValue()) &&
                 (rest.empty() || rest.consume_front(", "));
  if (!isKnown)
    rest = path;
  if (!rest.empty())
    error << rest << ": ";
  return error;
}

LogicalResult badFile(llvm::StringRef path, const llvm::Twine &why,
                      EmitArrayError emitError) {
  return fileError(path, "bad-array-file", emitError) << why;
}

std::string reasonOf(llvm::Error error) {
  std::string reason;
  llvm::handleAllErrors(
      std::move(error),
      [&](const llvm::FileError &failed) {
        reason = failed.messageWithoutFileInfo();
      },
      [&](const llvm::ErrorInfoBase &failed) { reason = failed.message(); });
  return reason;
}

} // namespace netc
