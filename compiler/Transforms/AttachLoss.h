//===- AttachLoss.h - losses behind a net, for training ---------*- C++ -*-===//

#ifndef NETC_COMPILER_TRANSFORMS_ATTACHLOSS_H
#define NETC_COMPILER_TRANSFORMS_ATTACHLOSS_H

#include "dialects/Net/IR/NetOps.h"

namespace netc {

// What makes the value: through the containers, the result of a layer or an
// input of the net.
mlir::Value sourceOf(mlir::Value value);

// The layer that makes the output port of the net. Null where the output is an
// input of the net. `result` is the place among the layer's results.
mlir::Operation *producerOf(net::RootOp root, unsigned output,
                            unsigned *result = nullptr);

// Whether the output is a loss already: a layer's "Loss", or a port so named.
bool isLossOutput(net::RootOp root, unsigned output);

struct LossAttachment {
  std::string output; // port of the net that the loss reads as "Input"
  std::string target; // the new input port that it reads as "Target"
  std::string port;   // the new output port
};

// Puts the net of `loss` behind that of `root`: its input "Input" reads the
// output, "Target" and all others become inputs of `root` (an attached one of
// that name is shared). Keys of arrays of the loss begin with the port's name.
// Shapes must be inferred again. Errors at the place of the loss: `bad-loss`.
llvm::LogicalResult attachLoss(net::RootOp root, net::RootOp loss,
                               const LossAttachment &attachment);

} // namespace netc

#endif // NETC_COMPILER_TRANSFORMS_ATTACHLOSS_H
