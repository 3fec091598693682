//===- SourceFiles.h - texts that expressions point into -------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_SOURCEFILES_H
#define NETC_COMPILER_SESSION_SOURCEFILES_H

#include "compiler/Notation/DiagnosticPrinter.h"
#include <deque>

namespace netc {

/// Owns the texts of a session and shows their lines in messages.
class SourceFiles {
public:
  explicit SourceFiles(DiagnosticPrinter &printer) : printer(printer) {}

  const SourceBuffer &add(std::string name, std::string text) {
    buffers.emplace_back(std::move(name), std::move(text));
    printer.addSource(buffers.back());
    return buffers.back();
  }

  /// A flag's text; one that is given twice has two.
  const SourceBuffer &addFlag(llvm::StringRef flag, llvm::StringRef text) {
    std::string name = flag.str();
    for (int copy = 2; has(name); ++copy)
      name = flag.str() + " " + std::to_string(copy);
    return add(std::move(name), text.str());
  }

  bool has(llvm::StringRef name) const {
    return llvm::any_of(buffers, [&](const SourceBuffer &source) {
      return source.getName() == name;
    });
  }

  /// The place in one of these texts; none for a location elsewhere.
  Span find(mlir::Location location) const;

  /// Bytes of a file, `-` for standard input; or an error that names it.
  mlir::FailureOr<std::string> read(llvm::StringRef path,
                                    mlir::MLIRContext *context);

private:
  DiagnosticPrinter &printer;
  std::deque<SourceBuffer> buffers; // addresses stay
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_SOURCEFILES_H
