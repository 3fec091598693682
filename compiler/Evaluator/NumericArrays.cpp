//===- NumericArrays.cpp - dense arrays and data from files ---------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/NumericLeaf.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Base64.h"

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
  FailureOr<Expr> value = call.evaluator.runHook(
      [&] { return call.evaluator.getHooks().importFile(path, call.span()); });
  return failed(value) ? Expr() : *value;
}

/// The keys of imported arrays, as they are written.
static std::string listKeys(const Expr &arrays) {
  std::string keys;
  for (const Expr &rule : arrays.args().take_front(10))
    keys += (keys.empty() ? "" : ", ") + describe(rule.args()[0]);
  return keys + (arrays.args().size() > 10 ? ", ..." : "");
}

/// The array that a key names in the file.
static Expr takeArray(const Call &call, const Expr &file, const Expr &key) {
  if (!file.isAssociation())
    return call.fail("finds no names in this kind of file");
  for (const Expr &rule : file.args())
    if (rule.args()[0] == key)
      return rule.args()[1];
  SmallVector<StringRef> names;
  for (const Expr &rule : file.args())
    names.push_back(rule.args()[0].text());
  InFlightDiagnostic error =
      reportError(call.evaluator.getContext(), key.span(), "bad-argument");
  error << "the file holds no array " << describe(key);
  if (std::string hint = didYouMean(key.nameOrText().value_or(""), names);
      !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "its arrays are " << listKeys(file);
  return {};
}

/// The array of a file that holds only one, whatever its name.
static bool holdsOneArray(const Expr &file) {
  return file.isAssociation() && file.args().size() == 1;
}

static Expr evalImport(Call &call) {
  Expr file = call.arg(0);
  if (file.isCall("File", 1))
    file = file.args()[0];
  if (!file.isString())
    return call.failType(0, "the name of a file");
  Expr value = importFile(call, file.text());
  if (!value)
    return {};
  if (call.args().size() == 2)
    return takeArray(call, value, call.arg(1));
  return holdsOneArray(value) ? value.args()[0].args()[1] : value;
}

/// `File["x.npy"]` as the array in it.
static Expr readOneArray(const Call &call, StringRef path) {
  Expr value = importFile(call, path);
  if (!value || !value.isAssociation())
    return value;
  if (holdsOneArray(value))
    return value.args()[0].args()[1];
  reportError(call.evaluator.getContext(), call.span(), "bad-array")
      << "the file holds " << value.args().size() << " arrays, "
      << listKeys(value) << "; take one with Import[\"FILE\", \"KEY\"]";
  return {};
}

static Expr makeArray(const Call &call, Expr values, const Expr &type) {
  if (values.isCall("File", 1) && values.args()[0].isString())
    if (!(values = readOneArray(call, values.args()[0].text())))
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

//===----------------------------------------------------------------------===//
// Bytes
//===----------------------------------------------------------------------===//

static Expr makeBytes(const Call &call, std::vector<uint8_t> bytes) {
  auto owner = std::make_shared<const std::vector<uint8_t>>(std::move(bytes));
  ArrayRef<char> data(reinterpret_cast<const char *>(owner->data()),
                      owner->size());
  return makeNumeric({ElementType::Unsigned8,
                      {static_cast<int64_t>(owner->size())},
                      owner,
                      data},
                     call.span());
}

/// `ByteArray["base64"]` and `ByteArray[{0, 255}]`
static Expr evalByteArray(Call &call) {
  const Expr &arg = call.arg(0);
  std::vector<uint8_t> bytes;
  if (arg.isString()) {
    std::vector<char> decoded;
    if (llvm::Error error = llvm::decodeBase64(arg.text(), decoded)) {
      llvm::consumeError(std::move(error));
      return call.failType(0, "text in base64");
    }
    bytes.assign(decoded.begin(), decoded.end());
    return makeBytes(call, std::move(bytes));
  }
  if (!arg.isList())
    return call.failType(0, "text in base64 or a list of bytes");
  for (const Expr &element : arg.args()) {
    std::optional<int64_t> byte = element.asInt64();
    if (!byte || *byte < 0 || *byte > 255)
      return call.fail(0, "needs integers from 0 to 255, not " +
                              describe(element));
    bytes.push_back(static_cast<uint8_t>(*byte));
  }
  return makeBytes(call, std::move(bytes));
}

void netc::addArrays(BuiltinTable &table) {
  table["NumericArray"] = {evalNumericArray, 1, 2};
  table["RawArray"] = {evalRawArray, 2, 2};
  table["ByteArray"] = {evalByteArray, 1, 1};
  table["Import"] = {evalImport, 1, 2};
}
