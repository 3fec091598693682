//===- Data.cpp - training data in its forms -----------------------------===//

#include "compiler/Session/Training/Data.h"
#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Evaluator/Builtins.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

const Column *Table::find(StringRef port) const {
  const auto *found = llvm::find_if(
      columns, [&](const Column &column) { return column.port == port; });
  return found == columns.end() ? nullptr : found;
}

std::optional<int64_t> training::countOf(const Expr &value) {
  if (value.isList())
    return value.args().size();
  if (value.isCall("NumericArray") && !value.args().empty())
    return countOf(value.args()[0]);
  if (value.isNumeric() && !value.array()->shape.empty())
    return value.array()->shape[0];
  return std::nullopt;
}

namespace {

class TableReader {
public:
  TableReader(MLIRContext *context, StringRef purpose)
      : context(context), purpose(purpose) {}

  FailureOr<Table> read(const Expr &data);

private:
  InFlightDiagnostic fail(const Expr &place) {
    return reportError(context, place.span(), "bad-argument");
  }
  LogicalResult readColumns(const Expr &association);
  LogicalResult readRules(ArrayRef<Expr> rules);
  LogicalResult readRows(ArrayRef<Expr> rows);
  LogicalResult readSides(const Expr &rule);
  LogicalResult checkCounts();
  FailureOr<std::string> nameOf(const Expr &rule);

  MLIRContext *context;
  StringRef purpose; ///< of the examples, for a message
  Table table;
};

} // namespace

FailureOr<std::string> TableReader::nameOf(const Expr &rule) {
  if (rule.isRule())
    if (auto name = rule.args()[0].nameOrText())
      return name->str();
  fail(rule) << "expected \"port\" -> values, got " << describe(rule);
  return failure();
}

LogicalResult TableReader::readColumns(const Expr &association) {
  for (const Expr &rule : association.args()) {
    FailureOr<std::string> name = nameOf(rule);
    if (failed(name))
      return failure();
    table.columns.push_back({*name, rule.args()[1]});
  }
  return success();
}

LogicalResult TableReader::readRules(ArrayRef<Expr> rules) {
  SmallVector<Expr> left, right;
  for (auto [i, rule] : llvm::enumerate(rules)) {
    if (!rule.isRule())
      return fail(rule) << "example 1 is a rule in -> out, example " << i + 1
                        << " is " << describe(rule);
    left.push_back(rule.args()[0]);
    right.push_back(rule.args()[1]);
  }
  table.left = Expr::list(left, table.place);
  table.right = Expr::list(right, table.place);
  return success();
}

LogicalResult TableReader::readRows(ArrayRef<Expr> rows) {
  SmallVector<SmallVector<Expr>> values;
  for (auto [i, row] : llvm::enumerate(rows)) {
    if (!row.isAssociation())
      return fail(row) << "example 1 is an association, example " << i + 1
                       << " is " << describe(row);
    for (const Expr &rule : row.args()) {
      FailureOr<std::string> name = nameOf(rule);
      if (failed(name))
        return failure();
      const Column *column = table.find(*name);
      size_t place = column ? column - table.columns.begin() : values.size();
      if (!column) {
        table.columns.push_back({*name, rule});
        values.emplace_back();
      }
      if (values[place].size() != i)
        return fail(row) << "example "
                         << (column ? values[place].size() + 1 : 1)
                         << " has no value for \"" << *name
                         << "\", which example " << i + 1 << " has";
      values[place].push_back(rule.args()[1]);
    }
  }
  for (auto [column, list] : llvm::zip(table.columns, values)) {
    if (list.size() != rows.size())
      return fail(rows[list.size()])
             << "example " << list.size() + 1 << " has no value for \""
             << column.port << "\", which those before it have";
    column.value = Expr::list(list, table.place);
  }
  return success();
}

LogicalResult TableReader::readSides(const Expr &rule) {
  table.left = rule.args()[0];
  table.right = rule.args()[1];
  for (const Expr &side : rule.args())
    if (!countOf(side))
      return fail(side) << "inputs -> outputs needs a list on both sides, not "
                        << describe(side);
  return success();
}

static InFlightDiagnostic reportCounts(MLIRContext *context, const Expr &first,
                                       int64_t firstCount,
                                       const Twine &firstName,
                                       const Expr &other, int64_t count,
                                       const Twine &name) {
  auto error = reportError(context, other.span(), "batch-mismatch");
  error << name << " has " << count << " examples, " << firstName << " has "
        << firstCount;
  if (first.span())
    error.attachNote(first.span().getLocation(context))
        << "this is " << firstName;
  return error;
}

LogicalResult TableReader::checkCounts() {
  if (!table.isNamed()) {
    table.count = *countOf(table.left);
    if (table.right && *countOf(table.right) != table.count)
      return reportCounts(context, table.left, table.count, "the left side",
                          table.right, *countOf(table.right), "the right side");
    return success();
  }
  for (const Column &column : table.columns) {
    std::optional<int64_t> count = countOf(column.value);
    if (!count)
      return fail(column.value)
             << "column \"" << column.port << "\" needs a list of values, not "
             << describe(column.value);
    const Column &first = table.columns.front();
    if (&column == &first)
      table.count = *count;
    else if (*count != table.count)
      return reportCounts(context, first.value, table.count,
                          "column \"" + first.port + "\"", column.value, *count,
                          "column \"" + column.port + "\"");
  }
  return success();
}

FailureOr<Table> TableReader::read(const Expr &data) {
  table.place = data.span();
  LogicalResult result = success();
  if (data.isCall("Dataset", 1))
    return read(data.args()[0]);
  if (data.isAssociation())
    result = readColumns(data);
  else if (data.isRule())
    result = readSides(data);
  else if (data.isList() && !data.args().empty() && data.args()[0].isRule())
    result = readRules(data.args());
  else if (data.isList() && !data.args().empty() &&
           data.args()[0].isAssociation())
    result = readRows(data.args());
  else if (countOf(data))
    table.left = data;
  else
    result = fail(data)
             << "training data is {in -> out, ...}, {in, ...} -> {out, ...}, "
                "<|\"port\" -> {value, ...}, ...|>, a list of associations or "
                "a function, not "
             << describe(data);
  if (failed(result) || failed(checkCounts()))
    return failure();
  if (table.count == 0)
    return fail(data) << "there are no examples to " << purpose;
  return std::move(table);
}

FailureOr<Table> training::readTable(const Expr &data, MLIRContext *context,
                                     StringRef purpose) {
  return TableReader(context, purpose).read(data);
}

static bool isFunction(const Expr &value) {
  return value.isCall("Function") || value.isCall("Composition") ||
         value.isCall("RightComposition") ||
         (value.isSymbol() && !value.isSymbol("None"));
}

FailureOr<std::optional<Generator>>
training::readGenerator(const Expr &data, MLIRContext *context) {
  if (isFunction(data))
    return std::optional(Generator{data, 0});
  if (!data.isList() || data.args().empty() || !isFunction(data.args()[0]))
    return std::optional<Generator>();
  Generator generator{data.args()[0], 0};
  for (const Expr &option : data.args().drop_front()) {
    bool isLength =
        option.isRule() && option.args()[0].nameOrText() == "RoundLength";
    std::optional<int64_t> length;
    if (isLength)
      length = option.args()[1].asInt64();
    if (length.value_or(0) < 1)
      return reportError(context, option.span(), "bad-option")
             << "a function that makes data has the option \"RoundLength\" -> "
                "n, a positive number of examples, not "
             << describe(option);
    generator.roundLength = *length;
  }
  return std::optional(generator);
}
