//===- OutputFile.cpp - result files that appear whole or not at all -----===//

#include "compiler/Codegen/Object/OutputFile.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace netc;
namespace fs = llvm::sys::fs;

static LogicalResult cannotWrite(Location location, StringRef path,
                                 const std::string &reason) {
  return emitError(location)
         << "[cannot-write-file] cannot write '" << path << "': " << reason;
}

FailureOr<OutputFile> OutputFile::create(StringRef path, Mode mode,
                                         Location location) {
  // A rename onto a folder would fail only after all the work; one onto a
  // device would replace it.
  if (fs::is_directory(path))
    return cannotWrite(location, path, "it is a directory");
  if (fs::exists(path) && !fs::is_regular_file(path))
    return cannotWrite(location, path, "it is not a regular file");
  // What a link points to is written, and the link stays.
  SmallString<128> resolved(path);
  if (fs::is_symlink_file(path) && !fs::real_path(path, resolved))
    path = resolved;
  unsigned permissions = fs::all_read | fs::all_write;
  if (mode == Mode::Executable)
    permissions |= fs::all_exe;
  llvm::Expected<fs::TempFile> file =
      fs::TempFile::create(path + ".%%%%%%%%.tmp", permissions);
  if (!file)
    return cannotWrite(location, path, llvm::toString(file.takeError()));
  return OutputFile(path, std::move(*file), location);
}

OutputFile::~OutputFile() {
  if (temporary)
    llvm::consumeError(temporary->discard());
}

LogicalResult OutputFile::report(const std::string &reason) {
  return cannotWrite(location, path, reason);
}

LogicalResult OutputFile::write(StringRef contents) {
  // By name: a linker may have put another file in the place of ours.
  std::error_code opened;
  llvm::raw_fd_ostream stream(temporary->TmpName, opened);
  if (opened)
    return report(opened.message());
  stream << contents;
  stream.close();
  if (!stream.has_error())
    return success();
  std::string reason = stream.error().message();
  stream.clear_error();
  return report(reason);
}

LogicalResult OutputFile::commit() {
  llvm::Error error = temporary->keep(path);
  temporary.reset();
  if (error)
    return report(llvm::toString(std::move(error)));
  return success();
}
