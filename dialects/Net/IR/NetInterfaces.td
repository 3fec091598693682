//===- NetInterfaces.td - the promises of a layer ----------*- tablegen -*-===//

#ifndef NETC_NET_INTERFACES_TD
#define NETC_NET_INTERFACES_TD

include "mlir/IR/OpBase.td"

def Net_ShapeRuleOpInterface : OpInterface<"ShapeRuleOpInterface"> {
  let cppNamespace = "::netc::net";
  let description = "What the shapes of a layer's ports and arrays have to do with each other.";
  let methods = [
    InterfaceMethod<[{
        States the relation. Called again until nothing changes: it must only add
        facts, and must not fail because something is still unknown. Whatever it
        reads through the solver makes it run again when that becomes known.
      }], "::llvm::LogicalResult", "relateShapes",
      (ins "::netc::net::ShapeSolver &":$shapes)>,
    InterfaceMethod<[{
        Assumes what the net around leaves open, such as a vector where only the
        number of elements is known. Called once when nothing changes any more.
      }], "::llvm::LogicalResult", "assumeShapes",
      (ins "::netc::net::ShapeSolver &":$shapes), [{}],
      [{ return ::llvm::success(); }]>,
    InterfaceMethod<[{
        Checks what can be said only at the end, such as a kernel that fits.
      }], "::llvm::LogicalResult", "checkShapes",
      (ins "::netc::net::ShapeSolver &":$shapes), [{}],
      [{ return ::llvm::success(); }]>
  ];
}

def Net_DecomposableOpInterface : OpInterface<"DecomposableOpInterface"> {
  let cppNamespace = "::netc::net";
  let description = "What a layer means in prim ops.";
  let methods = [
    InterfaceMethod<[{
        Emits the layer's meaning for a batch and sets every used output port.
      }], "::llvm::LogicalResult", "decompose",
      (ins "::netc::net::Decomposition &":$d)>
  ];
}

#endif
