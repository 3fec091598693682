//===- Window.cpp - arithmetic of sliding windows -------------------------===//

#include "dialects/Prim/Ops/Window.h"

using namespace mlir;

namespace netc::prim {

OpFoldResult WindowAxis::places(OpBuilder &builder, Location loc,
                                OpFoldResult size) const {
  OpFoldResult room =
      addSizes(builder, loc, size, builder.getIndexAttr(low + high - extent()));
  OpFoldResult steps =
      divSizes(builder, loc, room, builder.getIndexAttr(stride));
  return addSizes(builder, loc, steps, builder.getIndexAttr(1));
}

} // namespace netc::prim
