//===- ContractBufferization.cpp - tile.contract from tensors to memrefs --===//

#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace netc::tile;

namespace {

struct ContractModel
    : bufferization::DstBufferizableOpInterfaceExternalModel<ContractModel,
                                                             ContractOp> {
  // The sum starts from zero, so what init held before is never read.
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const bufferization::AnalysisState &) const {
    return !cast<ContractOp>(op).isDpsInit(&operand);
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const bufferization::BufferizationOptions &options,
                          bufferization::BufferizationState &state) const {
    SmallVector<Value> buffers;
    for (Value operand : op->getOperands()) {
      FailureOr<Value> buffer =
          bufferization::getBuffer(rewriter, operand, options, state);
      if (failed(buffer))
        return failure();
      buffers.push_back(*buffer);
    }
    OperationState onBuffers(op->getLoc(), op->getName(), buffers, TypeRange(),
                             op->getAttrs());
    onBuffers.addRegion()->takeBody(op->getRegion(0));
    rewriter.create(onBuffers);
    bufferization::replaceOpWithBufferizedValues(rewriter, op, buffers.back());
    return success();
  }
};

} // namespace

void netc::tile::registerBufferization(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, TileDialect *) {
    ContractOp::attachInterface<ContractModel>(*context);
  });
}
