//===- GradientNames.h - what NetPortGradient can name ---------*- C++ -*-===//
//
// Targets and imposed gradients of framework.md 4.2, for a net that is about to
// be compiled and for a library.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_COMPILER_SESSION_GRADIENTNAMES_H
#define NETC_COMPILER_SESSION_GRADIENTNAMES_H

#include "compiler/Notation/Expr.h"
#include "dialects/Net/IR/NetOps.h"
#include "netrt/netrt.h"
#include <string>
#include <vector>

namespace netc {

/// What a gradient is taken by.
struct GradientTarget {
  Expr key;         ///< in the value of NetPortGradient[All]
  std::string name; ///< of the input port, or the key of the array
  bool isArray = false;
};

class GradientNames {
public:
  GradientNames() = default;
  explicit GradientNames(net::RootOp root);
  explicit GradientNames(const netrt_net *net);

  /// The target of `NetPortGradient[...]`, or all of them.
  mlir::FailureOr<llvm::SmallVector<GradientTarget>>
  find(const Expr &spec, mlir::MLIRContext *context) const;

  /// The output at which `NetPortGradient[...]`, a key of the data, imposes a
  /// gradient.
  mlir::FailureOr<std::string> findImposed(const Expr &key,
                                           mlir::MLIRContext *context) const;

  /// Whether an input port has this name, so that it hides an array.
  bool isInput(llvm::StringRef name) const;

private:
  enum class Kind { Input, Array, Output, InnerPort };
  /// Both names of a layer in its container.
  struct Step {
    std::string name;
    int64_t place = 0;   ///< from 1; 0: not known
    int64_t fromEnd = 0; ///< from -1; 0: not known
  };
  struct Candidate {
    Kind kind;
    std::string key; ///< of ports the name
    bool isInteger = false;
    bool isTrained = true;
    bool isFirst = true;              ///< place of a shared array
    llvm::SmallVector<Step> layer{};  ///< where an array or inner port is
    std::string name = "";            ///< of that array or port
    std::string owner = "";           ///< that layer, for messages
  };

  void addLayer(mlir::Operation *layer, mlir::SymbolTable &symbols);
  const Candidate *match(const Expr &spec) const;
  bool isTarget(const Candidate &candidate) const;
  mlir::LogicalResult refuse(const Candidate &candidate, const Expr &spec,
                             mlir::MLIRContext *context) const;
  mlir::InFlightDiagnostic reportUnknown(const Expr &spec,
                                         mlir::MLIRContext *context) const;
  static Expr keyOf(const Candidate &candidate);

  std::vector<Candidate> candidates;
};

/// Whether a request holds `NetPortGradient[...]`, alone or in a list.
bool asksForGradients(const Expr &request);

/// The steps of an array's key: `conv1.Biases` is `{"conv1", "Biases"}`.
llvm::SmallVector<Expr> stepsOfKey(llvm::StringRef key, Span span = {});

} // namespace netc

#endif // NETC_COMPILER_SESSION_GRADIENTNAMES_H
