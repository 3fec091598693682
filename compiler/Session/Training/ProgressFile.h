//===- ProgressFile.h - a table of how a training goes ---------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PROGRESSFILE_H
#define NETC_COMPILER_SESSION_TRAINING_PROGRESSFILE_H

#include "netrt/train.h"
#include "llvm/ADT/StringRef.h"
#include <fstream>

namespace netc::training {

/// TrainingProgressReporting -> File["x.csv"]: a row for each event that is
/// due, whole in the file at once. The ending says what it is: csv, tsv, json.
class ProgressFile {
public:
  static bool isEnding(llvm::StringRef path);

  /// Replaces the file.
  explicit ProgressFile(llvm::StringRef path);
  /// False where it could not be written.
  bool add(const netrt_train_event &event);

private:
  void addJson(const netrt_train_event &event);
  void addLine(const netrt_train_event &event);

  std::fstream file;
  bool isJson;
  char separator;
  bool isEmpty = true;
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PROGRESSFILE_H
