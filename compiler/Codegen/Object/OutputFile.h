//===- OutputFile.h - result files that appear whole or not at all -------===//

#ifndef NETC_CODEGEN_OBJECT_OUTPUTFILE_H
#define NETC_CODEGEN_OBJECT_OUTPUTFILE_H

#include "mlir/IR/Location.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include <optional>
#include <string>

namespace netc {

/// A file under construction: it has a temporary name in the folder of the
/// final one, and takes its name only in `commit`. Without `commit` (an error,
/// a signal) nothing is left behind and a previous file stays as it was.
class OutputFile {
public:
  enum class Mode { Plain, Executable };

  /// Reserves the temporary file; a folder that is missing or not writable is
  /// reported at `location` with code `cannot-write-file`.
  static mlir::FailureOr<OutputFile> create(llvm::StringRef path, Mode mode,
                                            mlir::Location location);

  OutputFile(OutputFile &&) = default;
  ~OutputFile();

  llvm::StringRef finalPath() const { return path; }

  /// The name to hand to somebody who writes the file himself.
  llvm::StringRef temporaryPath() const { return temporary->TmpName; }

  /// Makes `contents` all that the file holds.
  mlir::LogicalResult write(llvm::StringRef contents);

  /// Gives the file its name.
  mlir::LogicalResult commit();

private:
  OutputFile(llvm::StringRef path, llvm::sys::fs::TempFile file,
             mlir::Location location)
      : path(path), temporary(std::move(file)), location(location) {}
  mlir::LogicalResult report(const std::string &reason);

  std::string path;
  std::optional<llvm::sys::fs::TempFile> temporary;
  mlir::Location location;
};

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_OUTPUTFILE_H
