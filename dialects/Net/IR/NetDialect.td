//===- NetDialect.td - the net dialect -------------------*- tablegen -*-===//

#ifndef NETC_NET_DIALECT_TD
#define NETC_NET_DIALECT_TD

include "mlir/IR/OpBase.td"

def Net_Dialect : Dialect {
  let name = "net";
  let cppNamespace = "::netc::net";
  let summary = "a neural net as its user knows it";
  let description = [{
    Layers and containers with the user's names, places and settings. Types are
    per example and without precision; the values of arrays live outside the IR.
    Layers are not `Pure`: what a user wrote is neither merged nor dropped.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{
    // Defined in the file that CMake makes from the list of layers.
    void registerLayers();
    void registerTypes();
    void registerAttributes();
  }];
}

#endif
