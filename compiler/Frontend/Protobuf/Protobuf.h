//===- Protobuf.h - nets as protocol buffers -------------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_PROTOBUF_PROTOBUF_H
#define NETC_COMPILER_FRONTEND_PROTOBUF_PROTOBUF_H

#include "compiler/Frontend/Tree/Tree.h"

namespace netc {

/// Reads a `.netpb` file. Messages name a field: `net.netpb#net.layers[3]`.
mlir::FailureOr<BuiltNet> readNetProtobuf(llvm::StringRef name,
                                          llvm::StringRef bytes,
                                          mlir::MLIRContext *context);
/// Reads the text form of the same schema, a `.textproto` file.
mlir::FailureOr<BuiltNet> readNetTextproto(llvm::StringRef name,
                                           llvm::StringRef text,
                                           mlir::MLIRContext *context);

/// Arrays are kept whole unless the options say otherwise.
mlir::FailureOr<std::string>
writeNetProtobuf(mlir::ModuleOp module, const ArrayStore &arrays,
                 const WriteOptions &options = {INT64_MAX, {}});
mlir::FailureOr<std::string>
writeNetTextproto(mlir::ModuleOp module, const ArrayStore &arrays,
                  const WriteOptions &options = {INT64_MAX, {}});

} // namespace netc

#endif // NETC_COMPILER_FRONTEND_PROTOBUF_PROTOBUF_H
