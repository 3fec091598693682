//===- ScalarFunction.cpp - the functions of elementwise layers ----------===//

#include "dialects/Net/IR/ScalarFunction.h"
#include "dialects/Net/IR/ScalarEmitter.h"
#include "dialects/Net/IR/ScalarHints.h"
#include "dialects/Net/IR/ScalarReader.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace netc::net;

static std::string showNumber(double value) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%g", value);
  return text;
}

static bool dependsOnInput(const ScalarTerms &terms, unsigned term) {
  // Constants were folded, so an operation has an input somewhere below it.
  return !terms.isConstant(term);
}

FailureOr<ScalarFunction> ScalarFunction::read(Attribute function,
                                               unsigned inputs, Error error) {
  auto report = [&] {
    InFlightDiagnostic diagnostic = error("unknown-function");
    diagnostic << "the function could not be symbolically evaluated as a ";
    if (inputs == 1)
      diagnostic << "unary scalar function: ";
    else
      diagnostic << "scalar function of " << inputs << " numbers: ";
    return diagnostic;
  };
  ScalarFunction read;
  read.terms = std::make_shared<ScalarTerms>();
  SmallVector<unsigned> operands;
  for (unsigned i = 0; i < inputs; ++i)
    operands.push_back(read.terms->input(i));
  FailureOr<unsigned> result =
      ScalarReader(*read.terms, report).apply(function, operands);
  if (failed(result))
    return failure();
  if ((*read.terms)[*result].sort == Sort::Truth) {
    InFlightDiagnostic diagnostic = report() << "its value is a condition";
    attachHint(diagnostic, "Boole makes True to 1 and False to 0");
    return diagnostic;
  }
  if (!dependsOnInput(*read.terms, *result))
    return report() << "its value is always "
                    << showNumber((*read.terms)[*result].value);
  read.result = *result;
  return read;
}

Value ScalarFunction::emit(prim::PrimBuilder &builder, ArrayRef<Value> inputs,
                           FloatType precision) const {
  ScalarEmitter emitter(builder, *terms, inputs, precision);
  return emitter.emit(result);
}

std::optional<unsigned> netc::net::fixedInputCount(Attribute function) {
  auto call = dyn_cast_or_null<CallAttr>(function);
  if (!call || !call.isCall("Function") || call.getArgs().empty())
    return std::nullopt;
  Attribute first = call.getArgs()[0];
  if (call.getArgs().size() == 1) {
    unsigned count = highestSlot(first);
    return count > 0 ? std::optional(count) : std::nullopt; // `##` alone
  }
  auto list = dyn_cast<CallAttr>(first);
  return list && list.isCall("List") ? list.getArgs().size() : 1;
}
