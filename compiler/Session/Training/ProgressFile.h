//===- ProgressFile.h - a table of how a training goes ---------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_PROGRESSFILE_H
#define NETC_COMPILER_SESSION_TRAINING_PROGRESSFILE_H

#include "compiler/Session/Training/Measured.h"
#include "netrt/train.h"
#include "llvm/ADT/StringRef.h"
#include <chrono>
#include <string>

namespace netc::training {

/// TrainingProgressReporting -> File["x.csv"]: a row for each event that is
/// due. The ending says what it is: csv, tsv, json, or wl, a list of
/// associations of the notation. The file is replaced as a whole, so that who
/// reads it never finds half a row.
class ProgressFile {
public:
  static bool isEnding(llvm::StringRef path);

  /// `measured` outlives it.
  ProgressFile(llvm::StringRef path, const MeasuredColumns &measured);
  ~ProgressFile() { (void)finish(); }
  ProgressFile(const ProgressFile &) = delete;
  ProgressFile &operator=(const ProgressFile &) = delete;

  /// False where it could not be written.
  bool add(const netrt_train_event &event);
  /// Writes what is not in the file yet.
  bool finish();

private:
  bool isList() const { return form == "json" || form == "wl"; }
  void addLine(const netrt_train_event &event);
  bool write();

  std::string path;
  const MeasuredColumns &measured;
  llvm::StringRef form; ///< the ending
  std::string rows;
  bool isStale = false; ///< there are rows that the file has not
  /// A long table is written less often than it grows, since all of it is.
  std::chrono::steady_clock::time_point nextWrite;
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_PROGRESSFILE_H
