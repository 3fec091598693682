//===- Scan.td - prim.scan: a body for each step of sequences ---===//

#ifndef NETC_PRIM_SCAN_TD
#define NETC_PRIM_SCAN_TD

include "dialects/Prim/Ops/Composite.td"

def Prim_ScanOp : Prim_RegionOp<"scan",
    [AttrSizedOperandSegments,
     DeclareOpInterfaceMethods<Prim_DifferentiableOpInterface>,
     DeclareOpInterfaceMethods<Prim_SampledOpInterface>]> {
  let summary = "runs its body once for each step, with states between";
  let description = [{
    Step `t` of `length` gives the body the slice `t` of each sequence, the
    states that the step before left (`initial` at first) and the constants. The
    body yields the states after the step, then the slices of further results,
    which are stacked. Results are the states after the last step and the
    stacks. `reverse` goes from the last slice to the first, and stores slices
    where it reads them.

    Steps run along `axis` of sequences and stacks; along the last axis of
    those that have fewer.

    The body sees nothing from outside, so a weight is a constant, and its
    gradient is one contraction over all steps behind the loop. A shorter
    sequence of a batch is a mask in the body: `length` is the bound.

    - (C1) `length` is at least 1 and is the size of each sequence and stack
      along the axis of steps.
    - (C2) the body takes a slice of each sequence, the states, the constants.
    - (C3) the body yields the states, in their types, then a slice of each
      stack.
    - (C4) the results begin with the states, in their types.

    Example: sums of all beginnings of five numbers and the sum of all,
    `%sum, %sums = prim.scan over(%x) from(%zero) axis 1 length 5
    : (tensor<?x5xf32>, tensor<?xf32>) -> (tensor<?xf32>, tensor<?x5xf32>)
    { ^bb0(%a: tensor<?xf32>, %s: tensor<?xf32>):
      %t = prim.add %s, %a : tensor<?xf32>
      prim.yield %t, %t : tensor<?xf32>, tensor<?xf32> }`
  }];
  let arguments = (ins Variadic<Prim_Tensor>:$sequences,
                       Variadic<Prim_Tensor>:$initial,
                       Variadic<Prim_Tensor>:$constants,
                       I64Attr:$axis, I64Attr:$length, UnitAttr:$reverse);
  let results = (outs Variadic<Prim_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    (`over` `(` $sequences^ `)`)? (`from` `(` $initial^ `)`)?
    (`with` `(` $constants^ `)`)? `axis` $axis `length` $length
    (`reverse` $reverse^)? attr-dict `:` functional-type(operands, results)
    $body
  }];
  let builders = [
    // Takes the body, whose yield tells the results.
    OpBuilder<(ins "::mlir::ValueRange":$sequences,
                   "::mlir::ValueRange":$initial,
                   "::mlir::ValueRange":$constants, "int64_t":$axis,
                   "int64_t":$length, "bool":$reverse,
                   "::mlir::Region &":$body)>];
  let extraClassDeclaration = [{
    ::mlir::ResultRange getFinals() {
      return getOutputs().take_front(getInitial().size());
    }
    ::mlir::ResultRange getStacks() {
      return getOutputs().drop_front(getInitial().size());
    }
    ::mlir::Block::BlockArgListType getSlices() {
      return getBody().getArguments().take_front(getSequences().size());
    }
    ::mlir::Block::BlockArgListType getStates() {
      return getBody().getArguments().slice(getSequences().size(),
                                            getInitial().size());
    }
    ::mlir::Block::BlockArgListType getBodyConstants() {
      return getBody().getArguments().take_back(getConstants().size());
    }
    ::mlir::Operation *getYield() { return getBody().front().getTerminator(); }
    ::mlir::OperandRange getNextStates() {
      return getYield()->getOperands().take_front(getInitial().size());
    }
    ::mlir::OperandRange getStackSlices() {
      return getYield()->getOperands().drop_front(getInitial().size());
    }
    // The axis of steps in a sequence or stack of this rank.
    static int64_t stepAxis(int64_t axis, int64_t rank) {
      return std::min(axis, rank - 1);
    }
    int64_t stepAxis(::mlir::Value sequence) {
      return stepAxis(getAxis(), ::llvm::cast<::mlir::RankedTensorType>(
                                     sequence.getType()).getRank());
    }
    // The stack of slices of a type, and the slice of a sequence.
    static ::mlir::RankedTensorType stackType(::mlir::Type slice, int64_t axis,
                                              int64_t length);
    static ::mlir::RankedTensorType sliceType(::mlir::Type sequence,
                                              int64_t axis);
  }];
}

#endif // NETC_PRIM_SCAN_TD
