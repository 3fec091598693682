//===- ReadProtobuf.cpp - protocol buffers to nets -----------------------===//

#include "compiler/Frontend/Protobuf/Messages.h"
#include "compiler/Frontend/Protobuf/Protobuf.h"
#include "compiler/Frontend/Protobuf/net.pb.h"
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/stubs/logging.h>

using namespace mlir;
using namespace netc;
using google::protobuf::TextFormat;

// A level of the notation is at most two messages. Deep enough that the builder
// meets its own limit first and names it.
static constexpr int deepestMessage = 4000;

static FailureOr<BuiltNet> build(const proto::NetFile &file,
                                 const TextFormat::ParseInfoTree *tree,
                                 StringRef name, MLIRContext *context) {
  Places places(name);
  FailureOr<Expr> net = messageToExpr(file, tree, places, context);
  if (failed(net))
    return failure();
  BuildOptions options;
  options.locate = [&](const Expr &expr) {
    return places.locate(expr ? expr.span() : Span(), context);
  };
  return buildNet(*net, context, options);
}

static Location fileLocation(StringRef name, MLIRContext *context) {
  return FileLineColLoc::get(context, name, 0, 0);
}

// No byte at all is a valid message, though one that says nothing.
static LogicalResult checkContent(StringRef name, StringRef content,
                                  MLIRContext *context) {
  if (!content.empty())
    return success();
  return emitError(fileLocation(name, context))
         << "[bad-protobuf] the file is empty where a net was expected";
}

namespace {

/// What the library would print while it parses.
class ParserLog {
public:
  ParserLog() : previous(google::protobuf::SetLogHandler(keep)) {
    message.clear();
  }
  ~ParserLog() { google::protobuf::SetLogHandler(previous); }
  StringRef firstMessage() const { return message; }

private:
  static void keep(google::protobuf::LogLevel, const char *, int,
                   const std::string &text) {
    if (message.empty())
      message = text;
  }

  // The handler is one for the process, and gets no argument of ours.
  static thread_local std::string message;
  google::protobuf::LogHandler *previous;
};

thread_local std::string ParserLog::message;

} // namespace

FailureOr<BuiltNet> netc::readNetProtobuf(StringRef name, StringRef bytes,
                                          MLIRContext *context) {
  if (failed(checkContent(name, bytes, context)))
    return failure();
  if (bytes.size() > INT32_MAX)
    return emitError(fileLocation(name, context))
           << "[bad-protobuf] the file is larger than 2147483647 bytes";
  google::protobuf::io::CodedInputStream input(
      reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size());
  input.SetRecursionLimit(deepestMessage);
  proto::NetFile file;
  ParserLog log;
  if (!file.ParseFromCodedStream(&input) || !input.ConsumedEntireMessage()) {
    InFlightDiagnostic error =
        emitError(fileLocation(name, context))
        << "[bad-protobuf] the file is no net of net.proto: it is cut off, "
        << "damaged, something else, or nested too deeply";
    if (!log.firstMessage().empty())
      error.attachNote() << "the protobuf library says: "
                         << log.firstMessage().rtrim();
    return error;
  }
  return build(file, nullptr, name, context);
}

namespace {

/// Reports what is wrong with a text file at its line.
class TextErrors : public google::protobuf::io::ErrorCollector {
public:
  TextErrors(StringRef name, MLIRContext *context)
      : name(name), context(context) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string &text) override {
    emitError(FileLineColLoc::get(context, name, std::max(line, 0) + 1,
                                  std::max(column, 0) + 1))
        << "[bad-protobuf] " << text;
  }

private:
  StringRef name;
  MLIRContext *context;
};

} // namespace

FailureOr<BuiltNet> netc::readNetTextproto(StringRef name, StringRef text,
                                           MLIRContext *context) {
  if (failed(checkContent(name, text.trim(), context)))
    return failure();
  TextErrors errors(name, context);
  TextFormat::ParseInfoTree tree;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(&tree);
  parser.SetRecursionLimit(deepestMessage);
  proto::NetFile file;
  if (!parser.ParseFromString(text.str(), &file))
    return failure();
  return build(file, &tree, name, context);
}
