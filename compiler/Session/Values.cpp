//===- Values.cpp - values on the command line ---------------------------===//

#include "compiler/Session/Values.h"
#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Session/Dense.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;

namespace netc {

FailureOr<Expr> parseFlag(StringRef flag, StringRef text, SourceFiles &sources,
                          MLIRContext *context, FlagValue what) {
  const SourceBuffer &source = sources.addFlag(flag, text);
  FailureOr<Expr> parsed = parseExpression(source, context);
  if (failed(parsed))
    return failure();
  EvaluatorHooks hooks;
  if (what == FlagValue::Layers)
    hooks = textHooks(source, context);
  return Evaluator(context, hooks).evaluate(*parsed);
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

/// `NetPortGradient["Output"]` as a port's name: the value is imposed there.
static LogicalResult readGradientKey(StringRef flag, NamedValue &value,
                                     SourceFiles &sources,
                                     MLIRContext *context) {
  StringRef name = value.port.empty() ? value.key : value.port;
  if (!name.starts_with("NetPortGradient["))
    return success();
  FailureOr<Expr> key = parseFlag(flag, name, sources, context);
  if (failed(key))
    return failure();
  value.gradient = *key;
  return success();
}

/// The arrays of `file` for `port`, or each for the port of its name.
static FailureOr<llvm::SmallVector<NamedValue>>
chooseArrays(const ArrayStore &file, StringRef port, Location location) {
  auto make = [&](StringRef to, const ArrayData &data, StringRef key) {
    return NamedValue{to.str(),
                      Expr::numeric(std::make_shared<const ArrayData>(data)),
                      key.str()};
  };
  llvm::SmallVector<NamedValue> values;
  if (file.size() == 1) {
    const auto &[key, data] = *file.begin();
    values.push_back(make(port, data, key));
  } else if (port.empty()) {
    for (const auto &[key, data] : file)
      values.push_back(make(key, data, key));
  } else if (const ArrayData *data = file.lookup(port)) {
    values.push_back(make(port, *data, port));
  } else {
    return emitError(location) << "[bad-input] it holds " << file.size()
                               << " arrays, none of which is named \"" << port
                               << "\": " << listKeys(file);
  }
  return values;
}

static FailureOr<llvm::SmallVector<NamedValue>>
readFile(const FileArgument &file, StringRef port, MLIRContext *context) {
  Location location = FileLineColLoc::get(context, file.path, 0, 0);
  auto fail = [&] { return emitError(location); };
  ArrayStore arrays;
  if (isArrayArchive(file.path)) {
    FailureOr<ArrayStore> read = readArrayArchive(file.path, fail);
    if (failed(read))
      return failure();
    arrays = std::move(*read);
  } else {
    FailureOr<ArrayData> data = readArrayFile(file.path, fail);
    if (failed(data))
      return failure();
    arrays.insert("", std::move(*data));
  }
  auto values = chooseArrays(arrays, port, location);
  if (failed(values) || !file.rows)
    return values;
  for (NamedValue &value : *values) {
    FailureOr<ArrayData> rows =
        takeRows(*value.value.array(), *file.rows, location);
    if (failed(rows))
      return failure();
    value.value = Expr::numeric(std::make_shared<const ArrayData>(*rows));
  }
  return values;
}

FailureOr<llvm::SmallVector<NamedValue>> readArgument(StringRef flag,
                                                      StringRef argument,
                                                      SourceFiles &sources,
                                                      MLIRContext *context) {
  StringRef port;
  if (size_t end = findPortEnd(argument); end != StringRef::npos) {
    port = argument.take_front(end);
    argument = argument.drop_front(end + 1);
  }
  FileArgument file = splitRows(argument);
  if (isArrayFile(file.path) && !argument.contains('"'))
    return readFile(file, port, context);
  if (llvm::sys::fs::is_regular_file(file.path))
    return emitError(FileLineColLoc::get(context, file.path, 0, 0))
           << "[bad-input] cannot read this kind of file; values come from "
              ".npy, .npz, .json, .safetensors, .idx and .idx.gz";
  std::string name = flag.str() + (port.empty() ? "" : " " + port.str());
  std::string text = argument.str();
  if (argument == "-") {
    FailureOr<std::string> read = sources.read("-", context);
    if (failed(read))
      return failure();
    name = "<stdin>";
    text = std::move(*read);
  }
  FailureOr<Expr> value = parseFlag(name, text, sources, context);
  if (failed(value))
    return failure();
  return llvm::SmallVector<NamedValue>{{port.str(), *value}};
}

FailureOr<llvm::SmallVector<NamedValue>>
parseInputArgument(StringRef flag, StringRef argument, SourceFiles &sources,
                   MLIRContext *context) {
  auto values = readArgument(flag, argument, sources, context);
  if (failed(values))
    return failure();
  for (NamedValue &value : *values)
    if (failed(readGradientKey(flag, value, sources, context)))
      return failure();
  return values;
}

} // namespace netc
