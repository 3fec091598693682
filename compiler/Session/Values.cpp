//===- Values.cpp - values on the command line ---------------------------===//

#include "compiler/Session/Values.h"
#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Session/Dense.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;

namespace netc {

FailureOr<Expr> parseFlag(StringRef flag, StringRef text, SourceFiles &sources,
                          MLIRContext *context) {
  const SourceBuffer &source = sources.add(flag.str(), text.str());
  FailureOr<Expr> parsed = parseExpression(source, context);
  if (failed(parsed))
    return failure();
  return Evaluator(context).evaluate(*parsed);
}

namespace {

/// `path` or `path[begin:end]`.
struct FileArgument {
  StringRef path;
  std::optional<StringRef> rows;
};

} // namespace

static FileArgument splitRows(StringRef text) {
  if (text.ends_with("]")) {
    auto [path, rows] = text.drop_back().rsplit('[');
    if (!path.empty() && rows.contains(':'))
      return {path, rows};
  }
  return {text, std::nullopt};
}

/// One end of `a:b`; empty is `otherwise`.
static bool parseRow(StringRef text, int64_t otherwise, int64_t &row) {
  row = otherwise;
  return text.empty() || !text.getAsInteger(10, row);
}

static FailureOr<ArrayData> takeRows(ArrayData data, StringRef rows,
                                     Location location) {
  if (data.shape.empty())
    return emitError(location) << "[bad-argument] a single number has no rows";
  int64_t count = data.shape[0], begin, end;
  auto [first, last] = rows.split(':');
  if (!parseRow(first, 0, begin) || !parseRow(last, count, end))
    return emitError(location)
           << "[bad-argument] expected FILE[a:b] with whole numbers, got ["
           << rows << "]";
  if (begin < 0 || end < begin || end > count)
    return emitError(location)
           << "[bad-argument] rows " << begin << " to " << end
           << " are not within the " << count << " rows of the file";
  return sliceRows(data, begin, end);
}

/// `PORT=` at the front, but not `==`; ports are words or NetPortGradient[...].
static size_t findPortEnd(StringRef argument) {
  size_t end = argument.find('=');
  if (end == StringRef::npos || end == 0 ||
      argument.substr(end).starts_with("=="))
    return StringRef::npos;
  StringRef name = argument.take_front(end);
  bool isWord = llvm::all_of(name, [](char c) {
    return llvm::isAlnum(c) || c == '_' || c == '/' || (c & 0x80);
  });
  return isWord || name.starts_with("NetPortGradient[") ? end : StringRef::npos;
}

FailureOr<NamedValue> parseInputArgument(StringRef argument,
                                         SourceFiles &sources,
                                         MLIRContext *context) {
  NamedValue result;
  if (size_t end = findPortEnd(argument); end != StringRef::npos) {
    result.port = argument.take_front(end).str();
    argument = argument.drop_front(end + 1);
  }
  FileArgument file = splitRows(argument);
  bool isFile = isArrayFile(file.path) && !argument.contains('"');
  if (!isFile && llvm::sys::fs::is_regular_file(file.path))
    return emitError(FileLineColLoc::get(context, file.path, 0, 0))
           << "[bad-input] cannot read this kind of file; values come from "
              ".npy, .json, .safetensors, .idx and .idx.gz";
  if (!isFile) {
    std::string flag =
        "--input" + (result.port.empty() ? "" : " " + result.port);
    FailureOr<Expr> value = parseFlag(flag, argument, sources, context);
    if (failed(value))
      return failure();
    result.value = *value;
    return result;
  }
  Location location = FileLineColLoc::get(context, file.path, 0, 0);
  FailureOr<ArrayData> data =
      readArrayFile(file.path, [&] { return emitError(location); });
  if (succeeded(data) && file.rows)
    data = takeRows(*data, *file.rows, location);
  if (failed(data))
    return failure();
  result.value = Expr::numeric(std::make_shared<const ArrayData>(*data));
  return result;
}

} // namespace netc
