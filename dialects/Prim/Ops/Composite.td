//===- Composite.td - prim.composite, prim.group and prim.yield: named pieces ---===//

#ifndef NETC_PRIM_COMPOSITE_TD
#define NETC_PRIM_COMPOSITE_TD

include "dialects/Prim/IR/PrimEnums.td"

// The regions see nothing from outside: their arguments are the operands.
class Prim_RegionOp<string mnemonic, list<Trait> traits = []>
    : Op<Prim_Dialect, mnemonic, traits # [
        IsolatedFromAbove, RecursiveMemoryEffects, SingleBlock,
        DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface,
                                  ["reifyResultShapes"]>]> {
  let hasVerifier = 1;
}

def Prim_CompositeOp : Prim_RegionOp<"composite",
    [DeclareOpInterfaceMethods<Prim_DifferentiableOpInterface>]> {
  let summary = "a named piece of computation with its meaning as body";
  let description = [{
    Softmax, normalisation, attention: inlined unless a gradient rule or a
    back end claims it by name. `gradient` may hold a better gradient than that
    of the body: it takes the operands and then the adjoints of the results,
    and yields the gradients of the operands.

    - (C1) `body` takes the operands and yields the results.
    - (C2) `gradient`, where present, takes the operands and the adjoints and
      yields one value of each operand's type.

    `prim.composite "softmax"(%x) : (tensor<?x10xf32>) -> tensor<?x10xf32>
    { ^bb0(%a: tensor<?x10xf32>): ... prim.yield %y : tensor<?x10xf32> }`
  }];
  let arguments = (ins StrAttr:$name, Variadic<Prim_Tensor>:$inputs);
  let results = (outs Variadic<Prim_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$body, AnyRegion:$gradient);
  let assemblyFormat = [{
    $name `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)
    $body (`gradient` $gradient^)?
  }];
}

def Prim_GroupOp : Prim_RegionOp<"group"> {
  let summary = "ops that a back end computes together";
  let description = [{
    `contraction`: the first op is a contraction, all others are applied to
    each of its elements before it is stored. `loop`: all ops are applied
    element by element in one loop.

    - (C1) the body takes the operands and yields the results.
  }];
  let arguments = (ins Prim_GroupKindAttr:$kind, Variadic<Prim_Tensor>:$inputs);
  let results = (outs Variadic<Prim_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    `` $kind `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)
    $body
  }];
}

def Prim_YieldOp : Op<Prim_Dialect, "yield",
    [Pure, ReturnLike, Terminator, ParentOneOf<["CompositeOp", "GroupOp", "ScanOp"]>]> {
  let summary = "ends a region with its results";
  let arguments = (ins Variadic<Prim_Tensor>:$values);
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
}

#endif // NETC_PRIM_COMPOSITE_TD
