//===- Elementwise.td - scalar functions applied to every element ---------===//

#ifndef NETC_PRIM_ELEMENTWISE_TD
#define NETC_PRIM_ELEMENTWISE_TD

include "dialects/Prim/IR/PrimEnums.td"

class Prim_ElementwiseOp<string mnemonic, list<Trait> traits = []>
    : Prim_InferredOp<mnemonic, traits # [
        DeclareOpInterfaceMethods<Prim_ElementOpInterface>]>;

class Prim_UnaryOp<string mnemonic, string text, Type tensor = Prim_FloatTensor>
    : Prim_ElementwiseOp<mnemonic> {
  let summary = text;
  let arguments = (ins tensor:$input);
  let results = (outs tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}

class Prim_BinaryOp<string mnemonic, string text, Type tensor = Prim_Tensor>
    : Prim_ElementwiseOp<mnemonic, [SameTypeOperands]> {
  let summary = text;
  let arguments = (ins tensor:$lhs, tensor:$rhs);
  let results = (outs tensor:$output);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($lhs)";
}

def Prim_NegOp : Prim_UnaryOp<"neg", "-x", Prim_Tensor>;
def Prim_AbsOp : Prim_UnaryOp<"abs", "absolute value; slope 0 at 0", Prim_Tensor>;
def Prim_SignOp : Prim_UnaryOp<"sign", "-1, 0 or 1", Prim_Tensor>;
def Prim_ExpOp : Prim_UnaryOp<"exp", "e^x">;
def Prim_Expm1Op : Prim_UnaryOp<"expm1", "e^x - 1, exact near 0">;
def Prim_LogOp : Prim_UnaryOp<"log", "natural logarithm">;
def Prim_Log1pOp : Prim_UnaryOp<"log1p", "log(1 + x), exact near 0">;
def Prim_SqrtOp : Prim_UnaryOp<"sqrt", "square root">;
def Prim_CbrtOp : Prim_UnaryOp<"cbrt", "real cube root">;
def Prim_SinOp : Prim_UnaryOp<"sin", "sine">;
def Prim_CosOp : Prim_UnaryOp<"cos", "cosine">;
def Prim_TanOp : Prim_UnaryOp<"tan", "tangent">;
def Prim_AsinOp : Prim_UnaryOp<"asin", "inverse sine">;
def Prim_AcosOp : Prim_UnaryOp<"acos", "inverse cosine">;
def Prim_AtanOp : Prim_UnaryOp<"atan", "inverse tangent">;
def Prim_SinhOp : Prim_UnaryOp<"sinh", "hyperbolic sine">;
def Prim_CoshOp : Prim_UnaryOp<"cosh", "hyperbolic cosine">;
def Prim_TanhOp : Prim_UnaryOp<"tanh", "hyperbolic tangent">;
def Prim_AsinhOp : Prim_UnaryOp<"asinh", "inverse hyperbolic sine">;
def Prim_AcoshOp : Prim_UnaryOp<"acosh", "inverse hyperbolic cosine">;
def Prim_AtanhOp : Prim_UnaryOp<"atanh", "inverse hyperbolic tangent">;
def Prim_LogisticOp : Prim_UnaryOp<"logistic", "1 / (1 + e^-x)">;
def Prim_ErfOp : Prim_UnaryOp<"erf", "error function">;
def Prim_ErfcOp : Prim_UnaryOp<"erfc", "1 - erf(x), exact for large x">;
def Prim_TgammaOp : Prim_UnaryOp<"tgamma", "gamma function">;
def Prim_LgammaOp : Prim_UnaryOp<"lgamma", "log |gamma(x)|">;
def Prim_DigammaOp : Prim_UnaryOp<"digamma", "derivative of lgamma">;
def Prim_FloorOp : Prim_UnaryOp<"floor", "greatest integer not above x">;
def Prim_CeilOp : Prim_UnaryOp<"ceil", "least integer not below x">;
def Prim_RoundOp : Prim_UnaryOp<"round", "nearest integer, halves to even">;
def Prim_TruncOp : Prim_UnaryOp<"trunc", "x without its fraction">;
def Prim_NotOp : Prim_UnaryOp<"not", "every bit inverted", Prim_IntegerTensor>;

def Prim_AddOp : Prim_BinaryOp<"add", "a + b">;
def Prim_SubOp : Prim_BinaryOp<"sub", "a - b">;
def Prim_MulOp : Prim_BinaryOp<"mul", "a b">;
def Prim_DivOp : Prim_BinaryOp<"div", "a / b; integers: towards zero">;
def Prim_RemOp : Prim_BinaryOp<"rem", "a - b trunc(a / b)">;
def Prim_PowOp : Prim_BinaryOp<"pow", "a to the power b">;
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
    $comparison $lhs `,` $rhs attr-dict `:` type($lhs)
  }];
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
