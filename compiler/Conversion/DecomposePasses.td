//===- DecomposePasses.td - from nets to prim ---------------*- tablegen -*-===//

#ifndef NETC_CONVERSION_DECOMPOSEPASSES_TD
#define NETC_CONVERSION_DECOMPOSEPASSES_TD

include "mlir/Pass/PassBase.td"

def DecomposeLayersPass : Pass<"net-decompose-layers", "::mlir::ModuleOp"> {
  let summary = "turns the net into one function of prim ops per entry";
  let description = [{
    Here the mode, the precision and the batch enter. Inputs come first, then all
    arrays in the module's order; the net itself is gone afterwards.

    ```
    net.root @net(%Input: !net.array<[2], real>) { ... }
    =>
    func.func @entry_0(%x: tensor<?x2xf32> {netc.port = "Input"},
                       %w: tensor<3x2xf32> {netc.array = "Weights"})
        -> (tensor<?x3xf32> {netc.port = "Output"})
        attributes {netc.entry = {kind = "infer", mode = "Test",
                                  precision = "Real32", batch = 0 : i64}}
    ```
  }];
  let options = [
    ListOption<"entries", "entries", "std::string",
               "mode:precision:batch of each entry, batch 0 is open "
               "(Test:Real32:0)">,
    ListOption<"probes", "probes", "std::string",
               "layers whose outputs are returned too, as in array keys: base.3">,
    ListOption<"gradients", "gradients", "std::string",
               "ports and arrays: the entries compute the gradients by these">,
    ListOption<"imposed", "imposed", "std::string",
               "outputs at which the caller imposes a gradient">
  ];
  let dependentDialects = ["::mlir::func::FuncDialect",
                           "::netc::prim::PrimDialect"];
}

#endif
