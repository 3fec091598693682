//===- FrameOps.cpp - verifiers of the ops that name the frame ------------===//

#include "dialects/Tile/IR/TileDialect.h"

using namespace mlir;
using namespace netc::tile;

LogicalResult BufferOp::verify() {
  auto type = cast<MemRefType>(getMemref().getType());
  if (!type.getLayout().isIdentity())
    return emitOpError("gives contiguous memory, not ") << type;
  if (getSizes().size() != static_cast<size_t>(type.getNumDynamicDims()))
    return emitOpError("has ") << getSizes().size() << " sizes for "
                               << type.getNumDynamicDims() << " dynamic axes";
  if (getPlace() != Place::Arena && (getOffset() || getPerExample()))
    return emitOpError("has an offset outside the arena");
  return success();
}
