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
  if (!place || place.getFilename().getValue() != path)
    error << path << ": ";
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
