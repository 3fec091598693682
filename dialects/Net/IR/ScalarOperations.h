//===- ScalarOperations.h - primitives of the scalar language --*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_SCALAROPERATIONS_H
#define NETC_DIALECTS_NET_IR_SCALAROPERATIONS_H

#include "dialects/Net/IR/ScalarTerms.h"

namespace netc::net {

// Made by ScalarTerms only, which simplifies them; emitted by ScalarFunction.
extern const ScalarOperation plusOperation, timesOperation, powerOperation,
    selectOperation;

extern const ScalarOperation expOperation, expm1Operation, logOperation,
    log1pOperation, cubeRootOperation;
extern const ScalarOperation sinOperation, cosOperation, tanOperation,
    arcSinOperation, arcCosOperation, arcTanOperation, angleOperation;
extern const ScalarOperation sinhOperation, coshOperation, tanhOperation,
    arcSinhOperation, arcCoshOperation, arcTanhOperation, logisticOperation,
    sechOperation, cschOperation;
extern const ScalarOperation erfOperation, erfcOperation, gammaOperation,
    logGammaOperation;
extern const ScalarOperation absOperation, signOperation, roundOperation,
    floorOperation, ceilingOperation, integerPartOperation, modOperation,
    maxOperation, minOperation;
extern const ScalarOperation equalOperation, unequalOperation, lessOperation,
    lessEqualOperation, greaterOperation, greaterEqualOperation, andOperation,
    orOperation, notOperation;

} // namespace netc::net

#endif
