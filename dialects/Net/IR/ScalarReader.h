//===- ScalarReader.h - a user's function as terms -------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_SCALARREADER_H
#define NETC_DIALECTS_NET_IR_SCALARREADER_H

#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/ScalarDefinitions.h"
#include "mlir/IR/Diagnostics.h"

namespace netc::net {

// Applies functions to terms, as the notation's evaluator would. Every method
// reports what it does not know.
class ScalarReader {
public:
  // An error that names the layer.
  using Report = llvm::function_ref<mlir::InFlightDiagnostic()>;
  ScalarReader(ScalarTerms &terms, Report report)
      : terms(terms), report(report) {}

  mlir::FailureOr<unsigned> apply(mlir::Attribute function,
                                  llvm::ArrayRef<unsigned> operands) {
    return apply(function, operands, nullptr);
  }

private:
  // What slots and variables stand for inside a function.
  struct Scope {
    llvm::ArrayRef<unsigned> slots;
    llvm::SmallVector<std::pair<llvm::StringRef, unsigned>> namedSlots;
    llvm::SmallVector<std::pair<llvm::StringRef, unsigned>> variables;
    const Scope *outer = nullptr; // for variables only
  };
  using Result = mlir::FailureOr<unsigned>;
  using Results = mlir::FailureOr<llvm::SmallVector<unsigned>>;

  Result apply(mlir::Attribute function, llvm::ArrayRef<unsigned> operands,
               const Scope *scope);
  Result applySymbol(llvm::StringRef name, llvm::ArrayRef<unsigned> operands);
  Result applyName(llvm::StringRef name, llvm::ArrayRef<unsigned> operands);
  Result applyDefinition(const ScalarDefinition &definition,
                         llvm::ArrayRef<unsigned> operands);
  Result applyFunction(CallAttr function, llvm::ArrayRef<unsigned> operands,
                       const Scope *scope);
  Result applyComposition(llvm::ArrayRef<mlir::Attribute> functions,
                          llvm::ArrayRef<unsigned> operands,
                          const Scope *scope);

  Result evaluate(mlir::Attribute expression, const Scope *scope);
  Results evaluateAll(llvm::ArrayRef<mlir::Attribute> expressions,
                      const Scope *scope);
  Result evaluateSymbol(llvm::StringRef name, const Scope *scope);
  Result evaluateCall(CallAttr call, const Scope *scope);
  Result evaluateSlot(CallAttr slot, const Scope *scope);
  // If, Which, Piecewise, Clip, Inequality; none for other heads.
  std::optional<Result> evaluateForm(CallAttr call, const Scope *scope);
  Result choose(mlir::Attribute test, mlir::Attribute value, Result otherwise,
                const Scope *scope);
  Result evaluateIf(CallAttr call, const Scope *scope);
  Result evaluateWhich(CallAttr call, const Scope *scope);
  Result evaluatePiecewise(CallAttr call, const Scope *scope);
  Result evaluateClip(CallAttr call, const Scope *scope);
  Result evaluateInequality(CallAttr call, const Scope *scope);

  Result number(mlir::Attribute expression, const Scope *scope);
  Result condition(mlir::Attribute expression, const Scope *scope);
  mlir::LogicalResult requireSort(unsigned term, Sort sort,
                                  llvm::StringRef where);

  ScalarTerms &terms;
  Report report;
};

} // namespace netc::net

#endif
