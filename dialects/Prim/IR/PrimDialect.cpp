//===- PrimDialect.cpp - registration, attributes, interfaces -------------===//

#include "dialects/Prim/IR/PrimDialect.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace netc::prim;

#include "dialects/Prim/IR/PrimDialect.cpp.inc"

#include "dialects/Prim/IR/PrimEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Prim/IR/PrimAttributes.cpp.inc"

#include "dialects/Prim/IR/PrimInterfaces.cpp.inc"

void PrimDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Prim/IR/PrimAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Prim/IR/PrimOps.cpp.inc"
      >();
}

Operation *PrimDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                            Type type, Location loc) {
  auto elements = dyn_cast<ElementsAttr>(value);
  if (!elements || elements.getType() != type)
    return nullptr;
  return ConstantOp::create(builder, loc, elements);
}
