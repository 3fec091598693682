//===- PrimInterfaces.td - what passes may ask a prim op ------------------===//

#ifndef NETC_PRIM_INTERFACES_TD
#define NETC_PRIM_INTERFACES_TD

include "mlir/IR/OpBase.td"

def Prim_DifferentiableOpInterface : OpInterface<"DifferentiableOpInterface"> {
  let cppNamespace = "::netc::prim";
  let description = [{
    Builds the gradients of the operands from the adjoints of the results.
    Called only when some operand's gradient is wanted; an op whose operands
    carry no gradient (comparisons, rounding) returns success at once.
  }];
  let methods = [InterfaceMethod<
    "Accumulates the gradient of every wanted operand.",
    "::llvm::LogicalResult", "buildGradients",
    (ins "::netc::prim::GradientContext &":$g)>];
}

def Prim_SampledOpInterface : OpInterface<"SampledOpInterface"> {
  let cppNamespace = "::netc::prim";
  let description = [{
    Example uses of the op, from which tests of lowering and gradient are
    generated. Input ranges avoid the points where the op has no derivative.
  }];
  let methods = [StaticInterfaceMethod<
    "Builds the op on sample inputs, once or more.",
    "void", "samples", (ins "::netc::prim::Sampler &":$s)>];
}

def Prim_LowerableOpInterface : OpInterface<"LowerableOpInterface"> {
  let cppNamespace = "::netc::prim";
  let description = [{
    The op's one lowering: an equal value built from linalg, tensor and arith
    ops on tensors, destination style, dynamic sizes by `tensor.dim`.
  }];
  let methods = [InterfaceMethod<
    "Builds the op's result; the caller replaces the op.",
    "::llvm::FailureOr<::mlir::Value>", "lowerToLinalg",
    (ins "::mlir::OpBuilder &":$builder)>];
}

def Prim_ContractionOpInterface : OpInterface<"ContractionOpInterface"> {
  let cppNamespace = "::netc::prim";
  let description = [{
    A sum of products of two operands over some loops. This is the lowering
    of such an op: back ends build `tile.contract` from it.
  }];
  let methods = [
    InterfaceMethod<
      [{The index maps of lhs, rhs and result, in this order, over loops of
        which those that the result does not name are summed over. A map may
        hold sums (windows, channel groups).}],
      "::llvm::SmallVector<::mlir::AffineMap>", "contractionMaps">,
    InterfaceMethod<
      "The kind of each loop of `contractionMaps`.",
      "::llvm::SmallVector<::mlir::utils::IteratorType>",
      "contractionIterators">,
    InterfaceMethod<
      [{An axis of the result that the maps see as two, and the size of the
        outer one: channels of a grouped convolution.}],
      "std::optional<std::pair<int64_t, int64_t>>", "splitAxis", (ins), "",
      [{ return std::nullopt; }]>,
    InterfaceMethod<
      [{The two operands in the form that the maps read: padding is
        materialised, and grouped weights have a separate group axis.}],
      "::llvm::FailureOr<std::pair<::mlir::Value, ::mlir::Value>>",
      "contractionOperands", (ins "::mlir::OpBuilder &":$builder)>];
}

def Prim_ElementOpInterface : OpInterface<"ElementOpInterface"> {
  let cppNamespace = "::netc::prim";
  let description = [{
    Each element of the result is a function of at most one element of each
    operand. Such ops are fused into loops and into contraction epilogues.
  }];
  let methods = [
    InterfaceMethod<
      "False where this very op cannot be computed element by element.",
      "bool", "isElementwise", (ins), "", [{ return true; }]>,
    InterfaceMethod<
      [{Whether an element costs arithmetic. Ops that only move elements or
        make constants are repeated wherever they are used.}],
      "bool", "computes", (ins), "", [{ return true; }]>,
    InterfaceMethod<
      "Whether `buildScalar` asks for indices.",
      "bool", "usesIndices", (ins), "", [{ return false; }]>,
    InterfaceMethod<
      [{The map from the indices of a result element to those of the element
        of `operand` that it needs.}],
      "::mlir::AffineMap", "operandMap", (ins "unsigned":$operand), "", [{
        auto type = ::llvm::cast<::mlir::RankedTensorType>(
            $_op->getResult(0).getType());
        return ::mlir::AffineMap::getMultiDimIdentityMap(type.getRank(),
                                                         $_op->getContext());
      }]>,
    InterfaceMethod<
      [{Builds one result element from the operands' elements. `indices` gives
        the element's place to the ops whose value depends on it.}],
      "::mlir::Value", "buildScalar",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::ValueRange":$elements,
           "::llvm::function_ref<::mlir::Value(unsigned)>":$indices)>];
}

#endif // NETC_PRIM_INTERFACES_TD
