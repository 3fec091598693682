//===- WriteText.cpp - nets to .net text ---------------------------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Frontend/Tree/ArrayValues.h"
#include "compiler/Notation/Printer.h"
#include <cmath>

using namespace mlir;
using namespace netc;

static FailureOr<ArrayData> inReal32(const ArrayData &data,
                                     MLIRContext *context) {
  return convertElements(data, ElementType::Real32,
                         [&] { return emitError(UnknownLoc::get(context)); });
}

// Numbers of a text are read as Real64, but hardly ever need it.
static bool fitsReal32(const ArrayData &data) {
  for (int64_t i = 0, count = data.elementCount(); i < count; ++i) {
    double value = elementAsDouble(data, i);
    if (!std::isnan(value) && static_cast<float>(value) != value)
      return false;
  }
  return true;
}

// Dense arrays as NumericArray[...], which keeps their values.
static Expr spellArrays(const Expr &expr, MLIRContext *context) {
  if (expr.isNumeric()) {
    const ArrayData &data = *expr.array();
    if (data.element == ElementType::Real64 && fitsReal32(data))
      if (FailureOr<ArrayData> narrow = inReal32(data, context);
          succeeded(narrow))
        return tree::writeArrayData(*narrow);
    return tree::writeArrayData(data);
  }
  if (!expr.isCall())
    return expr;
  SmallVector<Expr> args;
  for (const Expr &arg : expr.args())
    args.push_back(spellArrays(arg, context));
  return Expr::call(expr.head(), args);
}

FailureOr<Expr> netc::writeNetForm(ModuleOp module, const ArrayStore &arrays,
                                   const WriteOptions &options) {
  FailureOr<Expr> net = writeNet(module, arrays, options);
  if (failed(net))
    return failure();
  return spellArrays(*net, module.getContext());
}

FailureOr<std::string> netc::writeNetText(ModuleOp module,
                                          const ArrayStore &arrays,
                                          const WriteOptions &options) {
  FailureOr<Expr> net = writeNetForm(module, arrays, options);
  if (failed(net))
    return failure();
  return toInputForm(*net) + "\n";
}
