//===- CheckpointKeeper.cpp - checkpoints in a folder --------------------===//

#include "compiler/Session/Training/CheckpointKeeper.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <unistd.h>

using namespace netc;
using namespace netc::training;
namespace fs = llvm::sys::fs;

static std::string timeOfNow() {
  std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[32];
  size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H-%M-%S", &local);
  return {text, length};
}

static Interval roundsByDefault(Interval interval) {
  if (!interval.isGiven())
    interval.rounds = 1;
  return interval;
}

CheckpointKeeper::CheckpointKeeper(const Checkpoints &wanted, netrt_train *loop,
                                   std::vector<std::string> &files)
    : wanted(wanted), loop(loop), files(files),
      due(roundsByDefault(wanted.interval)), start(timeOfNow()) {}

/// start_counter_round_batch_loss[_validationloss].netnet
std::string CheckpointKeeper::nameAt(const netrt_train_event &event) const {
  std::string name;
  llvm::raw_string_ostream out(name);
  out << start
      << llvm::format("_%04lld_%lld_%lld_%.4g", static_cast<long long>(counter),
                      static_cast<long long>(event.round),
                      static_cast<long long>(event.absolute_batch),
                      event.round_loss);
  if (!std::isnan(event.validation_loss))
    out << llvm::format("_%.4g", event.validation_loss);
  out << ".netnet";
  return name;
}

/// Another training may have begun in the same second.
void CheckpointKeeper::countOthers() {
  std::error_code problem;
  for (fs::directory_iterator entry(wanted.directory, problem), end;
       !problem && entry != end; entry.increment(problem)) {
    llvm::StringRef name = llvm::sys::path::filename(entry->path());
    int64_t other = 0;
    if (name.consume_front(start + "_") &&
        !name.split('_').first.getAsInteger(10, other))
      counter = std::max(counter, other);
  }
}

/// A path that no other training writes to: it is made at once.
std::string CheckpointKeeper::pathAt(const netrt_train_event &event) {
  for (countOthers();;) {
    ++counter;
    llvm::SmallString<128> path(wanted.directory);
    llvm::sys::path::append(path, nameAt(event));
    int descriptor = -1;
    std::error_code problem =
        fs::openFileForWrite(path, descriptor, fs::CD_CreateNew);
    if (!problem)
      close(descriptor);
    if (problem != std::errc::file_exists) // others are found by the writer
      return std::string(path);
  }
}

bool CheckpointKeeper::write(const netrt_train_event &event,
                             std::string &path) {
  bool isOwn = !wanted.directory.empty();
  path = isOwn ? pathAt(event) : wanted.path;
  if (netrt_train_save(loop, path.c_str()) == NETRT_OK)
    return true;
  if (isOwn)
    fs::remove(path); // it is empty
  return false;
}

bool CheckpointKeeper::hear(const netrt_train_event &event) {
  bool isLast = event.kind == NETRT_EVENT_END && isNew(event);
  if (!isLast && !due.isAt(event))
    return true;
  std::string path;
  if (!write(event, path))
    return false;
  if (!llvm::is_contained(files, path))
    files.push_back(path);
  writtenBatch = event.absolute_batch;
  return true;
}
