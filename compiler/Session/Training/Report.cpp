//===- Report.cpp - a training as files for people and programs ----------===//

#include "compiler/Session/Training/Report.h"
#include "compiler/Arrays/FileBytes.h"
#include "compiler/Notation/Json.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Training/Results.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include <cmath>
#include <nlohmann/json.hpp>

using namespace mlir;
using namespace netc;
using namespace netc::training;
using nlohmann::ordered_json;

//===----------------------------------------------------------------------===//
// Summary
//===----------------------------------------------------------------------===//

static std::string showNumber(double value) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%.6g", value);
  return text;
}

static std::string showTime(const Outcome &outcome) {
  std::string text = showNumber(outcome.seconds) + " s";
  if (outcome.seconds > 0)
    llvm::raw_string_ostream(text) << llvm::format(
        ", %.4g examples/s",
        static_cast<double>(outcome.examples) / outcome.seconds);
  return text;
}

static std::string showRate(const Outcome &outcome) {
  std::string text = outcome.method + ", learning rate " +
                     showNumber(outcome.initialLearningRate);
  if (outcome.batches > 0 &&
      outcome.finalLearningRate != outcome.initialLearningRate)
    text += " to " + showNumber(outcome.finalLearningRate);
  return text;
}

Rows training::summaryRows(const Outcome &outcome) {
  const Outcome &o = outcome;
  Rows rows;
  auto addLast = [&](const char *name, const std::vector<double> &values,
                     const std::string &more = "") {
    if (!values.empty())
      rows.push_back({name, showNumber(values.back()) + more});
  };
  auto addMeasured = [&](const char *prefix, const std::vector<double> &all) {
    for (const MeasuredColumn &column : o.measured)
      if (!all.empty())
        rows.push_back(
            {prefix + column.label(),
             showNumber(column.mean(all.data() + all.size() - o.valueCount))});
  };
  rows.push_back({"rounds", std::to_string(o.rounds)});
  rows.push_back({"batches", std::to_string(o.batches) + " of " +
                                 std::to_string(o.batchSize) + " examples"});
  addLast("loss", o.roundLosses.empty() ? o.batchLosses : o.roundLosses);
  addMeasured("", o.roundValues);
  addLast("validation loss", o.validationLosses,
          o.bestRound > 0
              ? ", lowest after round " + std::to_string(o.bestRound)
              : "");
  addMeasured("validation ", o.validationValues);
  rows.push_back({"time", showTime(o)});
  rows.push_back({"method", showRate(o)});
  rows.push_back({"device", "CPU"});
  rows.push_back({"ended by", reasonOf(o.end).str()});
  return rows;
}

//===----------------------------------------------------------------------===//
// JSON and CSV
//===----------------------------------------------------------------------===//

FailureOr<ordered_json> training::toJson(const Report &report,
                                         MLIRContext *context) {
  FailureOr<Expr> names =
      resultsProperty(report.object, Expr::string("Properties"), context);
  if (failed(names))
    return failure();
  ordered_json json = ordered_json::object();
  for (const Expr &name : names->args()) {
    std::string key = name.text().str();
    if (key == "LossPlot") {
      json[key] = "loss.svg";
    } else if (key == "FinalPlots") {
      json[key] = {{"Loss", "loss.svg"}};
    } else {
      FailureOr<Expr> value = resultsProperty(report.object, name, context);
      if (failed(value))
        return failure();
      json[key] = netc::toJson(*value);
    }
  }
  if (!report.weights.empty())
    json["TrainedNet"]["weights"] = report.weights;
  return json;
}

/// The shortest text that reads back as the same number; nothing for what is
/// not known.
static std::string cell(double value) {
  return !std::isfinite(value) ? "" : ordered_json(value).dump();
}

static std::string cellAt(const std::vector<double> &values, size_t place) {
  return place < values.size() ? cell(values[place]) : "";
}

/// A name as a field of CSV.
static std::string field(StringRef name) {
  if (name.find_first_of(",\"\r\n") == StringRef::npos)
    return name.str();
  std::string text = "\"";
  for (char c : name)
    text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

/// Columns of what is measured, after a comma each: `,error_rate`.
static std::string measuredNames(const Outcome &outcome, const char *prefix) {
  std::string text;
  for (const MeasuredColumn &column : outcome.measured) {
    std::string name = prefix;
    name += (column.isLoss ? "loss:" : "") + column.label();
    llvm::replace(name, ' ', '_');
    text += "," + field(name);
  }
  return text;
}

static std::string measuredCells(const Outcome &outcome,
                                 const std::vector<double> &rows,
                                 size_t place) {
  std::string text;
  size_t width = outcome.valueCount;
  bool isKnown = place < rows.size() / std::max<size_t>(width, 1);
  for (const MeasuredColumn &column : outcome.measured)
    text += "," +
            cell(column.mean(isKnown ? rows.data() + place * width : nullptr));
  return text;
}

std::string training::batchesTable(const Outcome &outcome) {
  std::string text = "batch,round,loss" + measuredNames(outcome, "") + "\n";
  for (auto [i, loss] : llvm::enumerate(outcome.batchLosses)) {
    int64_t round =
        static_cast<int64_t>(i) / std::max<int64_t>(outcome.batchesPerRound, 1);
    text += std::to_string(i + 1) + "," + std::to_string(round + 1) + "," +
            cell(loss);
    text += measuredCells(outcome, outcome.batchValues, i) + "\n";
  }
  return text;
}

namespace {

/// Columns of rounds; those of the validation where there was one.
class RoundsTable {
public:
  explicit RoundsTable(const Outcome &outcome) : o(outcome) {}
  std::string write();

private:
  void writeHead();
  void writeRow(size_t round);

  const Outcome &o;
  std::string text;
};

} // namespace

void RoundsTable::writeHead() {
  text = "round,last_batch,loss";
  text += measuredNames(o, "");
  if (o.validationExamples > 0) {
    text += ",validation_loss";
    text += measuredNames(o, "validation_");
  }
  text += "\n";
}

void RoundsTable::writeRow(size_t round) {
  text += std::to_string(round + 1) + "," + std::to_string(o.roundEnds[round]) +
          "," + cellAt(o.roundLosses, round);
  text += measuredCells(o, o.roundValues, round);
  if (o.validationExamples > 0) {
    // Past the end where there was no validation after this round.
    size_t place =
        llvm::find(o.validationRounds, static_cast<int64_t>(round + 1)) -
        o.validationRounds.begin();
    text += "," + cellAt(o.validationLosses, place);
    text += measuredCells(o, o.validationValues, place);
  }
  text += "\n";
}

std::string RoundsTable::write() {
  writeHead();
  for (size_t round = 0; round < o.roundEnds.size(); ++round)
    writeRow(round);
  return text;
}

std::string training::roundsTable(const Outcome &outcome) {
  return RoundsTable(outcome).write();
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

LogicalResult training::writeReport(const Report &report, StringRef folder,
                                    std::vector<std::string> &files,
                                    MLIRContext *context) {
  FailureOr<ordered_json> json = toJson(report, context);
  FailureOr<Expr> plot =
      resultsProperty(report.object, Expr::string("LossPlot"), context);
  FailureOr<Expr> net =
      resultsProperty(report.object, Expr::string("TrainedNet"), context);
  if (failed(json) || failed(plot) || failed(net))
    return failure();
  std::pair<StringRef, std::string> contents[] = {
      {"report.html", makePage(report, plot->text())},
      {"results.json", json->dump(1) + "\n"},
      {"batches.csv", batchesTable(report.outcome)},
      {"rounds.csv", roundsTable(report.outcome)},
      {"loss.svg", plot->text().str()},
      {"net.net", toInputForm(*net) + "\n"},
  };
  for (const auto &[name, bytes] : contents) {
    SmallString<128> path(folder);
    llvm::sys::path::append(path, name);
    auto write = [&, &bytes = bytes](llvm::raw_ostream &out) { out << bytes; };
    auto emit = [&] {
      return emitError(FileLineColLoc::get(context, path, 0, 0));
    };
    if (failed(writeAtomically(path, write, emit)))
      return failure();
    files.push_back(std::string(path));
  }
  return success();
}
