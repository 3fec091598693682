//===- SoftmaxComposite.h - softmax as a piece others can find -*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_LAYERS_SOFTMAXCOMPOSITE_H
#define NETC_DIALECTS_NET_LAYERS_SOFTMAXCOMPOSITE_H

#include "dialects/Net/IR/Decomposition.h"

namespace netc::net {

// prim.composite "softmax" along `axis`, shifted by the maximum.
mlir::Value softmax(Decomposition &d, mlir::Value x, int64_t axis);

// What `probabilities` is the softmax of along its last axis; null if it is
// none.
mlir::Value logitsOf(mlir::Value probabilities);

// log(softmax(x)) along the last axis without the detour over tiny numbers.
mlir::Value logSoftmax(Decomposition &d, mlir::Value x);

} // namespace netc::net

#endif
