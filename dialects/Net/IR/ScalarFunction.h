//===- ScalarFunction.h - the functions of elementwise layers --*- C++ -*-===//
//
// A user's function of numbers, such as Tanh, "GELU" or `#^2 + 1 &`, checked
// and ready to become prim ops. It stays on the layer as written; this is its
// meaning.

#ifndef NETC_DIALECTS_NET_IR_SCALARFUNCTION_H
#define NETC_DIALECTS_NET_IR_SCALARFUNCTION_H

#include "dialects/Net/IR/ScalarTerms.h"
#include "mlir/IR/Diagnostics.h"
#include <memory>

namespace netc::net {

class ScalarFunction {
public:
  // Begins an error with this code at the layer.
  using Error =
      llvm::function_ref<mlir::InFlightDiagnostic(llvm::StringRef code)>;

  // Applies `function` to `inputs` numbers; what is not a closed expression of
  // the scalar language, or does not depend on an input, is reported.
  static mlir::FailureOr<ScalarFunction> read(mlir::Attribute function,
                                              unsigned inputs, Error error);

  // Whether the results are whole for whole inputs.
  bool keepsIntegers() const { return terms->keepsIntegers(result); }

  // Elementwise, over inputs of one shape and element type. Integers stay
  // integers if the function keeps them, else they become `precision`.
  mlir::Value emit(prim::PrimBuilder &builder,
                   llvm::ArrayRef<mlir::Value> inputs,
                   mlir::FloatType precision) const;

private:
  std::shared_ptr<ScalarTerms> terms;
  unsigned result = 0;
};

// How many inputs a function with slots or parameters has; none where any
// number is possible.
std::optional<unsigned> fixedInputCount(mlir::Attribute function);

} // namespace netc::net

#endif
