//===- ScalarEmitter.h - terms as prim ops ---------------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_SCALAREMITTER_H
#define NETC_DIALECTS_NET_IR_SCALAREMITTER_H

#include "dialects/Net/IR/ScalarTerms.h"
#include "llvm/ADT/DenseMap.h"

namespace netc::net {

// Each term becomes one value, or two where integers are wanted as reals as
// well.
class ScalarEmitter {
public:
  ScalarEmitter(prim::PrimBuilder &builder, ScalarTerms &terms,
                llvm::ArrayRef<mlir::Value> inputs, mlir::FloatType precision);

  mlir::Value emit(unsigned term) {
    return emit(term, areIntegers && terms.keepsIntegers(term));
  }

private:
  mlir::Value emit(unsigned term, bool asInteger);
  bool mayDiverge(unsigned term) const;
  mlir::Value emitSelect(llvm::ArrayRef<unsigned> operands, bool asInteger);
  mlir::Value emitBranch(unsigned term, mlir::Value condition,
                         bool branchIsTrue, bool asInteger);
  mlir::Value emitApply(const ScalarTerm &term, bool asInteger);
  mlir::Value emitSum(llvm::ArrayRef<unsigned> operands, bool asInteger);
  mlir::Value emitProduct(llvm::ArrayRef<unsigned> factors, bool asInteger);
  mlir::Value emitPower(unsigned base, unsigned exponent, bool asInteger);
  std::optional<unsigned> reciprocalOf(unsigned base);
  // x^exponent for a constant exponent that is not negative.
  mlir::Value positivePower(unsigned base, double exponent, bool asInteger);
  mlir::Value input(unsigned number, bool asInteger);
  mlir::Value constant(double value, bool asInteger);
  // Whether a term that computes no number itself computes with integers.
  bool operandsAreIntegers(llvm::ArrayRef<unsigned> operands) const;

  prim::PrimBuilder &builder;
  ScalarTerms &terms;
  llvm::ArrayRef<mlir::Value> inputs;
  mlir::FloatType precision;
  bool areIntegers;
  llvm::DenseMap<std::pair<unsigned, unsigned>, mlir::Value> emitted;
};

} // namespace netc::net

#endif
