//===- ProgressFile.cpp - a table of how a training goes -----------------===//

#include "compiler/Session/Training/ProgressFile.h"
#include "llvm/ADT/SmallVector.h"
#include <cmath>
#include <nlohmann/json.hpp>

using namespace netc::training;

namespace {
struct Cell {
  const char *name;
  double value;
  bool isCount;
};
} // namespace

static llvm::SmallVector<Cell> rowOf(const netrt_train_event &event) {
  auto count = [](int64_t value) { return static_cast<double>(value); };
  return {{"Round", count(event.round), true},
          {"AbsoluteBatch", count(event.absolute_batch), true},
          {"ExamplesProcessed", count(event.examples), true},
          {"TimeElapsed", event.seconds, false},
          {"LearningRate", event.learning_rate, false},
          {"BatchLoss", event.batch_loss, false},
          {"RoundLoss", event.round_loss, false},
          {"ErrorRate", event.error_rate, false},
          {"ValidationLoss", event.validation_loss, false},
          {"ValidationErrorRate", event.validation_error_rate, false}};
}

/// Null for a value that is not known.
static nlohmann::ordered_json valueOf(const Cell &cell) {
  if (!std::isfinite(cell.value))
    return nullptr;
  if (cell.isCount)
    return static_cast<int64_t>(cell.value);
  return cell.value;
}

bool ProgressFile::isEnding(llvm::StringRef path) {
  return path.ends_with(".csv") || path.ends_with(".tsv") ||
         path.ends_with(".json");
}

ProgressFile::ProgressFile(llvm::StringRef path)
    : file(path.str(),
           std::ios::in | std::ios::out | std::ios::trunc | std::ios::binary),
      isJson(path.ends_with(".json")),
      separator(path.ends_with(".tsv") ? '\t' : ',') {}

/// The closing bracket is written over.
void ProgressFile::addJson(const netrt_train_event &event) {
  nlohmann::ordered_json row;
  for (const Cell &cell : rowOf(event))
    row[cell.name] = valueOf(cell);
  if (!isEmpty)
    file.seekp(-3, std::ios::end);
  file << (isEmpty ? "[\n" : ",\n") << row.dump() << "\n]\n";
}

void ProgressFile::addLine(const netrt_train_event &event) {
  llvm::SmallVector<Cell> row = rowOf(event);
  auto end = [&](const Cell &cell) {
    return &cell == &row.back() ? '\n' : separator;
  };
  if (isEmpty)
    for (const Cell &cell : row)
      file << cell.name << end(cell);
  for (const Cell &cell : row) {
    nlohmann::ordered_json value = valueOf(cell);
    file << (value.is_null() ? "" : value.dump()) << end(cell);
  }
}

bool ProgressFile::add(const netrt_train_event &event) {
  if (isJson)
    addJson(event);
  else
    addLine(event);
  isEmpty = false;
  file.flush();
  return file.good();
}
