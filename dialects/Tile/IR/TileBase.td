//===- TileBase.td - the tile dialect and its frame type -----*- tablegen -*-===//

#ifndef NETC_DIALECTS_TILE_IR_TILEBASE_TD
#define NETC_DIALECTS_TILE_IR_TILEBASE_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"

def Tile_Dialect : Dialect {
  let name = "tile";
  let cppNamespace = "::netc::tile";
  let summary = "work in register tiles, and the frame it runs in";
  let description = [{
    `tile.contract` is the one form of contractions and convolutions between
    grouping and machine code: it keeps the index maps and the fused epilogue
    through bufferisation, and a target expands it as it sees fit. The other
    ops name the places of a running call: ports, arrays, arena, batch.
  }];
  let useDefaultTypePrinterParser = 1;
}

class Tile_Op<string mnemonic, list<Trait> traits = []>
    : Op<Tile_Dialect, mnemonic, traits>;

def Tile_Frame : TypeDef<Tile_Dialect, "Frame"> {
  let mnemonic = "frame";
  let summary = "one running call: its ports, arrays, arena and batch";
}

#endif // NETC_DIALECTS_TILE_IR_TILEBASE_TD
