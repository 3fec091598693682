//===- MessageInput.h - messages of the editor, checked --------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_MESSAGEINPUT_H
#define NETC_COMPILER_LANGUAGESERVER_MESSAGEINPUT_H

#include "llvm/Support/LSP/Transport.h"

namespace netc::lsp {

/// Reads messages from a file. What is no message is answered with an error and
/// skipped, where LLVM's transport would be silent or end; and while the editor
/// is silent, there is time for what can wait.
class MessageInput : public llvm::lsp::JSONTransportInput {
public:
  /// The file must be without a buffer: only so one can ask whether it has
  /// more.
  explicit MessageInput(std::FILE *file) : file(file), messages(file) {}

  bool hasError() const override { return messages.hasError(); }
  bool isEndOfInput() const override { return messages.isEndOfInput(); }
  llvm::LogicalResult readDelimitedMessage(std::string &json) override {
    return messages.readDelimitedMessage(json);
  }
  llvm::LogicalResult readStandardMessage(std::string &json) override;

  /// Called when nothing has come for a moment.
  llvm::unique_function<void()> whenIdle;
  /// Answers an error to what is no message.
  llvm::unique_function<void(llvm::json::Value id, llvm::lsp::ErrorCode code,
                             llvm::StringRef message)>
      refuse;

private:
  bool check(const std::string &json);
  bool checkState(const llvm::json::Object &message);

  std::FILE *file;
  llvm::lsp::JSONTransportInputOverFile messages;
  enum class State { Fresh, Running, ShutDown } state = State::Fresh;
};

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_MESSAGEINPUT_H
