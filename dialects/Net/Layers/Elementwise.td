//===- Elementwise.td - ElementwiseLayer ---------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_ElementwiseOp : Net_LayerOp<"elementwise"> {
  let notation = "ElementwiseLayer";
  let summary = "a function of one number, applied to every element";
  let description = [{
    `Output[i...] = f[Input[i...]]`

    - (C1) `Output` has the dimensions of `Input`, Varying ones too.
    - (C2) If `Input` holds integers and f makes whole numbers from whole numbers,
      `Output` holds integers, else reals.
    - (C3) f applied to a symbolic number is a closed expression of these functions. It
      depends on the number.

    Symbols: Ramp, LogisticSigmoid, Exp, Log, Sqrt, CubeRoot, Surd, Power, Abs, Sign, Sin,
    Cos, Tan, Cot, Sec, Csc, Sinh, Cosh, Tanh, Coth, Sech, Csch and the inverse of each
    (ArcSin, ...), ArcTan[x, y], Haversine, Gudermannian, InverseHaversine,
    InverseGudermannian, Gamma, LogGamma, Erf, Erfc, InverseErf, InverseErfc, Round
    (halves to even), Floor, Ceiling, IntegerPart, FractionalPart, Mod, Unitize,
    KroneckerDelta, Clip, Threshold, Chop, Plus, Subtract, Minus, Times, Divide, Min, Max,
    Identity.

    Choices: If, Which, Piecewise, Boole, And, Or, Not, comparisons and their chains,
    Positive, Negative, NonPositive, NonNegative, PossibleZeroQ.

    Names, alone or applied as in `"ELU"[#]`:

    | name | f(x) |
    |---|---|
    | "ReLU", "RectifiedLinearUnit" | Max[x, 0] |
    | "ELU", "ExponentialLinearUnit" | x for x >= 0, Exp[x] - 1 below |
    | "SELU", "ScaledExponentialLinearUnit" | 1.0507009873554805 x for x >= 0, 1.7580993408473766 (Exp[x] - 1) below |
    | "GELU", "GaussianErrorLinearUnit" | x (1 + Erf[x / Sqrt[2] ]) / 2 |
    | "Swish" | x LogisticSigmoid[x] |
    | "HardSwish" | x Min[Max[x + 3, 0], 6] / 6 |
    | "Mish" | x Tanh[Log[1 + Exp[x] ] ] |
    | "SoftSign" | x / (1 + Abs[x]) |
    | "SoftPlus", "SoftReLU" | Log[1 + Exp[x] ] |
    | "HardTanh" | Clip[x, {-1, 1} ] |
    | "HardSigmoid" | Clip[(x + 1) / 2, {0, 1} ] |
    | "Sigmoid" | LogisticSigmoid[x] |

    Functions are written `#^2 + 1 &`, `Function[x, x Tanh[x] ]` or `Sin @* Cos`. Slopes at
    kinks: Ramp and Abs have 0 at 0, Clip has 1 at both ends, Max and Min give all to the
    first argument at a tie, choices have the slope of the branch that is taken.

    Example: `ElementwiseLayer[Tanh]` applied to {1, 2, 3} gives
    {0.761594, 0.964028, 0.995055}.
  }];
  let arguments = (ins Net_Port:$input,
    Net_ScalarFunction<doc="the function: a symbol, a name in quotes or a pure function">:$function);
  let results = (outs Net_Port:$output);
}
