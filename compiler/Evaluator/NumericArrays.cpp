//===- NumericArrays.cpp - dense arrays and data from files ---------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/NumericLeaf.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using namespace mlir;

static constexpr struct {
  llvm::StringLiteral name;
  ElementType element;
} elementTypes[] = {
    {"Integer8", ElementType::Integer8},
    {"Integer16", ElementType::Integer16},
    {"Integer32", ElementType::Integer32},
    {"Integer64", ElementType::Integer64},
    {"UnsignedInteger8", ElementType::Unsigned8},
    {"UnsignedInteger16", ElementType::Unsigned16},
    {"UnsignedInteger32", ElementType::Unsigned32},
    {"UnsignedInteger64", ElementType::Unsigned64},
    {"Real16", ElementType::Real16},
    {"Real32", ElementType::Real32},
    {"Real64", ElementType::Real64},
    {"Byte", ElementType::Unsigned8},
    {"Real", ElementType::Real64},
};

static std::optional<ElementType> readType(const Call &call, const Expr &type) {
  StringRef name = type.nameOrText().value_or("");
  SmallVector<StringRef> names;
  for (const auto &entry : elementTypes) {
    if (entry.name == name)
      return entry.element;
    names.push_back(entry.name);
  }
  InFlightDiagnostic diagnostic =
      reportError(call.evaluator.getContext(), call.span(), "bad-argument");
  diagnostic << call.name() << " has no element type " << describe(type);
  std::string hint = didYouMean(name, names);
  diagnostic.attachNote() << "hint: "
                          << (hint.empty() ? "types are Integer8 to Integer64, "
                                             "UnsignedInteger8 to "
                                             "UnsignedInteger64, Real16, "
                                             "Real32 and Real64"
                                           : hint);
  return std::nullopt;
}

static Expr importFile(const Call &call, StringRef path) {
  if (!call.evaluator.getHooks().importFile)
    return call.fail("cannot read files here");
  FailureOr<Expr> value =
      call.evaluator.getHooks().importFile(path, call.span());
  return failed(value) ? Expr() : *value;
}

static Expr evalImport(Call &call) {
  Expr file = call.arg(0);
  if (file.isCall("File", 1))
    file = file.args()[0];
  if (!file.isString())
    return call.failType(0, "the name of a file");
  return importFile(call, file.text());
}

static Expr makeArray(const Call &call, Expr values, const Expr &type) {
  if (values.isCall("File", 1) && values.args()[0].isString())
    if (!(values = importFile(call, values.args()[0].text())))
      return {};
  std::optional<ArrayData> data = toArrayData(values);
  if (!data) {
    reportError(call.evaluator.getContext(), call.span(), "bad-array")
        << call.name() << " needs numbers in lists of one shape";
    return {};
  }
  if (!type)
    return makeNumeric(*data, call.span());
  std::optional<ElementType> element = readType(call, type);
  if (!element)
    return {};
  FailureOr<ArrayData> converted = convertElements(*data, *element, [&] {
    return reportError(call.evaluator.getContext(), call.span(), "bad-array");
  });
  return failed(converted) ? Expr() : makeNumeric(*converted, call.span());
}

/// `NumericArray[list, "type"]` and `NumericArray[File["x.npy"]]`
static Expr evalNumericArray(Call &call) {
  return makeArray(call, call.arg(0),
                   call.args().size() == 2 ? call.arg(1) : Expr());
}

/// The old form, `RawArray["type", list]`.
static Expr evalRawArray(Call &call) {
  return makeArray(call, call.arg(1), call.arg(0));
}

void netc::addArrays(BuiltinTable &table) {
  table["NumericArray"] = {evalNumericArray, 1, 2};
  table["RawArray"] = {evalRawArray, 2, 2};
  table["Import"] = {evalImport, 1, 2};
}
