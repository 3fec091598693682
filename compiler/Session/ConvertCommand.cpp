//===- ConvertCommand.cpp - netc convert ---------------------------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Frontend/Protobuf/Protobuf.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/SessionImpl.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace netc {

static std::string showShape(ArrayRef<int64_t> shape) {
  return "{" +
         llvm::join(
             llvm::map_range(shape,
                             [](int64_t size) { return std::to_string(size); }),
             ", ") +
         "}";
}

LogicalResult checkValues(const BuiltNet &net, StringRef file) {
  MLIRContext *context = net.module.get().getContext();
  Location location = FileLineColLoc::get(context, file, 0, 0);
  std::vector<std::string> surplus, misshapen;
  SymbolTable symbols(*net.module);
  for (const auto &[key, data] : net.arrays) {
    auto array = symbols.lookup<net::ArrayOp>(key);
    if (!array) {
      surplus.push_back("\"" + key + "\"");
      continue;
    }
    auto needed = cast<net::ArrayType>(array.getType()).fixedShape();
    if (needed && ArrayRef(*needed) != ArrayRef(data.shape))
      misshapen.push_back("\"" + key + "\" has shape " + showShape(data.shape) +
                          ", needs " + showShape(*needed));
  }
  if (!surplus.empty())
    return emitCoded(location, "surplus-arrays")
           << "arrays that the net does not have: "
           << llvm::join(surplus, ", ");
  if (!misshapen.empty())
    return emitCoded(location, "bad-array")
           << "arrays of wrong shape: " << llvm::join(misshapen, ", ");
  return success();
}

/// How large an array the notation holds; it is 0 where all of them go to a
/// file.
static int64_t inlineLimit(SpecFormat format, bool toFile) {
  if (toFile || format == SpecFormat::Mlir)
    return 0;
  return format == SpecFormat::Text ? WriteOptions().inlineLimit : INT64_MAX;
}

/// A net in a file without its values is another net, so they need a place.
static LogicalResult reportLeftOut(const ArrayStore &rest, SpecFormat format,
                                   StringRef output, MLIRContext *context) {
  std::vector<std::string> names;
  for (const auto &[key, data] : rest)
    names.push_back("\"" + key + "\" " + showShape(data.shape));
  InFlightDiagnostic error =
      emitCoded(FileLineColLoc::get(context, output, 0, 0), "arrays-left-out");
  if (format == SpecFormat::Mlir)
    error << "an .mlir file holds no values of arrays, the net has: ";
  else
    error << "a text holds arrays of up to " << WriteOptions().inlineLimit
          << " numbers, larger ones are: ";
  error << llvm::join(names, ", ");
  error.attachNote() << "hint: give --weights-out FILE.safetensors for the "
                     << "values, or write a .netpb or .textproto, which holds "
                     << "them all";
  return error;
}

static FailureOr<std::string> writeSpec(const BuiltNet &net, SpecFormat format,
                                        const WriteOptions &options) {
  switch (format) {
  case SpecFormat::Text:
    return writeNetText(*net.module, net.arrays, options);
  case SpecFormat::Binary:
    return writeNetProtobuf(*net.module, net.arrays, options);
  case SpecFormat::Textproto:
    return writeNetTextproto(*net.module, net.arrays, options);
  case SpecFormat::Mlir:
    break;
  }
  std::string text;
  llvm::raw_string_ostream os(text);
  net.module.get()->print(os);
  return text + "\n";
}

/// Writes the values that the spec will not hold.
static LogicalResult writeRest(const BuiltNet &net, SpecFormat format,
                               const ConvertRequest &request,
                               const WriteOptions &options,
                               MLIRContext *context) {
  ArrayStore rest = arraysLeftOut(*net.module, net.arrays, options);
  if (request.weightsOut.empty())
    return rest.empty() ? success()
                        : reportLeftOut(rest, format, request.output, context);
  Location location = FileLineColLoc::get(context, request.weightsOut, 0, 0);
  return writeSafetensors(request.weightsOut, rest,
                          [&] { return emitError(location); });
}

/// Text may be read from any file, but what is written needs a known name: a
/// mistyped ending is no wish for text.
static LogicalResult checkEnding(const ConvertRequest &request,
                                 MLIRContext *context) {
  StringRef path = request.output;
  if (!request.to.empty() || path == "-" || path == "/dev/stdout" ||
      path == "/dev/null")
    return success();
  for (StringRef ending : {".net", ".netpb", ".textproto", ".mlir"})
    if (path.ends_with(ending))
      return success();
  return emitCoded(FileLineColLoc::get(context, path, 0, 0),
                   "unsupported-format")
         << "nets are written as .net, .netpb, .textproto or .mlir; for "
            "another ending say which with --to";
}

Status Session::convert(const ConvertRequest &request, std::ostream &out) {
  MLIRContext *context = &impl->context;
  FailureOr<SpecFormat> format =
      specFormat(request.to, request.output, context);
  if (failed(format) || failed(checkEnding(request, context)))
    return Status::UserError;
  FailureOr<BuiltNet> net = loadNet(request.spec, impl->sources, context);
  if (failed(net) || failed(checkValues(*net, request.spec.weights.empty()
                                                  ? request.spec.path
                                                  : request.spec.weights)))
    return Status::UserError;
  WriteOptions options;
  options.inlineLimit = inlineLimit(*format, !request.weightsOut.empty());
  FailureOr<std::string> text = writeSpec(*net, *format, options);
  if (failed(text) ||
      failed(writeRest(*net, *format, request, options, context)))
    return Status::UserError;
  if (failed(impl->write(request.output, *text, out)))
    return Status::UserError;
  std::vector<std::string> files = {request.output};
  if (!request.weightsOut.empty())
    files.push_back(request.weightsOut);
  impl->reportFiles(files, out);
  return Status::Done;
}

} // namespace netc
