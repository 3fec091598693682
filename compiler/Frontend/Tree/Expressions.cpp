//===- Expressions.cpp - expressions as attributes and back --------------===//

#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Notation/Number.h"
#include "dialects/Net/IR/NetAttrs.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

static Attribute convert(const Expr &expr, Builder &builder, bool values);

static Attribute callAttribute(StringRef head, ArrayRef<Attribute> args,
                               Builder &builder) {
  MLIRContext *context = builder.getContext();
  return net::CallAttr::get(context, net::SymbolAttr::get(context, head), args);
}

static Attribute integerAttribute(const Expr &integer, Builder &builder) {
  if (std::optional<int64_t> value = integer.asInt64())
    return builder.getI64IntegerAttr(*value);
  return builder.getF64FloatAttr(*integer.asDouble());
}

// 1/3 => Times[1, Power[3, -1]], as the parser reads it. Past 64 bits the
// quotient would round twice.
static Attribute rationalAttribute(const Expr &rational, Builder &builder) {
  BigInteger numerator = getNumerator(rational);
  BigInteger denominator = getDenominator(rational);
  if (!fitsInt64(numerator) || !fitsInt64(denominator))
    return builder.getF64FloatAttr(*rational.asDouble());
  Attribute inverse =
      callAttribute("Power",
                    {integerAttribute(makeInteger(denominator), builder),
                     builder.getI64IntegerAttr(-1)},
                    builder);
  return callAttribute(
      "Times", {integerAttribute(makeInteger(numerator), builder), inverse},
      builder);
}

static Attribute convertCall(const Expr &call, Builder &builder, bool values) {
  SmallVector<Attribute> args;
  for (const Expr &arg : call.args())
    args.push_back(convert(arg, builder, values));
  if (values && call.isList())
    return builder.getArrayAttr(args);
  return net::CallAttr::get(builder.getContext(),
                            convert(call.head(), builder, false), args);
}

static Attribute convert(const Expr &expr, Builder &builder, bool values) {
  switch (expr.kind()) {
  case Expr::Kind::Symbol:
    if (std::optional<bool> truth = expr.asBool(); truth && values)
      return builder.getBoolAttr(*truth);
    return net::SymbolAttr::get(builder.getContext(), expr.name());
  case Expr::Kind::Integer:
    return integerAttribute(expr, builder);
  case Expr::Kind::Rational:
    return rationalAttribute(expr, builder);
  case Expr::Kind::Real:
    return builder.getF64FloatAttr(*expr.asDouble());
  case Expr::Kind::String:
    return builder.getStringAttr(expr.text());
  case Expr::Kind::Call:
    return convertCall(expr, builder, values);
  case Expr::Kind::Numeric:
  case Expr::Kind::Net:
    break;
  }
  // Neither has a place inside a function; the reader of the attribute says so.
  return net::SymbolAttr::get(builder.getContext(), "$Failed");
}

Attribute tree::toExpressionAttribute(const Expr &expr, MLIRContext *context) {
  Builder builder(context);
  return convert(expr, builder, /*values=*/false);
}

Attribute tree::toValueAttribute(const Expr &expr, MLIRContext *context) {
  Builder builder(context);
  return convert(expr, builder, /*values=*/true);
}

template <typename Range> static SmallVector<Expr> toExprs(Range attributes) {
  SmallVector<Expr> exprs;
  for (Attribute attribute : attributes)
    exprs.push_back(toExpr(attribute));
  return exprs;
}

Expr tree::toExpr(Attribute attribute) {
  return llvm::TypeSwitch<Attribute, Expr>(attribute)
      .Case(
          [](net::SymbolAttr symbol) { return Expr::symbol(symbol.getName()); })
      .Case([](net::CallAttr call) {
        return Expr::call(toExpr(call.getHead()), toExprs(call.getArgs()));
      })
      .Case([](BoolAttr truth) { return Expr::boolean(truth.getValue()); })
      .Case([](IntegerAttr integer) { return Expr::integer(integer.getInt()); })
      .Case([](FloatAttr real) { return Expr::real(real.getValueAsDouble()); })
      .Case([](StringAttr text) { return Expr::string(text.getValue()); })
      .Case([](ArrayAttr list) { return Expr::list(toExprs(list)); })
      .Case([](DenseI64ArrayAttr list) {
        SmallVector<Expr> elements;
        for (int64_t element : list.asArrayRef())
          elements.push_back(Expr::integer(element));
        return Expr::list(elements);
      })
      .Default([](Attribute) { return Expr::symbol("$Failed"); });
}
