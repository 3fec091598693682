//===- ImportFile.cpp - arrays that a text takes from files ---------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/NumericLeaf.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace netc;

FailureOr<Expr> netc::importFile(StringRef path, const SourceBuffer &source,
                                 Span span, MLIRContext *context) {
  SmallString<128> full(path);
  if (!llvm::sys::path::is_absolute(path)) {
    full = llvm::sys::path::parent_path(source.getName());
    llvm::sys::path::append(full, path);
  }
  auto fail = [&] { return emitError(span.getLocation(context)); };
  if (!isArrayArchive(full)) {
    FailureOr<ArrayData> data = readArrayFile(full, fail);
    if (failed(data))
      return failure();
    return makeNumeric(std::move(*data), span);
  }
  FailureOr<ArrayStore> arrays = readArrayArchive(full, fail);
  if (failed(arrays))
    return failure();
  SmallVector<Expr> rules;
  for (const auto &[key, data] : *arrays)
    rules.push_back(Expr::rule(Expr::string(key), makeNumeric(data, span)));
  return Expr::association(rules, span);
}
