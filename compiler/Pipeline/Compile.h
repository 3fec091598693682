//===- Compile.h - a net to a library: the compiler in one call ----------===//

#ifndef NETC_COMPILER_PIPELINE_COMPILE_H
#define NETC_COMPILER_PIPELINE_COMPILE_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Codegen/Object/LibraryDescription.h"
#include "compiler/Pipeline/CompileOptions.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace netc {

struct CompileResult {
  std::vector<std::string> files; ///< what was written
  std::string text;               ///< of a textual kind, for output `-`
  std::vector<PhaseTime> times;
  LibraryDescription description; ///< except for EmitKind::Mlir
};

/// Compiles the module of one net (`net.root`) with the values in `arrays`. The
/// module itself stays as it is. Every problem is a diagnostic; then no file
/// was written. Uses the threads of the module's context.
mlir::LogicalResult compileNet(mlir::ModuleOp net, const ArrayStore &arrays,
                               const CompileOptions &options,
                               CompileResult &result);

/// A library that is loaded by path and then forgotten.
class TemporaryLibrary {
public:
  TemporaryLibrary() = default;
  explicit TemporaryLibrary(std::string path) : ownPath(std::move(path)) {}
  TemporaryLibrary(TemporaryLibrary &&other) { *this = std::move(other); }
  TemporaryLibrary &operator=(TemporaryLibrary &&other) {
    std::swap(ownPath, other.ownPath);
    return *this;
  }
  /// Deletes the file; what has been loaded stays loaded.
  ~TemporaryLibrary();

  const std::string &path() const { return ownPath; }

private:
  std::string ownPath;
};

/// Compiles to a shared library in the folder for temporary files. `output` and
/// `emit` of the options are not used.
mlir::FailureOr<TemporaryLibrary>
compileNetToTemporary(mlir::ModuleOp net, const ArrayStore &arrays,
                      CompileOptions options, CompileResult &result);

} // namespace netc

#endif // NETC_COMPILER_PIPELINE_COMPILE_H
