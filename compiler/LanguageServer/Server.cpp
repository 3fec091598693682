//===- Server.cpp - the language server ----------------------------------===//

#include "compiler/LanguageServer/Server.h"
#include "compiler/LanguageServer/Completion.h"
#include "compiler/LanguageServer/Definition.h"
#include "compiler/LanguageServer/Document.h"
#include "compiler/LanguageServer/Hover.h"
#include "compiler/LanguageServer/MessageInput.h"
#include "compiler/LanguageServer/Publish.h"
#include "compiler/LanguageServer/Symbols.h"

using namespace netc;
using namespace netc::lsp;
using namespace llvm::lsp;
using llvm::StringRef;
namespace json = llvm::json;

namespace {

class Server {
public:
  Server(JSONTransport &transport, StringRef version);

  /// Sends the problems of all texts that have changed.
  void publish();

  MessageHandler handler;
  bool isShutDown = false;

private:
  void onInitialize(const InitializeParams &, Callback<json::Value> reply);
  void onInitialized(const InitializedParams &) {}
  void onShutdown(const NoParams &, Callback<std::nullptr_t> reply);
  void onIgnored(const NoParams &) {}
  void onOpen(const DidOpenTextDocumentParams &params);
  void onChange(const DidChangeTextDocumentParams &params);
  void onClose(const DidCloseTextDocumentParams &params);
  void onHover(const TextDocumentPositionParams &params,
               Callback<std::optional<Hover>> reply);
  void onCompletion(const CompletionParams &params,
                    Callback<CompletionList> reply);
  void onDefinition(const TextDocumentPositionParams &params,
                    Callback<std::vector<Location>> reply);
  void onSymbols(const DocumentSymbolParams &params,
                 Callback<std::vector<DocumentSymbol>> reply);
  void onCodeAction(const CodeActionParams &params,
                    Callback<json::Value> reply);

  /// Null, after an error to `reply`, where it is not open.
  template <typename Result>
  Document *find(const URIForFile &uri, Callback<Result> &reply);

  std::string version;
  std::map<std::string, std::unique_ptr<Document>> documents;
  OutgoingNotification<ProblemsOfText> sendProblems;
};

} // namespace

//===----------------------------------------------------------------------===//
// Beginning and end
//===----------------------------------------------------------------------===//

Server::Server(JSONTransport &transport, StringRef version)
    : handler(transport), version(version.str()),
      sendProblems(handler.outgoingNotification<ProblemsOfText>(
          "textDocument/publishDiagnostics")) {
  handler.method("initialize", this, &Server::onInitialize);
  handler.notification("initialized", this, &Server::onInitialized);
  handler.method("shutdown", this, &Server::onShutdown);
  handler.notification("textDocument/didOpen", this, &Server::onOpen);
  handler.notification("textDocument/didChange", this, &Server::onChange);
  handler.notification("textDocument/didClose", this, &Server::onClose);
  for (llvm::StringLiteral ignored :
       {llvm::StringLiteral("textDocument/didSave"),
        llvm::StringLiteral("workspace/didChangeConfiguration"),
        llvm::StringLiteral("$/setTrace"),
        llvm::StringLiteral("$/cancelRequest")})
    handler.notification(ignored, this, &Server::onIgnored);
  handler.method("textDocument/hover", this, &Server::onHover);
  handler.method("textDocument/completion", this, &Server::onCompletion);
  handler.method("textDocument/definition", this, &Server::onDefinition);
  handler.method("textDocument/documentSymbol", this, &Server::onSymbols);
  handler.method("textDocument/codeAction", this, &Server::onCodeAction);
}

void Server::onInitialize(const InitializeParams &,
                          Callback<json::Value> reply) {
  json::Object capabilities{
      {"positionEncoding", "utf-16"},
      {"textDocumentSync",
       json::Object{{"openClose", true},
                    {"change", int(TextDocumentSyncKind::Incremental)},
                    {"save", true}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"documentSymbolProvider", true},
      {"completionProvider",
       json::Object{{"triggerCharacters", json::Array{"[", "\"", ">"}}}},
      {"codeActionProvider",
       json::Object{{"codeActionKinds", json::Array{CodeAction::kQuickFix}}}}};
  reply(json::Object{{"serverInfo", json::Object{{"name", "net-lsp-server"},
                                                 {"version", version}}},
                     {"capabilities", std::move(capabilities)}});
}

void Server::onShutdown(const NoParams &, Callback<std::nullptr_t> reply) {
  isShutDown = true;
  reply(nullptr);
}

//===----------------------------------------------------------------------===//
// Texts
//===----------------------------------------------------------------------===//

void Server::onOpen(const DidOpenTextDocumentParams &params) {
  const TextDocumentItem &item = params.textDocument;
  documents[item.uri.uri().str()] =
      std::make_unique<Document>(item.uri, item.version, item.text);
}

void Server::onChange(const DidChangeTextDocumentParams &params) {
  auto found = documents.find(params.textDocument.uri.uri().str());
  if (found == documents.end())
    return Logger::error("changes of a text that is not open: {0}",
                         params.textDocument.uri.uri());
  found->second->apply(params.contentChanges, params.textDocument.version);
}

void Server::onClose(const DidCloseTextDocumentParams &params) {
  const URIForFile &uri = params.textDocument.uri;
  // The editor shows problems until it is sent none.
  if (documents.erase(uri.uri().str()))
    sendProblems({uri, std::nullopt, {}});
}

void Server::publish() {
  for (auto &[uri, document] : documents) {
    if (!document->isUnpublished)
      continue;
    sendProblems(problemsOf(*document));
    document->isUnpublished = false;
  }
}

//===----------------------------------------------------------------------===//
// Requests
//===----------------------------------------------------------------------===//

template <typename Result>
Document *Server::find(const URIForFile &uri, Callback<Result> &reply) {
  auto found = documents.find(uri.uri().str());
  if (found != documents.end())
    return found->second.get();
  reply(llvm::make_error<LSPError>("the text is not open: " + uri.uri().str(),
                                   ErrorCode::InvalidParams));
  return nullptr;
}

void Server::onHover(const TextDocumentPositionParams &params,
                     Callback<std::optional<Hover>> reply) {
  if (Document *document = find(params.textDocument.uri, reply))
    reply(hover(*document, toOffset(document->getSource(), params.position)));
}

void Server::onCompletion(const CompletionParams &params,
                          Callback<CompletionList> reply) {
  if (Document *document = find(params.textDocument.uri, reply))
    reply(complete(document->getStructure(), document->getSource(),
                   toOffset(document->getSource(), params.position)));
}

void Server::onDefinition(const TextDocumentPositionParams &params,
                          Callback<std::vector<Location>> reply) {
  Document *document = find(params.textDocument.uri, reply);
  if (!document)
    return;
  const SourceBuffer &source = document->getSource();
  std::vector<Location> places;
  if (std::optional<ByteRange> range = findDefinition(
          document->getStructure(), toOffset(source, params.position)))
    places.emplace_back(document->uri, toRange(source, *range));
  reply(std::move(places));
}

void Server::onSymbols(const DocumentSymbolParams &params,
                       Callback<std::vector<DocumentSymbol>> reply) {
  if (Document *document = find(params.textDocument.uri, reply))
    reply(documentSymbols(document->getStructure(), document->getSource()));
}

void Server::onCodeAction(const CodeActionParams &params,
                          Callback<json::Value> reply) {
  Document *document = find(params.textDocument.uri, reply);
  if (!document)
    return;
  ByteRange range = toByteRange(document->getSource(), params.range);
  reply(json::Value(quickFixes(*document, range)));
}

bool lsp::runLanguageServer(std::FILE *input, llvm::raw_ostream &output,
                            StringRef version) {
  std::setvbuf(input, nullptr, _IONBF, 0);
  auto owned = std::make_unique<MessageInput>(input);
  MessageInput &messages = *owned;
  JSONTransport transport(std::move(owned), output);
  Server server(transport, version);
  messages.whenIdle = [&] { server.publish(); };
  messages.refuse = [&](json::Value id, ErrorCode code, StringRef message) {
    transport.reply(std::move(id),
                    llvm::make_error<LSPError>(message.str(), code));
  };
  // Ending without `exit` is the editor's fault, and all that can be done is to
  // end as well.
  if (llvm::Error error = transport.run(server.handler))
    llvm::consumeError(std::move(error));
  return server.isShutDown;
}
