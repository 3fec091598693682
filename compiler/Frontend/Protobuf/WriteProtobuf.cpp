//===- WriteProtobuf.cpp - nets to protocol buffers ----------------------===//

#include "compiler/Frontend/Protobuf/Messages.h"
#include "compiler/Frontend/Protobuf/Protobuf.h"
#include "compiler/Frontend/Protobuf/net.pb.h"
#include <google/protobuf/text_format.h>

using namespace mlir;
using namespace netc;

static LogicalResult fill(proto::NetFile &file, ModuleOp module,
                          const ArrayStore &arrays,
                          const WriteOptions &options) {
  FailureOr<Expr> net = writeNet(module, arrays, options);
  if (failed(net))
    return failure();
  file.set_version(1);
  exprToMessage(*net, *file.mutable_net());
  // The format ends at 2 GiB; the arrays belong into a file of their own then.
  if (file.ByteSizeLong() > INT32_MAX)
    return emitError(module.getLoc())
           << "[too-large] the net with its arrays is larger than 2147483647 "
           << "bytes";
  return success();
}

FailureOr<std::string> netc::writeNetProtobuf(ModuleOp module,
                                              const ArrayStore &arrays,
                                              const WriteOptions &options) {
  proto::NetFile file;
  if (failed(fill(file, module, arrays, options)))
    return failure();
  return file.SerializeAsString();
}

FailureOr<std::string> netc::writeNetTextproto(ModuleOp module,
                                               const ArrayStore &arrays,
                                               const WriteOptions &options) {
  proto::NetFile file;
  if (failed(fill(file, module, arrays, options)))
    return failure();
  std::string text;
  google::protobuf::TextFormat::PrintToString(file, &text);
  return text;
}
