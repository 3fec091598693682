//===- PrimOps.cpp - generated definitions of the ops ---------------------===//

#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ElementLowering.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace netc::prim;

#define GET_OP_CLASSES
#include "dialects/Prim/IR/PrimOps.cpp.inc"
