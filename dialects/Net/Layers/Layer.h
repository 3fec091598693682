//===- Layer.h - what every layer's .cpp includes --------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_LAYERS_LAYER_H
#define NETC_DIALECTS_NET_LAYERS_LAYER_H

#include "dialects/Net/IR/Decomposition.h"
#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Net/IR/NetInterfaces.h"
#include "dialects/Net/IR/NetTypes.h"
#include "dialects/Net/IR/ShapeSolver.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpImplementation.h"

#endif
