//===- Measured.cpp - where measured values stand ------------------------===//

#include "compiler/Session/Training/Measured.h"
#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Measurements/Definitions.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace netc;
using namespace netc::training;
using llvm::StringRef;

double MeasuredColumn::mean(const double *row) const {
  double sum = 0;
  for (size_t i = 0; row && i < count; ++i)
    sum += row[begin + i];
  return row ? sum / static_cast<double>(count) : NAN;
}

static Expr arrayOf(std::vector<double> values, llvm::ArrayRef<int64_t> shape) {
  auto owner = std::make_shared<std::vector<double>>(std::move(values));
  auto data = std::make_shared<ArrayData>();
  data->element = ElementType::Real64;
  data->shape.assign(shape.begin(), shape.end());
  data->bytes =
      llvm::ArrayRef<char>(reinterpret_cast<const char *>(owner->data()),
                           owner->size() * sizeof(double));
  data->owner = owner;
  return owner->empty() ? Expr::list({}) : Expr::numeric(data);
}

Expr MeasuredColumn::value(const double *row) const {
  if (!row)
    return {};
  if (shape.empty())
    return std::isnan(row[begin]) ? Expr::symbol("Indeterminate")
                                  : Expr::real(row[begin]);
  return arrayOf({row + begin, row + begin + count}, shape);
}

Expr MeasuredColumn::list(const double *rows, int64_t rowCount,
                          size_t width) const {
  std::vector<double> values;
  for (int64_t i = 0; i < rowCount; ++i) {
    const double *first = rows + static_cast<size_t>(i) * width + begin;
    values.insert(values.end(), first, first + count);
  }
  llvm::SmallVector<int64_t> dimensions{rowCount};
  dimensions.append(shape.begin(), shape.end());
  return arrayOf(std::move(values), dimensions);
}

/// `ErrorRate` is "error rate"; what users name themselves stays.
std::string MeasuredColumn::label() const {
  if (!measurements::findDefinition(StringRef(key).split(" -> ").first))
    return key;
  std::string text;
  for (size_t i = 0; i < key.size(); ++i) {
    bool begins = i > 0 && llvm::isUpper(key[i]) && key[i - 1] != ' ';
    text += begins ? " " : "";
    text += llvm::toLower(key[i]);
  }
  return text;
}

Expr training::measuredValues(const MeasuredColumns &columns,
                              const double *row) {
  llvm::SmallVector<Expr> rules;
  for (const MeasuredColumn &column : columns)
    if (Expr value = column.value(row))
      rules.push_back(Expr::rule(Expr::string(column.key), value));
  return Expr::association(rules);
}

Expr training::measuredLists(const MeasuredColumns &columns, const double *rows,
                             int64_t count, size_t width) {
  llvm::SmallVector<Expr> rules;
  for (const MeasuredColumn &column : columns)
    rules.push_back(
        Expr::rule(Expr::string(column.key), column.list(rows, count, width)));
  return Expr::association(rules);
}
