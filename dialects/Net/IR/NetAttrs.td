//===- NetAttrs.td - expressions and coders as attributes --*- tablegen -*-===//

#ifndef NETC_NET_ATTRS_TD
#define NETC_NET_ATTRS_TD

include "dialects/Net/IR/NetDialect.td"
include "mlir/IR/AttrTypeBase.td"

def Net_SymbolAttr : AttrDef<Net_Dialect, "Symbol"> {
  let mnemonic = "symbol";
  let summary = "a symbol of the notation, such as `Tanh`";
  let description = [{
    Expressions keep the user's scalar functions so that a net can be printed
    again. They mirror the notation: `#net.symbol`, `#net.call`, and for leaves
    the builtin i64 integer, f64 float and string attributes.
  }];
  let parameters = (ins StringRefParameter<>:$name);
  let assemblyFormat = "`<` $name `>`";
}

def Net_CallAttr : AttrDef<Net_Dialect, "Call"> {
  let mnemonic = "call";
  let summary = "an application of the notation, such as `Plus[#1, 2]`";
  let parameters = (ins "::mlir::Attribute":$head,
                        OptionalArrayRefParameter<"::mlir::Attribute">:$args);
  let assemblyFormat = "`<` $head `,` `[` (`]`) : ($args^ `]`)? `>`";
  let extraClassDeclaration = [{
    // True when the head is the symbol `name`.
    bool isCall(::llvm::StringRef name) const;
  }];
}

def Net_CoderAttr : AttrDef<Net_Dialect, "Coder"> {
  let mnemonic = "coder";
  let summary = "an encoder or decoder at a port of the net";
  let description = [{
    `#net.coder<decoder, "Class", {labels = ["cat", "dog"]}>`
  }];
  let parameters = (ins "::netc::net::CoderDirection":$direction,
                        StringRefParameter<>:$type,
                        "::mlir::DictionaryAttr":$parameters);
  let assemblyFormat = "`<` custom<CoderDirection>($direction) `,` $type `,` $parameters `>`";
}

#endif
