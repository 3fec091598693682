//===- CheckpointFolder.cpp - where netc train keeps checkpoints ---------===//

#include "compiler/Session/Training/CheckpointFolder.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <unistd.h>

using namespace mlir;
using namespace netc;
namespace fs = llvm::sys::fs;

static std::string within(StringRef folder, StringRef file) {
  SmallString<128> path(folder);
  llvm::sys::path::append(path, file);
  return std::string(path);
}

static InFlightDiagnostic fail(StringRef path, MLIRContext *context) {
  return emitError(FileLineColLoc::get(context, path, 0, 0));
}

std::string training::checkpointIn(StringRef folder) {
  return within(folder, "latest.checkpoint");
}

FailureOr<std::string> training::findCheckpoint(StringRef path,
                                                bool mayBeMissing,
                                                MLIRContext *context) {
  std::string file =
      fs::is_regular_file(path) ? path.str() : checkpointIn(path);
  if (fs::is_regular_file(file))
    return file;
  if (mayBeMissing)
    return std::string();
  auto error = fail(path, context);
  if (fs::is_directory(path))
    error << "[cannot-read-file] this folder holds no checkpoint, which would "
             "be latest.checkpoint";
  else
    error << "[cannot-read-file] there is no such checkpoint or folder of one";
  return error;
}

LogicalResult training::makeWritable(StringRef folder, MLIRContext *context) {
  StringRef place = folder.empty() ? "." : folder;
  int descriptor = -1;
  SmallString<128> probe;
  std::error_code problem =
      fs::createUniqueFile(within(place, ".netc-%%%%%%%%"), descriptor, probe);
  if (!problem) {
    close(descriptor);
    problem = fs::remove(probe);
  }
  if (!problem)
    return success();
  return fail(place, context)
         << "[cannot-write-file] no file can be written in this folder: "
         << problem.message();
}

LogicalResult training::makeFolder(StringRef folder, MLIRContext *context) {
  if (std::error_code problem = fs::create_directories(
          folder, /*IgnoreExisting=*/true, fs::perms::all_all))
    return fail(folder, context)
           << "[cannot-write-file] this folder cannot be made: "
           << problem.message();
  return makeWritable(folder, context);
}

LogicalResult training::prepareCheckpoints(StringRef folder, bool goesOn,
                                           MLIRContext *context) {
  if (failed(makeFolder(folder, context)))
    return failure();
  std::string latest = checkpointIn(folder);
  if (goesOn || !fs::exists(latest))
    return success();
  std::string previous = within(folder, "previous.checkpoint");
  std::error_code problem = fs::remove(previous);
  // Both names for now, so that nothing is lost before there is something new.
  if (!problem && fs::create_hard_link(latest, previous))
    problem = fs::copy_file(latest, previous);
  if (!problem)
    return success();
  return fail(previous, context)
         << "[cannot-write-file] the checkpoint of an earlier training cannot "
            "be kept under this name: "
         << problem.message();
}
