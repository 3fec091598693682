//===- HistoryFile.cpp - earlier inputs, kept between sessions -----------===//

#include "compiler/Session/Interactive/HistoryFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

using llvm::StringRef;
using nlohmann::json;
namespace fs = llvm::sys::fs;

namespace netc {

std::string HistoryFile::defaultPath() {
  llvm::SmallString<128> path;
  const char *state = std::getenv("XDG_STATE_HOME");
  if (state && llvm::sys::path::is_absolute(state))
    path = state;
  else if (llvm::sys::path::home_directory(path))
    llvm::sys::path::append(path, ".local", "state");
  else
    return "";
  llvm::sys::path::append(path, "netc", "history");
  return path.str().str();
}

std::vector<std::string> HistoryFile::load() const {
  std::vector<std::string> inputs;
  auto file = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!file)
    return inputs;
  for (StringRef line : llvm::split((*file)->getBuffer(), '\n')) {
    json input = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (input.is_string())
      inputs.push_back(input.get<std::string>());
  }
  return inputs;
}

namespace {

/// Other sessions wait while this one reads and writes.
class FolderLock {
public:
  explicit FolderLock(StringRef folder)
      : file(open(folder.str().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file >= 0)
      flock(file, LOCK_EX);
  }
  ~FolderLock() {
    if (file >= 0)
      close(file);
  }

private:
  int file;
};

} // namespace

/// The newest inputs that fit.
static std::string toText(llvm::ArrayRef<std::string> inputs) {
  std::vector<std::string> lines;
  size_t bytes = 0;
  for (const std::string &input : llvm::reverse(inputs)) {
    lines.push_back(
        json(input).dump(-1, ' ', false, json::error_handler_t::replace));
    bytes += lines.back().size() + 1;
    if (lines.size() > HistoryFile::entryLimit ||
        bytes > HistoryFile::byteLimit) {
      lines.pop_back();
      break;
    }
  }
  std::string text;
  for (const std::string &line : llvm::reverse(lines))
    text += line + "\n";
  return text;
}

std::error_code HistoryFile::append(StringRef input) const {
  if (input.size() > inputLimit)
    return {};
  StringRef folder = llvm::sys::path::parent_path(path);
  if (std::error_code error = fs::create_directories(
          folder, /*IgnoreExisting=*/true, fs::owner_all))
    return error;
  FolderLock lock(folder);
  std::vector<std::string> inputs = load();
  if (!inputs.empty() && inputs.back() == input)
    return {};
  inputs.push_back(input.str());
  return replace(toText(inputs));
}

std::error_code HistoryFile::replace(StringRef text) const {
  // What one computes is nobody else's affair.
  llvm::Expected<fs::TempFile> file =
      fs::TempFile::create(path + ".%%%%%%", fs::owner_read | fs::owner_write);
  if (!file)
    return llvm::errorToErrorCode(file.takeError());
  llvm::raw_fd_ostream stream(file->FD, /*shouldClose=*/false);
  stream << text;
  stream.flush();
  if (std::error_code error = stream.error()) {
    stream.clear_error();
    llvm::consumeError(file->discard());
    return error;
  }
  return llvm::errorToErrorCode(file->keep(path));
}

} // namespace netc
