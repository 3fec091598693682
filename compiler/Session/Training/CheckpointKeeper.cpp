//===- CheckpointKeeper.cpp - checkpoints in a folder --------------------===//

#include "compiler/Session/Training/CheckpointKeeper.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace netc;
using namespace netc::training;

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
std::string CheckpointKeeper::pathAt(const netrt_train_event &event) {
  if (wanted.directory.empty())
    return wanted.path;
  llvm::SmallString<64> name;
  llvm::raw_svector_ostream out(name);
  out << start
      << llvm::format(
             "_%04lld_%lld_%lld_%.4g", static_cast<long long>(++counter),
             static_cast<long long>(event.round),
             static_cast<long long>(event.absolute_batch), event.round_loss);
  if (!std::isnan(event.validation_loss))
    out << llvm::format("_%.4g", event.validation_loss);
  out << ".netnet";
  llvm::SmallString<128> path(wanted.directory);
  llvm::sys::path::append(path, name);
  return std::string(path);
}

bool CheckpointKeeper::hear(const netrt_train_event &event) {
  bool isLast = event.kind == NETRT_EVENT_END && isNew(event);
  if (!isLast && !due.isAt(event))
    return true;
  std::string path = pathAt(event);
  if (netrt_train_save(loop, path.c_str()) != NETRT_OK)
    return false;
  if (!llvm::is_contained(files, path))
    files.push_back(path);
  writtenBatch = event.absolute_batch;
  return true;
}
