//===- HistoryFile.h - earlier inputs, kept between sessions ---*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INTERACTIVE_HISTORYFILE_H
#define NETC_COMPILER_SESSION_INTERACTIVE_HISTORYFILE_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <system_error>
#include <vector>

namespace netc {

/// One input per line, as a JSON string, oldest first. At most `entryLimit` of
/// them and `byteLimit` bytes are kept; the file is replaced as a whole, so
/// that it is never half written, and several sessions may share it.
class HistoryFile {
public:
  static constexpr size_t entryLimit = 1000;
  static constexpr size_t byteLimit = 1 << 20;
  /// A longer input is not kept.
  static constexpr size_t inputLimit = 1 << 16;

  /// `$XDG_STATE_HOME/netc/history`, by default below `~/.local/state`; empty
  /// where there is no home.
  static std::string defaultPath();

  explicit HistoryFile(std::string path) : path(std::move(path)) {}

  const std::string &getPath() const { return path; }
  /// Empty where there is no file; lines that are none of ours are left out.
  std::vector<std::string> load() const;
  /// Adds an input behind those that the file holds by now.
  std::error_code append(llvm::StringRef input) const;

private:
  std::error_code replace(llvm::StringRef text) const;

  std::string path;
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_INTERACTIVE_HISTORYFILE_H
