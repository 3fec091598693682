//===- ScalarTerms.h - simplified functions of numbers ---------*- C++ -*-===//
//
// What a user's function of numbers is after it was applied to symbolic inputs:
// a graph of operations. Equal terms are one term, constants are folded, and
// the ordinary simplifications of sums, products and powers were made.

#ifndef NETC_DIALECTS_NET_IR_SCALARTERMS_H
#define NETC_DIALECTS_NET_IR_SCALARTERMS_H

#include "dialects/Prim/IR/PrimBuilder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <map>
#include <vector>

namespace netc::net {

enum class Sort { Number, Truth };

// A primitive of the scalar language.
struct ScalarOperation {
  using Fold = double (*)(llvm::ArrayRef<double>);
  using Emit = mlir::Value (*)(prim::PrimBuilder &,
                               llvm::ArrayRef<mlir::Value>);
  llvm::StringLiteral name;
  Fold fold; // truth values are 0 and 1
  Emit emit;
  // Whole numbers stay whole, and `emit` takes integers.
  bool keepsIntegers = false;
  Sort result = Sort::Number;
};

struct ScalarTerm {
  enum class Kind { Constant, Input, Apply };
  Kind kind;
  Sort sort = Sort::Number;
  double value = 0;   // of a constant
  bool exact = false; // a whole number written or computed as such
  unsigned input = 0; // its number
  const ScalarOperation *operation = nullptr;
  llvm::SmallVector<unsigned, 2> operands = {};
  bool keepsIntegers = false; // whole for whole inputs
};

class ScalarTerms {
public:
  unsigned constant(double value, bool exact);
  unsigned truth(bool value);
  unsigned input(unsigned number);
  // Folds if all operands are constants.
  unsigned apply(const ScalarOperation &operation,
                 llvm::ArrayRef<unsigned> operands);

  unsigned plus(llvm::ArrayRef<unsigned> operands);
  unsigned times(llvm::ArrayRef<unsigned> factors);
  unsigned power(unsigned base, unsigned exponent);
  unsigned select(unsigned condition, unsigned onTrue, unsigned onFalse);
  // Of one operation, such as Max or And, from the left.
  unsigned chain(const ScalarOperation &operation,
                 llvm::ArrayRef<unsigned> operands);

  const ScalarTerm &operator[](unsigned term) const { return terms[term]; }
  bool isConstant(unsigned term) const {
    return terms[term].kind == ScalarTerm::Kind::Constant;
  }
  bool isConstant(unsigned term, double value) const {
    return isConstant(term) && terms[term].value == value;
  }
  bool isApply(unsigned term, const ScalarOperation &operation) const {
    return terms[term].operation == &operation;
  }
  // 3 x is 3 times x, x is 1 times x.
  std::pair<double, unsigned> splitCoefficient(unsigned term);
  // x^-2 is x to -2, x is x to 1.
  std::pair<double, unsigned> splitExponent(unsigned term) const;
  bool keepsIntegers(unsigned term) const { return terms[term].keepsIntegers; }

private:
  unsigned intern(ScalarTerm term);
  unsigned raw(const ScalarOperation &operation,
               llvm::ArrayRef<unsigned> operands);
  bool staysWhole(const ScalarTerm &term) const;
  bool isExact(unsigned term) const { return terms[term].exact; }

  using Key = std::tuple<int, int, uint64_t, bool, unsigned, const void *,
                         std::vector<unsigned>>;
  std::vector<ScalarTerm> terms;
  std::map<Key, unsigned> known;
};

} // namespace netc::net

#endif
