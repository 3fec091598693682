//===- MessageInput.cpp - messages of the editor, checked ----------------===//

#include "compiler/LanguageServer/MessageInput.h"
#include <poll.h>

using namespace netc::lsp;
using llvm::lsp::ErrorCode;
namespace json = llvm::json;

/// Keys of a fast typist come about every 100 ms, those of a paste at once.
static constexpr int idleMilliseconds = 15;

static bool hasInput(std::FILE *file, int milliseconds) {
  pollfd descriptor{fileno(file), POLLIN, 0};
  return poll(&descriptor, 1, milliseconds) != 0;
}

llvm::LogicalResult MessageInput::readStandardMessage(std::string &json) {
  if (!hasInput(file, idleMilliseconds))
    whenIdle();
  if (failed(messages.readStandardMessage(json)))
    return llvm::failure();
  return llvm::success(check(json));
}

bool MessageInput::check(const std::string &text) {
  llvm::Expected<json::Value> value = json::parse(text);
  if (!value) {
    refuse(nullptr, ErrorCode::ParseError, llvm::toString(value.takeError()));
    return false;
  }
  const json::Object *message = value->getAsObject();
  const json::Value *id = message ? message->get("id") : nullptr;
  bool isMessage =
      message && message->getString("jsonrpc") == "2.0" &&
      (message->getString("method") || (!message->get("method") && id)) &&
      (!id || id->getAsString() || id->getAsInteger());
  if (isMessage)
    return checkState(*message);
  refuse(id && (id->getAsString() || id->getAsInteger()) ? *id : nullptr,
         ErrorCode::InvalidRequest,
         "expected an object with \"jsonrpc\": \"2.0\" and a method");
  return false;
}

/// Before `initialize` and after `shutdown` nothing else is done.
bool MessageInput::checkState(const json::Object &message) {
  std::optional<llvm::StringRef> method = message.getString("method");
  if (!method || *method == "exit")
    return true;
  const json::Value *id = message.get("id");
  auto refused = [&](ErrorCode code, llvm::StringRef why) {
    if (id)
      refuse(*id, code, why);
    return false;
  };
  bool starts = *method == "initialize";
  if (state == State::ShutDown)
    return refused(ErrorCode::InvalidRequest,
                   "after shutdown there is only exit");
  if (starts && state == State::Running)
    return refused(ErrorCode::InvalidRequest,
                   "initialize is the first request, and comes once");
  if (!starts && state == State::Fresh)
    return refused(ErrorCode::ServerNotInitialized,
                   "the first request must be initialize");
  state = id && *method == "shutdown" ? State::ShutDown : State::Running;
  return true;
}
