//===- NetInterfaces.cpp - the promises of a layer -----------------------===//

#include "dialects/Net/IR/NetInterfaces.h"
#include "dialects/Net/IR/Decomposition.h"
#include "dialects/Net/IR/ShapeSolver.h"

#include "dialects/Net/IR/NetInterfaces.cpp.inc"
