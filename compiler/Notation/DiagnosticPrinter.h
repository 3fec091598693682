//===- DiagnosticPrinter.h - messages with source lines and carets --------===//

#ifndef NETC_COMPILER_NOTATION_DIAGNOSTICPRINTER_H
#define NETC_COMPILER_NOTATION_DIAGNOSTICPRINTER_H

#include "compiler/Notation/Source.h"
#include "llvm/Support/raw_ostream.h"

namespace netc {

enum class ColorMode { Auto, Always, Never };

/// Prints every diagnostic of a context, while it lives, as
///   FILE:LINE:COL: error[code]: TEXT
/// then the source line, a caret under the span, and notes and hints. The code
/// is the leading `[code] ` of the message; a note whose text begins with
/// `hint: ` is a hint.
class DiagnosticPrinter : public mlir::ScopedDiagnosticHandler {
public:
  DiagnosticPrinter(mlir::MLIRContext *context, llvm::raw_ostream &os,
                    ColorMode color = ColorMode::Auto);

  /// Lets messages show lines of `source`; it must outlive the printer.
  void addSource(const SourceBuffer &source);

  /// Prints errors only.
  void leaveOutWarnings() { hidesWarnings = true; }

  unsigned getErrorCount() const { return errorCount; }

private:
  void print(mlir::Diagnostic &diagnostic);
  void printMessage(mlir::Diagnostic &diagnostic, bool isNote);
  void printLocation(mlir::Location location);
  void printExcerpt(mlir::Location location);

  llvm::raw_ostream &os;
  std::vector<const SourceBuffer *> sources;
  unsigned errorCount = 0;
  bool colored;
  bool hidesWarnings = false;
};

} // namespace netc

#endif // NETC_COMPILER_NOTATION_DIAGNOSTICPRINTER_H
