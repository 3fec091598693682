//===- SessionImpl.h - what the commands of a session share ----*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_SESSIONIMPL_H
#define NETC_COMPILER_SESSION_SESSIONIMPL_H

#include "compiler/Session/SourceFiles.h"
#include "compiler/include/netc/Session.h"
#include "mlir/IR/MLIRContext.h"
#include <atomic>
#include <ostream>

namespace netc {

struct Session::Impl {
  explicit Impl(const SessionOptions &options);

  mlir::Location nowhere() { return mlir::UnknownLoc::get(&context); }
  mlir::InFlightDiagnostic error(llvm::StringRef code) {
    return reportError(&context, {}, code);
  }
  /// Prints a value as the session's options say.
  void print(const Expr &value, int digits, std::ostream &out);
  /// Prints the value of an evaluation, none for Null, once its nets are built.
  mlir::LogicalResult show(const Expr &value, int digits, std::ostream &out);
  /// Says from this verbosity on which files were written, in JSON always; where
  /// none is standard output.
  void reportFiles(const std::vector<std::string> &files, std::ostream &out,
                   int verbosity = 1);
  /// Writes a whole file under a temporary name first; `-` goes to `out`.
  mlir::LogicalResult write(llvm::StringRef path, llvm::StringRef bytes,
                            std::ostream &out);

  /// Set by Session::interrupt; asked by everything that may take long.
  std::atomic<bool> interrupted = false;
  SessionOptions options;
  mlir::MLIRContext context;
  DiagnosticPrinter printer;
  SourceFiles sources;
};

inline Status statusOf(mlir::LogicalResult result) {
  return mlir::succeeded(result) ? Status::Done : Status::UserError;
}

} // namespace netc

#endif // NETC_COMPILER_SESSION_SESSIONIMPL_H
