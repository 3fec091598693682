//===- ScalarDefinitions.h - functions a user can write --------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_SCALARDEFINITIONS_H
#define NETC_DIALECTS_NET_IR_SCALARDEFINITIONS_H

#include "dialects/Net/IR/Scalar.h"

namespace netc::net {

// A function of the notation, by what it means.
struct ScalarDefinition {
  static constexpr unsigned any = ~0u;
  llvm::StringLiteral name;
  unsigned minimum, maximum; // number of operands
  Scalar (*define)(llvm::ArrayRef<Scalar>);
  Sort operands = Sort::Number;
};

// The symbols, such as Tanh; null if there is none of that name.
const ScalarDefinition *findScalarSymbol(llvm::StringRef name);
// The names in quotes, such as "GELU", without the quotes.
const ScalarDefinition *findScalarName(llvm::StringRef name);

llvm::ArrayRef<ScalarDefinition> scalarSymbols();
llvm::ArrayRef<ScalarDefinition> scalarNames();

// Less common functions, made of the primitives so that they stay accurate.
Scalar haversine(llvm::ArrayRef<Scalar> x);
Scalar inverseHaversine(llvm::ArrayRef<Scalar> x);
Scalar gudermannian(llvm::ArrayRef<Scalar> x);
Scalar inverseGudermannian(llvm::ArrayRef<Scalar> x);
Scalar arcCot(llvm::ArrayRef<Scalar> x);
Scalar inverseErf(llvm::ArrayRef<Scalar> x);
Scalar inverseErfc(llvm::ArrayRef<Scalar> x);
Scalar surd(llvm::ArrayRef<Scalar> x);
Scalar softPlus(llvm::ArrayRef<Scalar> x);

} // namespace netc::net

#endif
