//===- TileOps.td - operations of the tile dialect -----------*- tablegen -*-===//

#ifndef NETC_DIALECTS_TILE_IR_TILEOPS_TD
#define NETC_DIALECTS_TILE_IR_TILEOPS_TD

include "dialects/Tile/IR/TileBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===----------------------------------------------------------------------===//
// Contractions
//===----------------------------------------------------------------------===//

def Tile_ContractOp : Tile_Op<"contract", [
    IsolatedFromAbove, SingleBlock, DestinationStyleOpInterface,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "sum of products over index maps, with an epilogue";
  let description = [{
    Over the loops named by the dimensions of the maps,

    `init[m_init(i)] = epilogue(sum over r of lhs[m_lhs(i, r)] * rhs[m_rhs(i, r)], extras[m_extra(i)]...)`

    Loops `i` are those that the map of `init` names, each once and alone; all
    others (`r`) are summed. The sum starts from zero: `init` is written, never
    read. A map result may be a sum of loops with constant factors, which gives
    windows, strides and dilations; padding is in the operand already.

    The region gets the finished sum and one element of each extra operand, and
    yields the element to store. It is isolated: constants stand inside.

    - (C1) Each operand has a map, all over the same loops, with one result per axis.
    - (C2) Map results are linear: no division, no modulo, no symbols.
    - (C3) Results of the map of `init` are distinct loops; extras use only these.
    - (C4) Each loop stands alone in a result of some map: there its size is read.
    - (C5) `lhs` and `rhs` have one float type; region arguments and the yielded
      value fit the elements of sum, extras and `init`.
    - (C6) All operands are tensors (then there is a result of the type of
      `init`) or all are memrefs (then there is none).

    A fully connected layer with bias and ramp:

    ```mlir
    %y = tile.contract ins(%x, %w : tensor<64x800xf32>, tensor<500x800xf32>)
        extras(%b : tensor<500xf32>) outs(%empty : tensor<64x500xf32>)
        maps [affine_map<(n, o, i) -> (n, i)>, affine_map<(n, o, i) -> (o, i)>,
              affine_map<(n, o, i) -> (o)>, affine_map<(n, o, i) -> (n, o)>] {
    ^bb0(%sum: f32, %bias: f32):
      %zero = arith.constant 0.0 : f32
      %0 = arith.addf %sum, %bias : f32
      %1 = arith.maximumf %0, %zero : f32
      tile.yield %1 : f32
    } -> tensor<64x500xf32>
    ```
  }];
  let arguments = (ins AnyShaped:$lhs, AnyShaped:$rhs,
                       Variadic<AnyShaped>:$extras, AnyShaped:$init,
                       AffineMapArrayAttr:$indexing_maps);
  let results = (outs Optional<AnyRankedTensor>:$result);
  let regions = (region SizedRegion<1>:$epilogue);
  let assemblyFormat = [{
    `ins` `(` $lhs `,` $rhs `:` type($lhs) `,` type($rhs) `)`
    (`extras` `(` $extras^ `:` type($extras) `)`)?
    `outs` `(` $init `:` type($init) `)` `maps` $indexing_maps
    attr-dict-with-keyword $epilogue (`->` type($result)^)?
  }];
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let skipDefaultBuilders = 1;

  // Fills the region: given the sum and the elements of the extras, returns the
  // element to store.
  let builders = [OpBuilder<(ins
    "::mlir::Value":$lhs, "::mlir::Value":$rhs, "::mlir::ValueRange":$extras,
    "::mlir::Value":$init, "::llvm::ArrayRef<::mlir::AffineMap>":$maps,
    "::llvm::function_ref<::mlir::Value(::mlir::OpBuilder &, ::mlir::Location, ::mlir::ValueRange)>":$epilogue)>];

  let extraClassDeclaration = [{
    ::mlir::MutableOperandRange getDpsInitsMutable() { return getInitMutable(); }

    /// The maps of lhs, rhs, extras and init, in this order.
    ::llvm::SmallVector<::mlir::AffineMap> maps();
    ::mlir::AffineMap lhsMap();
    ::mlir::AffineMap rhsMap();
    ::mlir::AffineMap initMap();
    unsigned numLoops() { return initMap().getNumDims(); }
    /// Whether the loop is one of init's, so not summed over.
    bool isParallelLoop(unsigned loop);

    /// An operand and its axis whose extent is the size of the loop.
    struct LoopExtent {
      ::mlir::Value operand;
      unsigned axis;
    };
    LoopExtent loopExtent(unsigned loop);
    /// The size of the loop, or ShapedType::kDynamic.
    int64_t loopSize(unsigned loop);
  }];
}

def Tile_YieldOp : Tile_Op<"yield", [
    Pure, ReturnLike, Terminator, ParentOneOf<["ContractOp"]>]> {
  let summary = "the element to store";
  let arguments = (ins AnyType:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

//===----------------------------------------------------------------------===//
// Values that are computed upon anew
//===----------------------------------------------------------------------===//

def Tile_FenceOp : Tile_Op<"fence", [
    Pure, AllTypesMatch<["input", "output"]>,
    DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface,
                              ["reifyResultShapes"]>]> {
  let summary = "`input`, but ops on it are not those on `input`";
  let description = [{
    Keeps equal computations apart until values have their memory, and is the
    same memory then.
  }];
  let arguments = (ins AnyRankedTensor:$input);
  let results = (outs AnyRankedTensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}

//===----------------------------------------------------------------------===//
// The frame of a running call
//===----------------------------------------------------------------------===//

def Tile_Place : I32EnumAttr<"Place", "where a buffer of the frame lives", [
    I32EnumAttrCase<"Input", 0, "input">,
    I32EnumAttrCase<"Output", 1, "output">,
    I32EnumAttrCase<"Array", 2, "array">,
    I32EnumAttrCase<"Arena", 3, "arena">]> {
  let cppNamespace = "::netc::tile";
}

def Tile_BufferOp : Tile_Op<"buffer", [Pure]> {
  let summary = "a port, an array or a piece of the arena, as a memref";
  let description = [{
    Ports and arrays have an `index` into their table. A piece of the arena
    starts at `offset + per_example * batch` bytes. Memory is contiguous; the
    sizes are those of the dynamic axes. Kernels repeat the op instead of being
    handed the memref, so that all they capture is the frame.

    ```mlir
    %x = tile.buffer %frame input(%batch) : memref<?x1x28x28xf32>
    %t = tile.buffer %frame arena offset 4096 per_example 3136(%batch) : memref<?x784xf32>
    ```
  }];
  let arguments = (ins Tile_Frame:$frame, Tile_Place:$place,
                       DefaultValuedAttr<I64Attr, "0">:$index,
                       DefaultValuedAttr<I64Attr, "0">:$offset,
                       DefaultValuedAttr<I64Attr, "0">:$per_example,
                       Variadic<Index>:$sizes);
  let results = (outs AnyMemRef:$memref);
  let assemblyFormat = [{
    $frame $place (`[` $index^ `]`)? (`offset` $offset^)? (`per_example` $per_example^)?
    (`(` $sizes^ `)`)? attr-dict `:` type($memref)
  }];
  let hasVerifier = 1;
}

def Tile_BatchOp : Tile_Op<"batch", [Pure]> {
  let summary = "the number of examples of the call";
  let arguments = (ins Tile_Frame:$frame);
  let results = (outs Index:$batch);
  let assemblyFormat = "$frame attr-dict";
}

def Tile_ParallelForOp : Tile_Op<"parallel_for", []> {
  let summary = "run a kernel over [0, count), split between threads";
  let description = [{
    Calls `kernel(frame, begin, end)` on disjoint ranges of at least `grain`
    iterations that cover `[0, count)`. Iterations are independent, so results
    do not depend on the split.
  }];
  let arguments = (ins Tile_Frame:$frame, FlatSymbolRefAttr:$kernel,
                       Index:$count, I64Attr:$grain);
  let assemblyFormat = "$frame `,` $kernel `count` $count `grain` $grain attr-dict";
}

#endif // NETC_DIALECTS_TILE_IR_TILEOPS_TD
