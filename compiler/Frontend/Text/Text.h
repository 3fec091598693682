//===- Text.h - nets as .net text ------------------------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TEXT_TEXT_H
#define NETC_COMPILER_FRONTEND_TEXT_TEXT_H

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Notation/Source.h"

namespace netc {

struct TextOptions {
  /// The statement's name whose value is the net; empty: the last value.
  std::string net;
  /// Names that have values before the first statement.
  std::vector<std::pair<std::string, Expr>> definitions;
  /// See BuildOptions.
  unsigned inputCount = 0;
  /// What evaluating the statements may take.
  EvaluatorOptions limits;
};

/// Reports layers of one name in a container as written: evaluated associations
/// keep the last of equal keys.
mlir::LogicalResult checkLayerNames(llvm::ArrayRef<Expr> statements,
                                    mlir::MLIRContext *context);

/// Whether functions of nets make the values of arrays. An editor has them only
/// checked.
enum class NetValues { Make, Check };

/// Nets and files for the evaluator; the source must outlive it.
EvaluatorHooks textHooks(const SourceBuffer &source, mlir::MLIRContext *context,
                         NetValues values = NetValues::Make);
/// The value of a text must be a net; `last` is its last statement.
mlir::LogicalResult checkIsNet(const Expr &value, const Expr &last,
                               mlir::MLIRContext *context);

/// Parses and evaluates the statements and builds the net they end in.
mlir::FailureOr<BuiltNet> readNetText(const SourceBuffer &source,
                                      mlir::MLIRContext *context,
                                      const TextOptions &options = {});

/// What `Import["x.npy"]` in `source` gives: an array, or an association of
/// arrays for a file of named ones. Files are named relative to the text.
mlir::FailureOr<Expr> importFile(llvm::StringRef path,
                                 const SourceBuffer &source, Span span,
                                 mlir::MLIRContext *context);

/// The expression that rebuilds the net, with arrays as `NumericArray[...]`:
/// with element type "Real32" where that keeps the values.
mlir::FailureOr<Expr> writeNetForm(mlir::ModuleOp module,
                                   const ArrayStore &arrays,
                                   const WriteOptions &options = {});

/// The same as text in InputForm, with a newline.
mlir::FailureOr<std::string> writeNetText(mlir::ModuleOp module,
                                          const ArrayStore &arrays,
                                          const WriteOptions &options = {});

} // namespace netc

#endif // NETC_COMPILER_FRONTEND_TEXT_TEXT_H
