//===- WriteText.cpp - nets to .net text ---------------------------------===//

#include "compiler/Frontend/Text/Text.h"
#include "compiler/Frontend/Tree/ArrayValues.h"
#include "compiler/Notation/Printer.h"

using namespace mlir;
using namespace netc;

// Dense arrays as NumericArray[...], which keeps their element type.
static Expr spellArrays(const Expr &expr) {
  if (expr.isNumeric())
    return tree::writeArrayData(*expr.array());
  if (!expr.isCall())
    return expr;
  SmallVector<Expr> args;
  for (const Expr &arg : expr.args())
    args.push_back(spellArrays(arg));
  return Expr::call(expr.head(), args);
}

FailureOr<std::string> netc::writeNetText(ModuleOp module,
                                          const ArrayStore &arrays,
                                          const WriteOptions &options) {
  FailureOr<Expr> net = writeNet(module, arrays, options);
  if (failed(net))
    return failure();
  return toInputForm(spellArrays(*net)) + "\n";
}
