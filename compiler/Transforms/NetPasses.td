//===- NetPasses.td - passes over nets ----------------------*- tablegen -*-===//

#ifndef NETC_TRANSFORMS_NETPASSES_TD
#define NETC_TRANSFORMS_NETPASSES_TD

include "mlir/Pass/PassBase.td"

def InferShapesPass : Pass<"net-infer-shapes", "::mlir::ModuleOp"> {
  let summary = "finds the shapes of all ports and arrays";
  let description = [{
    Lets the layers' relations add facts in both directions until nothing changes,
    and writes what is known into the types. Sizes may stay unknown.

    ```
    %y = net.linear %x {dimensions = array<i64: 3>, weights = @Weights}
       : (!net.array<[2], real>) -> !net.array<*>
    =>
    %y = net.linear %x {...} : (!net.array<[2], real>) -> !net.array<[3], real>
    ```
  }];
  let dependentDialects = ["::netc::net::NetDialect"];
}

#endif
