//===- Report.h - a training as files for people and programs --*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_REPORT_H
#define NETC_COMPILER_SESSION_TRAINING_REPORT_H

#include "compiler/Session/Training/Training.h"
#include <nlohmann/json_fwd.hpp>

namespace netc::training {

/// A training that is over, with its results object (Results.h).
struct Report {
  const Outcome &outcome;
  const Expr &object;
  std::string weights; ///< the file that was written; empty: none
};

using Rows = std::vector<std::pair<std::string, std::string>>;

/// What a person wants to know first, by name.
Rows summaryRows(const Outcome &outcome);

/// Every property by name. Plots are the names of their files.
mlir::FailureOr<nlohmann::ordered_json> toJson(const Report &report,
                                               mlir::MLIRContext *context);
/// One line for each batch: batch, round, loss, and the error rate if any.
std::string batchesTable(const Outcome &outcome);
/// One line for each round: losses, error rates, and those of the validation.
std::string roundsTable(const Outcome &outcome);
/// One page that needs nothing else.
std::string makePage(const Report &report, llvm::StringRef plot);

/// Writes report.html, results.json, batches.csv, rounds.csv, loss.svg and
/// net.net into the folder, each whole or not at all.
mlir::LogicalResult writeReport(const Report &report, llvm::StringRef folder,
                                std::vector<std::string> &files,
                                mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_REPORT_H
