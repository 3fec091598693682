//===- PrimEnums.td - kinds of comparison, reduction and group ------------===//

#ifndef NETC_PRIM_ENUMS_TD
#define NETC_PRIM_ENUMS_TD

include "dialects/Prim/IR/PrimBase.td"

class Prim_Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::netc::prim";
  let genSpecializedAttr = 0;
}

def Prim_Comparison : Prim_Enum<"Comparison", "how two elements compare", [
  I32EnumAttrCase<"Equal", 0, "eq">, I32EnumAttrCase<"NotEqual", 1, "ne">,
  I32EnumAttrCase<"Less", 2, "lt">, I32EnumAttrCase<"LessEqual", 3, "le">,
  I32EnumAttrCase<"Greater", 4, "gt">,
  I32EnumAttrCase<"GreaterEqual", 5, "ge">]>;
def Prim_ComparisonAttr : EnumAttr<Prim_Dialect, Prim_Comparison, "comparison">;

def Prim_Reduction : Prim_Enum<"Reduction", "how many elements become one", [
  I32EnumAttrCase<"Sum", 0, "sum">, I32EnumAttrCase<"Product", 1, "prod">,
  I32EnumAttrCase<"Maximum", 2, "max">, I32EnumAttrCase<"Minimum", 3, "min">]>;
def Prim_ReductionAttr : EnumAttr<Prim_Dialect, Prim_Reduction, "reduction">;

def Prim_GroupKind : Prim_Enum<"GroupKind", "how a group becomes loops", [
  I32EnumAttrCase<"Loop", 0, "loop">,
  I32EnumAttrCase<"Contraction", 1, "contraction">]>;
def Prim_GroupKindAttr : EnumAttr<Prim_Dialect, Prim_GroupKind, "group_kind">;

#endif // NETC_PRIM_ENUMS_TD
