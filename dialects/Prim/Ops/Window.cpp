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

LogicalResult checkWindowSettings(std::optional<Location> loc,
                                  size_t spatialAxes,
                                  ArrayRef<ArrayRef<int64_t>> settings) {
  for (ArrayRef<int64_t> list : settings)
    if (list.size() != spatialAxes)
      return emitOptionalError(loc, "window settings [", list,
                               "] do not have an entry for each of ",
                               spatialAxes, " spatial axes");
  return success();
}

} // namespace netc::prim
