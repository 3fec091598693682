//===- Builtins.h - the functions of the notation -------------------------===//

#ifndef NETC_COMPILER_EVALUATOR_BUILTINS_H
#define NETC_COMPILER_EVALUATOR_BUILTINS_H

#include "compiler/Evaluator/Evaluator.h"

namespace netc {

/// A call of a builtin with its arguments evaluated, but those it holds.
struct Call {
  Evaluator &evaluator;
  Expr expr;

  llvm::ArrayRef<Expr> args() const { return expr.args(); }
  const Expr &arg(size_t index) const { return expr.args()[index]; }
  Span span() const { return expr.span(); }
  llvm::StringRef name() const { return expr.headName(); }

  /// Reports `bad-argument`, which names the function, at an argument.
  Expr fail(size_t index, const llvm::Twine &message) const;
  /// The same at the whole call.
  Expr fail(const llvm::Twine &message) const;
  /// "Take needs a list, not 3"
  Expr failType(size_t index, llvm::StringRef wanted) const;

  /// Null where the argument is none, which is then reported.
  std::optional<llvm::ArrayRef<Expr>> list(size_t index) const;
  std::optional<int64_t> integer(size_t index) const;
  std::optional<llvm::StringRef> string(size_t index) const;

  Expr makeList(llvm::ArrayRef<Expr> elements) const;
};

enum class Hold : uint8_t { None, First, Rest, All };

struct Builtin {
  Expr (*function)(Call &call) = nullptr;
  unsigned minimum = 0;
  /// Any number where it is `anyCount`.
  unsigned maximum = 0;
  Hold hold = Hold::None;
  /// Calls that are values: rules, ports, distributions.
  bool isInert = false;
  /// Dense arrays stay as they are, instead of becoming lists.
  bool takesArrays = false;
};

inline constexpr unsigned anyCount = ~0u;

using BuiltinTable = llvm::StringMap<Builtin>;

/// Null for a name that is no builtin.
const Builtin *findBuiltin(llvm::StringRef name);
const BuiltinTable &getBuiltins();

// One for each subject.
void addArithmetic(BuiltinTable &table);
void addPowers(BuiltinTable &table);
void addRounding(BuiltinTable &table);
void addTotals(BuiltinTable &table);
void addElementaryFunctions(BuiltinTable &table);
void addComparisons(BuiltinTable &table);
void addControl(BuiltinTable &table);
void addIteration(BuiltinTable &table);
void addListMakers(BuiltinTable &table);
void addListFunctions(BuiltinTable &table);
void addListElements(BuiltinTable &table);
void addMapping(BuiltinTable &table);
void addAssociations(BuiltinTable &table);
void addStrings(BuiltinTable &table);
void addArrays(BuiltinTable &table);
void addSparseArrays(BuiltinTable &table);
void addRandomValues(BuiltinTable &table);
void addNetFunctions(BuiltinTable &table);
void addReplacing(BuiltinTable &table);

/// An exact number or a real, the constants Pi, E and Degree included.
bool isNumeric(const Expr &expr);
std::optional<double> toReal(const Expr &expr);
/// The same for comparisons, with Infinity and -Infinity.
std::optional<double> toExtendedReal(const Expr &expr);

/// Reports a pattern that definitions and rules cannot match.
bool checkPattern(const Call &call, const Expr &pattern);

/// Calls `leaf` for numbers; lists are taken element by element. A null result
/// of `leaf` ends it.
Expr threadLists(const Call &call, llvm::ArrayRef<Expr> args,
                 llvm::function_ref<Expr(llvm::ArrayRef<Expr>)> leaf);

/// The elements of a list, the values of an association.
llvm::SmallVector<Expr> valuesOf(const Expr &container);

/// The order of Sort: numbers, strings, symbols, then calls.
int compareExprs(const Expr &left, const Expr &right);

/// A text for a message, cut where it is long.
std::string describe(const Expr &expr);

} // namespace netc

#endif // NETC_COMPILER_EVALUATOR_BUILTINS_H
