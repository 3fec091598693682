//===- Session.cpp - the public interface of the compiler ----------------===//

#include "compiler/Arrays/FileBytes.h"
#include "compiler/Arrays/FileErrors.h"
#include "compiler/Notation/Json.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Pipeline/Phases.h"
#include "compiler/Session/SessionImpl.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/ToolOutputFile.h"
#include <nlohmann/json.hpp>

using namespace mlir;

namespace netc {

static DialectRegistry dialects() {
  DialectRegistry registry;
  registerCompilerDialects(registry);
  return registry;
}

static ColorMode colorMode(Color color) {
  switch (color) {
  case Color::Always:
    return ColorMode::Always;
  case Color::Never:
    return ColorMode::Never;
  case Color::Auto:
    break;
  }
  return ColorMode::Auto;
}

Session::Impl::Impl(const SessionOptions &options)
    : options(options), context(dialects()),
      printer(&context, llvm::errs(), colorMode(options.color)),
      sources(printer) {
  // Our messages carry the operation's name already, in the user's words.
  context.printOpOnDiagnostic(false);
  if (options.verbosity < 0)
    printer.leaveOutWarnings();
}

void Session::Impl::print(const Expr &value, int digits, std::ostream &out) {
  if (options.json)
    out << toJson(value).dump() << "\n";
  else
    out << printValue(value, digits) << "\n";
}

void Session::Impl::reportFiles(const std::vector<std::string> &files,
                                std::ostream &out, int verbosity) {
  // What went to standard output stands there alone.
  if (llvm::is_contained(files, "-"))
    return;
  if (options.json)
    out << nlohmann::ordered_json{{"files", files}}.dump() << "\n";
  else if (options.verbosity >= verbosity)
    for (const std::string &file : files)
      llvm::errs() << "wrote " << file << "\n";
}

LogicalResult Session::Impl::write(StringRef path, StringRef bytes,
                                   std::ostream &out) {
  if (path == "-") {
    out.write(bytes.data(), bytes.size());
    return success();
  }
  llvm::Error failure =
      writeWhole(path, [&](llvm::raw_ostream &os) { os << bytes; });
  if (!failure)
    return success();
  return emitError(FileLineColLoc::get(&context, path, 0, 0))
         << "[unwritable] cannot be written: " << reasonOf(std::move(failure));
}

Session::Session(const SessionOptions &options)
    : impl(std::make_unique<Impl>(options)) {}

Session::~Session() = default;

void Session::interrupt() noexcept { impl->interrupted = true; }

} // namespace netc
