//===- PrimPasses.td - passes over array operations ---------*- tablegen -*-===//

#ifndef NETC_TRANSFORMS_PRIMPASSES_TD
#define NETC_TRANSFORMS_PRIMPASSES_TD

include "mlir/Pass/PassBase.td"

def InlineCompositesPass : Pass<"prim-inline-composites"> {
  let summary = "replaces composites by their bodies";
  let description = [{
    For composites that no gradient rule and no back end has claimed:

    ```
    %y = prim.composite "twice"(%x) : (tensor<3xf32>) -> tensor<3xf32> {
    ^bb0(%a: tensor<3xf32>):
      %b = prim.add %a, %a : tensor<3xf32>
      prim.yield %b : tensor<3xf32>
    }
    =>
    %y = prim.add %x, %x : tensor<3xf32>
    ```
  }];
  let dependentDialects = ["::netc::prim::PrimDialect"];
}

def FormGroupsPass : Pass<"prim-form-groups"> {
  let summary = "gathers ops that are computed together";
  let description = [{
    A contraction takes the elementwise ops that follow it and that nobody else
    needs as its epilogue; other elementwise ops become one loop with their
    producers. Broadcasts and constants are repeated in every group.

    ```
    %p = prim.dot_general %x, %w ...
    %b = prim.broadcast %bias along [1] ...
    %y = prim.add %p, %b ...
    =>
    %y = prim.group contraction(%x, %w, %bias) ... {
      prim.dot_general, prim.broadcast, prim.add, prim.yield
    }
    ```
  }];
  let dependentDialects = ["::netc::prim::PrimDialect"];
}

def EmitSamplesPass : Pass<"prim-emit-samples", "::mlir::ModuleOp"> {
  let summary = "writes the sample uses of every op as functions";
  let description = [{
    For tests: every sample of `prim.exp` becomes an entry point `@exp_0`,
    `@exp_1` and so on. Arguments carry the range of their elements as `netc.low` and
    `netc.high`. With `gradients`, a function `@exp_0_gradient` takes the same
    arguments and the adjoint of the result, and returns the gradients of the
    arguments of real numbers.
  }];
  let options = [
    Option<"gradients", "gradients", "bool", "false",
           "Write functions of gradients too">,
    Option<"real64", "real64", "bool", "false",
           "Real inputs are f64 instead of f32">];
  let dependentDialects = [
    "::mlir::func::FuncDialect", "::netc::prim::PrimDialect"];
}

#endif // NETC_TRANSFORMS_PRIMPASSES_TD
