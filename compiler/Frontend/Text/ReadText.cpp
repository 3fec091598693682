//===- ReadText.cpp - .net text to nets ----------------------------------===//

#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Parser.h"

using namespace mlir;
using namespace netc;

FailureOr<BuiltNet> netc::readNetText(const SourceBuffer &source,
                                      MLIRContext *context,
                                      const TextOptions &options) {
  FailureOr<SmallVector<Expr>> statements = parseStatements(source, context);
  if (failed(statements))
    return failure();
  return buildNet(statements->back(), context);
}
