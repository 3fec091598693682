//===- Elementwise.td - scalar functions applied to every element ---------===//

#ifndef NETC_PRIM_ELEMENTWISE_TD
#define NETC_PRIM_ELEMENTWISE_TD

include "dialects/Prim/IR/PrimEnums.td"

// The result has the first operand's shape; the lowering is one loop nest.
class Prim_ElementwiseOp<string mnemonic, list<Trait> traits = []>
    : Prim_InferredOp<mnemonic, traits # [
        DeclareOpInterfaceMethods<Prim_ElementOpInterface>]> {
  code sameShape = [{
    ::llvm::LogicalResult $cppClass::reifyResultShapes(
        ::mlir::OpBuilder &builder,
        ::mlir::ReifiedRankedShapedTypeDims &shapes) {
      shapes.push_back(sizesOf(builder, getLoc(), (*this)->getOperand(0)));
      return ::mlir::success();
    }
    ::llvm::FailureOr<::mlir::Value>
    $cppClass::lowerToLinalg(::mlir::OpBuilder &builder) {
      return lowerElementOp(builder, *this);
    }
  }];
  code sameType = sameShape # [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, std::optional<::mlir::Location>, Adaptor op,
        ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      types.push_back(op.getOperands().back().getType());
      return ::mlir::success();
    }
  }];
  let extraClassDefinition = sameType;
}

// `low` and `high` bound the sample inputs.
class Prim_UnaryOp<string mnemonic, string text, Type tensor = Prim_FloatTensor,
                   string low = "-2.0", string high = "2.0">
    : Prim_ElementwiseOp<mnemonic> {
  let summary = text;
  let arguments = (ins tensor:$input);
  let results = (outs tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  code sampled = sameType # [{
    void $cppClass::samples(::netc::prim::Sampler &s) {
      s.emit($cppClass::create(s.builder(), s.loc(), s.input({2, 8}, }]
      # low # ", " # high # [{)));
    }
  }];
  let extraClassDefinition = sampled;
}

// A smooth function; `derivative` is that of its scalar function.
class Prim_SmoothOp<string mnemonic, string text, string low = "-2.0",
                    string high = "2.0", Type tensor = Prim_FloatTensor>
    : Prim_UnaryOp<mnemonic, text, tensor, low, high> {
  let extraClassDeclaration = [{
    ::mlir::Value derivative(::netc::prim::GradientContext &g);
  }];
  code smooth = sampled # [{
    ::llvm::LogicalResult
    $cppClass::buildGradients(::netc::prim::GradientContext &g) {
      return g.accumulate(getInputMutable(),
                          g.mul(g.adjoint(getOutput()), derivative(g)));
    }
  }];
  let extraClassDefinition = smooth;
}

// A smooth function with an op of the math dialect.
class Prim_MathOp<string mnemonic, string text, string mathOp,
                  string low = "-2.0", string high = "2.0">
    : Prim_SmoothOp<mnemonic, text, low, high> {
  let extraClassDefinition = smooth # [{
    ::mlir::Value $cppClass::buildScalar(
        ::mlir::OpBuilder &builder, ::mlir::ValueRange elements,
        ::llvm::function_ref<::mlir::Value(unsigned)>) {
      return ::mlir::math::}] # mathOp # [{::create(builder, getLoc(),
                                                    elements[0]);
    }
  }];
}

// A step function: its derivative is 0 wherever it has one.
class Prim_StepOp<string mnemonic, string text, Type tensor = Prim_FloatTensor>
    : Prim_UnaryOp<mnemonic, text, tensor> {
  code step = sampled # [{
    ::llvm::LogicalResult
    $cppClass::buildGradients(::netc::prim::GradientContext &) {
      return ::mlir::success();
    }
  }];
  let extraClassDefinition = step;
}

class Prim_RoundingOp<string mnemonic, string text, string mathOp>
    : Prim_StepOp<mnemonic, text> {
  let extraClassDefinition = step # [{
    ::mlir::Value $cppClass::buildScalar(
        ::mlir::OpBuilder &builder, ::mlir::ValueRange elements,
        ::llvm::function_ref<::mlir::Value(unsigned)>) {
      return ::mlir::math::}] # mathOp # [{::create(builder, getLoc(),
                                                    elements[0]);
    }
  }];
}

class Prim_BinaryOp<string mnemonic, string text, Type tensor = Prim_Tensor>
    : Prim_ElementwiseOp<mnemonic, [SameTypeOperands]> {
  let summary = text;
  let arguments = (ins tensor:$lhs, tensor:$rhs);
  let results = (outs tensor:$output);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($lhs)";
}

def Prim_NegOp : Prim_SmoothOp<"neg", "-x", "-2.0", "2.0", Prim_Tensor>;
def Prim_AbsOp : Prim_SmoothOp<"abs", "absolute value; slope 0 at 0", "-2.0",
                               "2.0", Prim_Tensor>;
def Prim_SignOp : Prim_StepOp<"sign", "-1, 0 or 1", Prim_Tensor>;
def Prim_NotOp : Prim_ElementwiseOp<"not"> {
  let summary = "every bit inverted";
  let arguments = (ins Prim_IntegerTensor:$input);
  let results = (outs Prim_IntegerTensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}

def Prim_ExpOp : Prim_MathOp<"exp", "e^x", "ExpOp">;
def Prim_Expm1Op : Prim_MathOp<"expm1", "e^x - 1, exact near 0", "ExpM1Op">;
def Prim_LogOp : Prim_MathOp<"log", "natural logarithm", "LogOp", "0.2", "4.0">;
def Prim_Log1pOp
    : Prim_MathOp<"log1p", "log(1 + x), exact near 0", "Log1pOp", "-0.8">;
def Prim_SqrtOp : Prim_MathOp<"sqrt", "square root", "SqrtOp", "0.2", "4.0">;
def Prim_CbrtOp : Prim_MathOp<"cbrt", "real cube root", "CbrtOp", "0.2", "4.0">;
def Prim_SinOp : Prim_MathOp<"sin", "sine", "SinOp">;
def Prim_CosOp : Prim_MathOp<"cos", "cosine", "CosOp">;
def Prim_TanOp : Prim_MathOp<"tan", "tangent", "TanOp", "-1.2", "1.2">;
def Prim_AsinOp : Prim_MathOp<"asin", "inverse sine", "AsinOp", "-0.9", "0.9">;
def Prim_AcosOp
    : Prim_MathOp<"acos", "inverse cosine", "AcosOp", "-0.9", "0.9">;
def Prim_AtanOp : Prim_MathOp<"atan", "inverse tangent", "AtanOp">;
def Prim_SinhOp : Prim_MathOp<"sinh", "hyperbolic sine", "SinhOp">;
def Prim_CoshOp : Prim_MathOp<"cosh", "hyperbolic cosine", "CoshOp">;
def Prim_TanhOp : Prim_MathOp<"tanh", "hyperbolic tangent", "TanhOp">;
def Prim_AsinhOp : Prim_MathOp<"asinh", "inverse hyperbolic sine", "AsinhOp">;
def Prim_AcoshOp : Prim_MathOp<"acosh", "inverse hyperbolic cosine", "AcoshOp",
                               "1.1", "4.0">;
def Prim_AtanhOp : Prim_MathOp<"atanh", "inverse hyperbolic tangent", "AtanhOp",
                               "-0.9", "0.9">;
def Prim_ErfOp : Prim_MathOp<"erf", "error function", "ErfOp">;
def Prim_ErfcOp
    : Prim_MathOp<"erfc", "1 - erf(x), exact for large x", "ErfcOp">;
def Prim_LogisticOp : Prim_SmoothOp<"logistic", "1 / (1 + e^-x)">;
def Prim_TgammaOp : Prim_SmoothOp<"tgamma", "gamma function", "0.3", "4.0">;
def Prim_LgammaOp : Prim_SmoothOp<"lgamma", "log |gamma(x)|", "0.3", "4.0">;
// Arises only as a derivative, and has none itself.
def Prim_DigammaOp
    : Prim_UnaryOp<"digamma", "derivative of lgamma", Prim_FloatTensor> {
  let extraClassDefinition = sameType;
}

def Prim_FloorOp
    : Prim_RoundingOp<"floor", "greatest integer not above x", "FloorOp">;
def Prim_CeilOp
    : Prim_RoundingOp<"ceil", "least integer not below x", "CeilOp">;
def Prim_RoundOp : Prim_RoundingOp<"round", "nearest integer, halves to even",
                                   "RoundEvenOp">;
def Prim_TruncOp
    : Prim_RoundingOp<"trunc", "x without its fraction", "TruncOp">;

def Prim_AddOp : Prim_BinaryOp<"add", "a + b">;
def Prim_SubOp : Prim_BinaryOp<"sub", "a - b">;
def Prim_MulOp : Prim_BinaryOp<"mul", "a b">;
def Prim_DivOp : Prim_BinaryOp<"div", "a / b; integers: towards zero">;
def Prim_RemOp : Prim_BinaryOp<"rem", "a - b trunc(a / b)">;
def Prim_PowOp : Prim_BinaryOp<"pow", "a to the power b", Prim_FloatTensor>;
def Prim_MaxOp : Prim_BinaryOp<"max", "greater of both; NaN if one is NaN">;
def Prim_MinOp : Prim_BinaryOp<"min", "lesser of both; NaN if one is NaN">;
def Prim_Atan2Op
    : Prim_BinaryOp<"atan2", "angle of the point (b, a)", Prim_FloatTensor>;
def Prim_AndOp : Prim_BinaryOp<"and", "bits in both", Prim_IntegerTensor>;
def Prim_OrOp : Prim_BinaryOp<"or", "bits in either", Prim_IntegerTensor>;

def Prim_CompareOp : Prim_ElementwiseOp<"compare", [SameTypeOperands]> {
  let summary = "whether two elements compare so; only `ne` holds for NaN";
  let arguments = (ins Prim_ComparisonAttr:$comparison, Prim_Tensor:$lhs,
                       Prim_Tensor:$rhs);
  let results = (outs Prim_PredicateTensor:$output);
  let assemblyFormat = [{
    `` $comparison $lhs `,` $rhs attr-dict `:` type($lhs)
  }];
  let extraClassDefinition = sameShape;
}

def Prim_SelectOp : Prim_ElementwiseOp<"select",
    [AllTypesMatch<["onTrue", "onFalse"]>,
     AllShapesMatch<["condition", "onTrue"]>]> {
  let summary = "the element of `onTrue` where `condition` holds, else of `onFalse`";
  let arguments = (ins Prim_PredicateTensor:$condition, Prim_Tensor:$onTrue,
                       Prim_Tensor:$onFalse);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $condition `,` $onTrue `,` $onFalse attr-dict
    `:` type($condition) `,` type($onTrue)
  }];
}

def Prim_CastOp : Prim_Op<"cast",
    [DeclareOpInterfaceMethods<Prim_ElementOpInterface>]> {
  let summary = "converts every element; floats become integers towards zero";
  let description = [{
    - (C1) `input` and `output` have the same shape.
    Truth values are 0 and 1; a number is true where it is not 0. A float
    outside the range of the integer type becomes its nearest value, NaN 0.
  }];
  let arguments = (ins Prim_Tensor:$input);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $input attr-dict `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
}

#endif // NETC_PRIM_ELEMENTWISE_TD
