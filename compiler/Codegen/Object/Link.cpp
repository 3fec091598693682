//===- Link.cpp - objects to a shared library or one object, in process --===//

#include "compiler/Codegen/Object/Link.h"

#include "compiler/Codegen/Object/MemoryFile.h"
#include "compiler/Codegen/Object/ObjectSymbols.h"
#include "compiler/Codegen/Object/OutputFile.h"
#include "lld/Common/Driver.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <link.h>
#include <mutex>

LLD_HAS_DRIVER(elf)

using namespace mlir;
using namespace netc;

static InFlightDiagnostic linkError(Location location) {
  return emitError(location) << "[link-failed] ";
}

/// The C libraries this process runs with, as paths. They stand in for the
/// development files that a user's machine need not have.
static std::vector<std::string> processLibraries() {
  std::vector<std::string> found;
  auto collect = [](dl_phdr_info *info, size_t, void *result) {
    StringRef name = llvm::sys::path::filename(info->dlpi_name);
    if (name.starts_with("libc.so") || name.starts_with("libm.so"))
      static_cast<std::vector<std::string> *>(result)->push_back(
          info->dlpi_name);
    return 0;
  };
  dl_iterate_phdr(collect, &found);
  return found;
}

/// Runs the linker. Its state is global to the process, so one at a time.
static LogicalResult runLinker(ArrayRef<std::string> arguments,
                               Location location) {
  static std::mutex oneAtATime;
  std::lock_guard<std::mutex> lock(oneAtATime);
  // A linker that has crashed inside cannot be called again.
  static bool usable = true;
  if (!usable)
    return linkError(location) << "the linker failed earlier in this process";

  std::vector<const char *> argv = {"ld.lld"};
  for (const std::string &argument : arguments)
    argv.push_back(argument.c_str());
  std::string output, messages;
  llvm::raw_string_ostream outputStream(output), messageStream(messages);
  lld::Result result = lld::lldMain(argv, outputStream, messageStream,
                                    {{lld::Gnu, &lld::elf::link}});
  usable = result.canRunAgain;
  if (result.retCode != 0)
    return linkError(location) << StringRef(messages).rtrim();
  return success();
}

LogicalResult netc::linkSharedLibrary(ArrayRef<MemoryFile> objects,
                                      const OutputFile &output,
                                      Location location) {
  // One thread: at this size starting more costs more than they save.
  std::vector<std::string> arguments = {
      "-shared",
      "-o",
      output.temporaryPath().str(),
      "-soname",
      llvm::sys::path::filename(output.finalPath()).str(),
      "--hash-style=gnu",
      "-z",
      "now",
      "-z",
      "noexecstack",
      "--gc-sections",
      "--threads=1",
      "--as-needed"};
  for (const MemoryFile &object : objects)
    arguments.push_back(object.path());
  std::vector<std::string> libraries = processLibraries();
  // A missing symbol must not show up only when the library is loaded; but a
  // netc without shared libraries of its own cannot tell.
  if (!libraries.empty())
    llvm::append_values(arguments, "-z", "defs");
  llvm::append_range(arguments, libraries);
  return runLinker(arguments, location);
}

FailureOr<std::unique_ptr<llvm::MemoryBuffer>>
netc::mergeObjects(ArrayRef<MemoryFile> objects, StringRef exported,
                   StringRef scratch, Location location) {
  std::vector<std::string> arguments = {"-r", "-o", scratch.str(),
                                        "--threads=1"};
  for (const MemoryFile &object : objects)
    arguments.push_back(object.path());
  if (failed(runLinker(arguments, location)))
    return failure();
  auto merged = llvm::errorOrToExpected(llvm::MemoryBuffer::getFile(
      scratch, /*IsText=*/false, /*RequiresNullTerminator=*/false));
  auto localised = merged
                       ? keepOneGlobal((*merged)->getMemBufferRef(), exported)
                       : std::move(merged);
  if (!localised) {
    linkError(location) << llvm::toString(localised.takeError());
    return failure();
  }
  return std::move(*localised);
}
