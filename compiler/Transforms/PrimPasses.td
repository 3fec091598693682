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
  let options = [ListOption<"except", "except", "std::string",
                            "names of composites that stay">];
  let dependentDialects = ["::netc::prim::PrimDialect"];
}

def DifferentiatePass : Pass<"prim-differentiate", "::mlir::func::FuncOp"> {
  let summary = "adds gradients to the results of entry points";
  let description = [{
    Reverse mode on functions that ask for it: the objective is the sum of all
    elements of all real outputs, each weighted with a gradient that the caller
    imposes where `imposed` names the output. Only what the targets need is
    built; without `outputs`, the function's former results go.

    ```
    func @entry_0(%x: tensor<?x2xf32> {netc.port = "Input"},
                  %w: tensor<3x2xf32> {netc.array = "Weights"})
        -> (tensor<?x3xf32> {netc.port = "Output"})
        attributes {netc.gradient = {ports = ["Input"], arrays = ["Weights"],
                                     imposed = ["Output"], outputs}}
    =>
    func @entry_0(%x, %w, %g: tensor<?x3xf32> {netc.imposed = "Output"})
        -> (tensor<?x3xf32> {netc.port = "Output"},
            tensor<?x2xf32> {netc.port_gradient = "Input"},
            tensor<3x2xf32> {netc.array_gradient = "Weights"})
    ```
  }];
  let dependentDialects = ["::netc::prim::PrimDialect"];
}

def TrainStepPass : Pass<"prim-train-step", "::mlir::func::FuncOp"> {
  let summary = "makes training steps of entry points";
  let description = [{
    For functions with a request `netc.training`: derives the mean over the
    batch of the losses, each times its factor, by the arrays named, and updates
    these by the optimiser. New values are results `netc.update`; arrays that
    the optimiser remembers are further arguments, `<key>:<name>`.

    ```
    func @entry_0(%x: tensor<?x2xf32> {netc.port = "Input"},
                  %w: tensor<2xf32> {netc.array = "Weights"})
        -> (tensor<?xf32> {netc.port = "Loss"})
        attributes {netc.training = {losses = {Loss = 1.0},
          optimizer = {method = "SGD", Momentum = 0.9},
          arrays = {Weights = {multiplier = 1.0}}}}
    =>
    func @entry_0(%x, %w, %r: tensor<f32> {netc.setting = "LearningRate"},
                  %v: tensor<2xf32> {netc.array = "Weights:Velocity"})
        -> (tensor<?xf32> {netc.port = "Loss"},
            tensor<2xf32> {netc.update = "Weights"},
            tensor<2xf32> {netc.update = "Weights:Velocity"})
    ```
  }];
  let dependentDialects = ["::netc::prim::PrimDialect"];
}

def PlaceUpdatesPass : Pass<"prim-place-updates", "::mlir::func::FuncOp"> {
  let summary = "updates each array as soon as nothing reads it any more";
  let description = [{
    A training step stores new values in the arrays themselves, so its updates
    stand behind all else. Once groups are formed, those of arrays that only
    contractions read move up behind the last reader: gradients live shortly.
  }];
  let dependentDialects = ["::netc::prim::PrimDialect"];
}

def TurnWeightsPass : Pass<"prim-turn-weights", "::mlir::func::FuncOp"> {
  let summary = "transposes weights of steps once, in front of the steps";
  let description = [{
    A contraction that sums along the rows of its weights adds up the lanes of a
    vector for each result. One that sums along the columns computes a vector of
    results at once. Before many steps it pays to turn the weights.

    ```
    prim.scan ... with(%w) ... { prim.dot_general %s, %w ... contract [1] x [1] }
    =>
    %t = prim.transpose %w by [1, 0]
    prim.scan ... with(%t) ... { prim.dot_general %s, %t ... contract [1] x [0] }
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
