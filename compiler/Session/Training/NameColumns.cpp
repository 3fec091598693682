//===- NameColumns.cpp - which data is for which port --------------------===//

#include "compiler/Notation/NearestNames.h"
#include "compiler/Session/Training/Prepare.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

/// `in -> out` stands for an input and the one thing it is compared with.
static LogicalResult nameSides(Table &table, ArrayRef<std::string> inputs,
                               ArrayRef<std::string> targets,
                               MLIRContext *context, bool warns) {
  SmallVector<std::string> names(inputs);
  // A net that ends in a loss has its target among its inputs.
  if (names.size() == 2 && names[0] == "Target")
    std::swap(names[0], names[1]);
  llvm::append_range(names, targets);
  if (table.right && names.size() == 1) { // as a column too many
    if (warns)
      reportWarning(context,
                    table.right.span() ? table.right.span() : table.place,
                    "unused-column")
          << "the right sides of the rules are not used; training this net "
             "takes only \""
          << names[0] << "\", its loss has no target";
    table.right = Expr();
  }
  size_t sides = table.right ? 2 : 1;
  if (names.size() != sides) {
    auto error = reportError(context, table.place, "bad-argument");
    error << (sides == 2 ? "rules in -> out give values for two ports"
                         : "a list of inputs gives values for one port")
          << ", training this net needs " << names.size() << ": "
          << llvm::join(names, ", ");
    error.attachNote() << "hint: give <|\"port\" -> {value, ...}, ...|>";
    return error;
  }
  table.columns.push_back({names[0], table.left});
  if (table.right)
    table.columns.push_back({names[1], table.right});
  table.left = table.right = Expr();
  return success();
}

LogicalResult training::nameColumns(Table &table, ArrayRef<std::string> inputs,
                                    ArrayRef<std::string> targets,
                                    MLIRContext *context, bool warns) {
  if (!table.isNamed() &&
      failed(nameSides(table, inputs, targets, context, warns)))
    return failure();
  SmallVector<StringRef> needed, given;
  for (const auto &names : {inputs, targets})
    needed.append(names.begin(), names.end());
  for (const Column &column : table.columns)
    given.push_back(column.port);
  for (StringRef port : needed) {
    if (llvm::is_contained(given, port))
      continue;
    bool isTarget = llvm::is_contained(targets, port);
    auto error = reportError(context, table.place, "missing-input");
    error << "the data has no column \"" << port << "\""
          << (isTarget ? " to compare the output with" : "");
    std::string hint = didYouMean(port, given);
    if (!hint.empty())
      error.attachNote() << "hint: " << hint;
    error.attachNote() << "its columns: " << llvm::join(given, ", ");
    return error;
  }
  for (const Column &column : table.columns)
    if (warns && !llvm::is_contained(needed, column.port))
      reportWarning(context,
                    column.value.span() ? column.value.span() : table.place,
                    "unused-column")
          << "column \"" << column.port << "\" is not used; the net takes "
          << llvm::join(needed, ", ");
  return success();
}
