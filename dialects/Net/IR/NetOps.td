//===- NetOps.td - containers and arrays -------------------*- tablegen -*-===//

#ifndef NETC_NET_OPS_TD
#define NETC_NET_OPS_TD

include "dialects/Net/IR/NetDialect.td"
include "dialects/Net/IR/NetTypes.td"
include "dialects/Net/IR/NetAttrs.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/RegionKindInterface.td"
include "mlir/IR/SymbolInterfaces.td"

def Net_ArrayOp : Op<Net_Dialect, "array", [Symbol]> {
  let summary = "a learnable array: its key, type and initialisation";
  let description = [{
    The value lives outside the IR, in an ArrayStore under the symbol's name.

    `net.array @"1.Weights" : !net.array<[3, 2], real> {role = "Weights"}`
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       TypeAttrOf<Net_ArrayType>:$type,
                       StrAttr:$role,
                       OptionalAttr<AnyAttr>:$initializer,
                       DefaultValuedAttr<BoolAttr, "true">:$trainable,
                       OptionalAttr<F64Attr>:$multiplier);
  let assemblyFormat = "$sym_name `:` $type attr-dict";
}

def Net_YieldOp : Op<Net_Dialect, "yield", [Terminator,
    ParentOneOf<["RootOp", "ChainOp", "GraphOp"]>]> {
  let summary = "names the outputs of a container";
  let arguments = (ins Variadic<Net_ArrayType>:$outputs);
  let assemblyFormat = "attr-dict ($outputs^ `:` type($outputs))?";
}

// Order in a container is the user's, not dominance.
class Net_RegionOp<string mnemonic, list<Trait> traits = []>
    : Op<Net_Dialect, mnemonic, traits # [
        SingleBlock, RegionKindInterface, HasOnlyGraphRegion,
        DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>]> {
  let regions = (region SizedRegion<1>:$body);
  let hasVerifier = 1;
  code portDeclarations = [{
    ::mlir::Operation::operand_range getOutputs() {
      return getBody().front().getTerminator()->getOperands();
    }
    ::mlir::Block::BlockArgListType getInputPorts() {
      return getBody().getArguments();
    }
  }];
}

def Net_RootOp : Net_RegionOp<"root", [Symbol, IsolatedFromAbove,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "a whole net with its ports and coders";
  let description = [{
    The body is one layer or container and the yield. For training, losses may
    stand between them; inputs that only these use (targets) and outputs that
    they make are not ports of the net itself. `input_coders` and
    `output_coders` hold a coder or a unit attribute per port.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       StrArrayAttr:$input_names,
                       StrArrayAttr:$output_names,
                       OptionalAttr<ArrayAttr>:$input_coders,
                       OptionalAttr<ArrayAttr>:$output_coders);
  let assemblyFormat = [{
    $sym_name custom<RootBody>($body) attr-dict-with-keyword
  }];
  let extraClassDeclaration = portDeclarations # [{
    // The one layer or container.
    ::mlir::Operation *getNet() { return &getBody().front().front(); }
    // Whether the port is there for losses that are attached to the net.
    bool isAttachedInput(::mlir::Value port);
    bool isAttachedOutput(::mlir::Value port);
  }];
}

class Net_ContainerOp<string mnemonic> : Net_RegionOp<mnemonic> {
  let arguments = (ins Variadic<Net_ArrayType>:$inputs,
                       OptionalAttr<StrArrayAttr>:$input_names,
                       OptionalAttr<StrArrayAttr>:$output_names);
  let results = (outs Variadic<Net_ArrayType>:$results);
  let assemblyFormat = [{
    operands attr-dict `:` functional-type(operands, results) $body
  }];
  let extraClassDeclaration = portDeclarations;
}

def Net_ChainOp : Net_ContainerOp<"chain"> {
  let summary = "layers one after another (NetChain)";
}

def Net_GraphOp : Net_ContainerOp<"graph"> {
  let summary = "layers connected by edges (NetGraph)";
  let description = [{
    Edges are the uses of values. The yield lists the outputs in port order.
  }];
}

#endif
