//===- ImportFile.cpp - data that a text takes from files -----------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Arrays/FileErrors.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Json.h"
#include "compiler/Notation/NumericLeaf.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <cmath>

using namespace mlir;
using namespace netc;

static FailureOr<Expr> importArray(StringRef path, Span span,
                                   MLIRContext *context) {
  FailureOr<ArrayData> data = readArrayFile(
      path, [&] { return emitError(span.getLocation(context)); });
  if (failed(data))
    return failure();
  return makeNumeric(std::move(*data), span);
}

static FailureOr<Expr> importArchive(StringRef path, Span span,
                                     MLIRContext *context) {
  FailureOr<ArrayStore> arrays = readArrayArchive(
      path, [&] { return emitError(span.getLocation(context)); });
  if (failed(arrays))
    return failure();
  SmallVector<Expr> rules;
  for (const auto &[key, data] : *arrays)
    rules.push_back(Expr::rule(Expr::string(key), makeNumeric(data, span)));
  return Expr::association(rules, span);
}

/// Whether a number may have been an integer that no array holds.
static bool mayHaveLostDigits(const Expr &array) {
  const ArrayData &data = *array.array();
  if (data.element != ElementType::Real64)
    return false;
  for (int64_t i = 0, count = data.elementCount(); i < count; ++i)
    if (double value = std::fabs(elementAsDouble(data, i));
        value >= 0x1p63 && std::isfinite(value))
      return true;
  return false;
}

/// Numbers of one shape are read as an array, everything else as it is.
static FailureOr<Expr> importJson(StringRef path, Span span,
                                  MLIRContext *context) {
  {
    ScopedDiagnosticHandler silent(context,
                                   [](Diagnostic &) { return success(); });
    FailureOr<Expr> array = importArray(path, span, context);
    if (succeeded(array) && !mayHaveLostDigits(*array))
      return array;
  }
  auto emit = [&] { return emitError(span.getLocation(context)); };
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return fileError(path, "cannot-read-file", emit)
           << buffer.getError().message();
  std::string problem;
  Expr value = fromJson((*buffer)->getBuffer(), span, problem);
  if (!value)
    return fileError(path, "bad-array-file", emit) << problem;
  return value;
}

FailureOr<Expr> netc::importFile(StringRef path, const SourceBuffer &source,
                                 Span span, MLIRContext *context) {
  SmallString<128> full(path);
  if (!llvm::sys::path::is_absolute(path)) {
    full = llvm::sys::path::parent_path(source.getName());
    llvm::sys::path::append(full, path);
  }
  if (isArrayArchive(full))
    return importArchive(full, span, context);
  return StringRef(full).ends_with(".json") ? importJson(full, span, context)
                                            : importArray(full, span, context);
}
