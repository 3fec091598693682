//===- PrimBase.td - the prim dialect and what every op of it promises ----===//

#ifndef NETC_PRIM_BASE_TD
#define NETC_PRIM_BASE_TD

include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/RegionKindInterface.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "dialects/Prim/IR/PrimInterfaces.td"

def Prim_Dialect : Dialect {
  let name = "prim";
  let cppNamespace = "::netc::prim";
  let summary = "a closed set of array operations on ranked tensors";
  let description = [{
    Between the layers of a net and the loops of a machine: pure functions on
    builtin ranked tensors with a precision. Any dimension may be dynamic; in
    practice this is the leading batch dimension.
  }];
  let hasConstantMaterializer = 1;
  let useDefaultAttributePrinterParser = 1;
}

def Prim_Float : AnyTypeOf<[F16, BF16, F32, F64], "floating point">;
def Prim_Integer
    : AnyTypeOf<[I1, I8, I16, I32, I64, Index], "signless integer">;
def Prim_Element : AnyTypeOf<[Prim_Float, Prim_Integer], "number">;

def Prim_Tensor : RankedTensorOf<[Prim_Element]>;
def Prim_FloatTensor : RankedTensorOf<[Prim_Float]>;
def Prim_IntegerTensor : RankedTensorOf<[Prim_Integer]>;
def Prim_PredicateTensor : RankedTensorOf<[I1]>;

// Every prim op keeps these promises; a forgotten one is a link error.
class Prim_BaseOp<string mnemonic, list<Trait> traits>
    : Op<Prim_Dialect, mnemonic, traits # [
        Pure,
        DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface,
                                  ["reifyResultShapes"]>,
        DeclareOpInterfaceMethods<Prim_DifferentiableOpInterface>,
        DeclareOpInterfaceMethods<Prim_SampledOpInterface>]>;

// The result type is stated, since the operands do not determine it.
class Prim_Op<string mnemonic, list<Trait> traits = []>
    : Prim_BaseOp<mnemonic, traits # [
        DeclareOpInterfaceMethods<Prim_LowerableOpInterface>]>;

// The result type is inferred, so the text form leaves it out.
class Prim_InferredOp<string mnemonic, list<Trait> traits = []>
    : Prim_Op<mnemonic, traits # [InferTypeOpAdaptor]>;

// Sums of products; lowered by their index maps.
class Prim_ContractionOp<string mnemonic, list<string> overridden = []>
    : Prim_BaseOp<mnemonic, [
        InferTypeOpAdaptor,
        DeclareOpInterfaceMethods<Prim_ContractionOpInterface, overridden>]>;

#endif // NETC_PRIM_BASE_TD
