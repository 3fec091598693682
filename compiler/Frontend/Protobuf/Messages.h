//===- Messages.h - messages of net.proto and expressions ------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_PROTOBUF_MESSAGES_H
#define NETC_COMPILER_FRONTEND_PROTOBUF_MESSAGES_H

#include "compiler/Frontend/Protobuf/Places.h"
#include "compiler/Notation/Expr.h"

namespace netc {

namespace proto {
class NetFile;
class Layer;
} // namespace proto

/// The net of a file as an expression of the notation, each part with its place.
mlir::FailureOr<Expr>
messageToExpr(const proto::NetFile &file,
              const google::protobuf::TextFormat::ParseInfoTree *tree,
              Places &places, mlir::MLIRContext *context);

/// An evaluated net or coder as a message.
void exprToMessage(const Expr &net, proto::Layer &layer);

} // namespace netc

#endif // NETC_COMPILER_FRONTEND_PROTOBUF_MESSAGES_H
