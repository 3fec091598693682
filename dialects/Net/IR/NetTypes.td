//===- NetTypes.td - the type of a port or array ----------*- tablegen -*-===//

#ifndef NETC_NET_TYPES_TD
#define NETC_NET_TYPES_TD

include "dialects/Net/IR/NetDialect.td"
include "mlir/IR/AttrTypeBase.td"

def Net_ArrayType : TypeDef<Net_Dialect, "Array"> {
  let mnemonic = "array";
  let summary = "an array of one example, without precision";
  let description = [{
    `!net.array<[1, ?, ?n], real>`: a size, a size still unknown, a named length.
    `!net.array<*>`: rank and element unknown. Elements: `real`, `int` (any),
    `int<1, 10>`, `int<1, *>` (no upper end), `?` (unknown).
  }];
  let parameters = (ins
    "bool":$ranked,
    ArrayRefParameter<"::netc::net::Dimension">:$dimensions,
    "::netc::net::Element":$element);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    static ArrayType unknown(::mlir::MLIRContext *context, Element element = {});
    static ArrayType of(::mlir::MLIRContext *context,
                        ::llvm::ArrayRef<Dimension> dimensions,
                        Element element = Element::real());
    // Sizes only; ShapedType::kDynamic is an unknown size.
    static ArrayType of(::mlir::MLIRContext *context,
                        ::llvm::ArrayRef<int64_t> sizes,
                        Element element = Element::real());
    int64_t getRank() const { return getDimensions().size(); }
    // The sizes where every one is a fixed number.
    std::optional<::llvm::SmallVector<int64_t>> fixedShape() const;
  }];
}

#endif
