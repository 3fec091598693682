//===- ProgressFile.cpp - a table of how a training goes -----------------===//

#include "compiler/Session/Training/ProgressFile.h"
#include "compiler/Arrays/FileBytes.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <nlohmann/json.hpp>

using namespace netc;
using namespace netc::training;

namespace {
struct Cell {
  std::string name;
  double value;
  bool isCount;
};
} // namespace

static llvm::SmallVector<Cell> rowOf(const netrt_train_event &event,
                                     const MeasuredColumns &measured) {
  auto count = [](int64_t value) { return static_cast<double>(value); };
  llvm::SmallVector<Cell> row{
      {"Round", count(event.round), true},
      {"AbsoluteBatch", count(event.absolute_batch), true},
      {"ExamplesProcessed", count(event.examples), true},
      {"TimeElapsed", event.seconds, false},
      {"LearningRate", event.learning_rate, false},
      {"BatchLoss", event.batch_loss, false},
      {"RoundLoss", event.round_loss, false}};
  for (const MeasuredColumn &column : measured)
    row.push_back({column.key, column.mean(event.round_values), false});
  row.push_back({"ValidationLoss", event.validation_loss, false});
  for (const MeasuredColumn &column : measured)
    row.push_back({"Validation" + column.key,
                   column.mean(event.validation_values), false});
  return row;
}

//===----------------------------------------------------------------------===//
// One row
//===----------------------------------------------------------------------===//

/// Null for a value that is not known.
static nlohmann::ordered_json toJson(const Cell &cell) {
  if (!std::isfinite(cell.value))
    return nullptr;
  if (cell.isCount)
    return static_cast<int64_t>(cell.value);
  return cell.value;
}

static std::string jsonRow(llvm::ArrayRef<Cell> cells) {
  nlohmann::ordered_json row;
  for (const Cell &cell : cells)
    row[cell.name] = toJson(cell);
  return row.dump();
}

static Expr toExpr(const Cell &cell) {
  if (!std::isfinite(cell.value))
    return Expr::call("Missing", {Expr::string("NotAvailable")});
  return cell.isCount ? Expr::integer(static_cast<int64_t>(cell.value))
                      : Expr::real(cell.value);
}

static std::string notationRow(llvm::ArrayRef<Cell> cells) {
  llvm::SmallVector<Expr> rules;
  for (const Cell &cell : cells)
    rules.push_back(Expr::rule(Expr::string(cell.name), toExpr(cell)));
  return toInputForm(Expr::association(rules));
}

/// The columns' names or values.
template <typename Function>
static std::string joined(llvm::ArrayRef<Cell> cells, char separator,
                          Function text) {
  std::string line;
  for (const Cell &cell : cells)
    line += text(cell) + (&cell == &cells.back() ? '\n' : separator);
  return line;
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

static constexpr llvm::StringRef endings[] = {"csv", "tsv", "json", "wl"};

static llvm::StringRef endingOf(llvm::StringRef path) {
  const auto *found = llvm::find_if(endings, [&](llvm::StringRef ending) {
    return path.ends_with(("." + ending).str());
  });
  return found == std::end(endings) ? "" : *found;
}

bool ProgressFile::isEnding(llvm::StringRef path) {
  return !endingOf(path).empty();
}

ProgressFile::ProgressFile(llvm::StringRef path,
                           const MeasuredColumns &measured)
    : path(path), measured(measured), form(endingOf(path)) {}

void ProgressFile::addLine(const netrt_train_event &event) {
  llvm::SmallVector<Cell> row = rowOf(event, measured);
  if (isList()) {
    rows += rows.empty() ? "" : ",\n";
    rows += form == "json" ? jsonRow(row) : notationRow(row);
    return;
  }
  char separator = form == "tsv" ? '\t' : ',';
  if (rows.empty())
    rows = joined(row, separator,
                  [](const Cell &cell) { return std::string(cell.name); });
  rows += joined(row, separator, [](const Cell &cell) {
    nlohmann::ordered_json value = toJson(cell);
    return value.is_null() ? std::string() : value.dump();
  });
}

/// A twentieth of the time at most goes into this.
bool ProgressFile::write() {
  auto begin = std::chrono::steady_clock::now();
  llvm::Error problem = writeWhole(path, [&](llvm::raw_ostream &out) {
    llvm::StringRef brackets = form == "json" ? "[]" : "{}";
    if (isList())
      out << brackets[0] << "\n" << rows << "\n" << brackets[1] << "\n";
    else
      out << rows;
  });
  isStale = false;
  auto end = std::chrono::steady_clock::now();
  nextWrite = end + 19 * (end - begin);
  bool isWritten = !problem;
  llvm::consumeError(std::move(problem));
  return isWritten;
}

bool ProgressFile::add(const netrt_train_event &event) {
  addLine(event);
  isStale = true;
  return std::chrono::steady_clock::now() < nextWrite || write();
}

bool ProgressFile::finish() { return !isStale || write(); }
