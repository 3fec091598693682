//===- Analysis.h - what the compiler finds in a text ----------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_ANALYSIS_H
#define NETC_COMPILER_LANGUAGESERVER_ANALYSIS_H

#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/LanguageServer/Problems.h"
#include "mlir/IR/MLIRContext.h"

namespace netc::lsp {

class ProblemCollector;

/// A layer or container of a built net with the place it was written at.
struct PlacedLayer {
  ByteRange range;
  mlir::Operation *op;
};

/// Reads, evaluates and builds the text as netc does, but goes on after errors,
/// and infers as many shapes as can be known.
class Analysis {
public:
  explicit Analysis(const SourceBuffer &source);

  llvm::ArrayRef<Problem> getProblems() const { return problems; }
  /// In the order of the nets they belong to; one place may give several.
  llvm::ArrayRef<PlacedLayer> getLayers() const { return layers; }

private:
  void evaluateAndBuild(llvm::ArrayRef<Expr> statements,
                        ProblemCollector &collector);
  bool build(const Expr &net);
  void checkParts(const Expr &net, ProblemCollector &collector);
  void checkAlone(llvm::ArrayRef<Expr> parts, unsigned &budget);
  void buildKnownPart(const Expr &net, ProblemCollector &collector);
  bool addLayers(mlir::ModuleOp module);

  const SourceBuffer &source;
  /// One for each text: what a context holds stays until its end.
  mlir::MLIRContext context;
  std::vector<BuiltNet> nets;
  std::vector<Problem> problems;
  std::vector<PlacedLayer> layers;
};

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_ANALYSIS_H
