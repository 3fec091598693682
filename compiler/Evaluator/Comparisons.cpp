//===- Comparisons.cpp - comparisons, logic and order ---------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

static int compareNumbers(const Expr &left, const Expr &right) {
  if (left.isReal() || right.isReal() || !left.isNumber() ||
      !right.isNumber()) {
    double a = *toReal(left), b = *toReal(right);
    return (a > b) - (a < b);
  }
  BigInteger a = getNumerator(left) * getDenominator(right);
  BigInteger b = getNumerator(right) * getDenominator(left);
  return (a > b) - (a < b);
}

static int rankOf(const Expr &expr) {
  if (expr.isNumber())
    return 0;
  return expr.isString() ? 1 : expr.isSymbol() ? 2 : 3;
}

/// By letters without regard to case, a lower-case letter first.
static int compareTexts(StringRef left, StringRef right) {
  if (int order = left.compare_insensitive(right))
    return order;
  return -left.compare(right);
}

int netc::compareExprs(const Expr &left, const Expr &right) {
  if (left.isIdentical(right))
    return 0;
  int leftRank = rankOf(left), rightRank = rankOf(right);
  if (leftRank != rightRank)
    return leftRank - rightRank;
  if (leftRank == 0)
    return compareNumbers(left, right);
  if (leftRank < 3)
    return compareTexts(*left.nameOrText(), *right.nameOrText());
  if (!left.isCall() || !right.isCall())
    return left.isCall() - right.isCall();
  if (left.args().size() != right.args().size())
    return left.args().size() < right.args().size() ? -1 : 1;
  if (int order = compareExprs(left.head(), right.head()))
    return order;
  for (auto [a, b] : llvm::zip(left.args(), right.args()))
    if (int order = compareExprs(a, b))
      return order;
  return 0;
}

//===----------------------------------------------------------------------===//
// Comparisons
//===----------------------------------------------------------------------===//

/// Equal and SameQ take neighbours, Unequal and UnsameQ every two.
static size_t lastPartner(StringRef op, size_t first, size_t count) {
  bool takesAll = op == "Unequal" || op == "UnsameQ";
  return takesAll ? count : std::min(first + 2, count);
}

/// A value whose comparison with another one is decided.
static bool isValue(const Expr &expr) {
  if (isNumeric(expr) || expr.isString() || expr.asBool())
    return true;
  return (expr.isList() || expr.isAssociation()) &&
         llvm::all_of(expr.args(), isValue);
}

/// `1 == 1.` holds.
static bool areEqual(const Expr &left, const Expr &right) {
  if (isNumeric(left) && isNumeric(right))
    return compareNumbers(left, right) == 0;
  if (!left.isCall() || !right.isCall())
    return left == right;
  return left.head() == right.head() &&
         left.args().size() == right.args().size() &&
         llvm::all_of(llvm::zip(left.args(), right.args()), [](auto pair) {
           return areEqual(std::get<0>(pair), std::get<1>(pair));
         });
}

/// Whether `left op right` holds; nothing where that is open.
static std::optional<bool> holds(StringRef op, const Expr &left,
                                 const Expr &right) {
  if (op == "Equal" || op == "Unequal") {
    if (left == right)
      return op == "Equal";
    if (!isValue(left) || !isValue(right))
      return std::nullopt;
    return areEqual(left, right) == (op == "Equal");
  }
  std::optional<double> a = toExtendedReal(left), b = toExtendedReal(right);
  if (!a || !b)
    return std::nullopt;
  int order = isNumeric(left) && isNumeric(right) ? compareNumbers(left, right)
                                                  : (*a > *b) - (*a < *b);
  if (op == "Less")
    return order < 0;
  if (op == "LessEqual")
    return order <= 0;
  return op == "Greater" ? order > 0 : order >= 0;
}

static Expr evalComparison(Call &call) {
  bool isOpen = false;
  for (size_t i = 0; i + 1 < call.args().size(); ++i) {
    size_t last = lastPartner(call.name(), i, call.args().size());
    if (!call.evaluator.spend(last - i, call.span()))
      return {};
    for (size_t j = i + 1; j < last; ++j) {
      std::optional<bool> value = holds(call.name(), call.arg(i), call.arg(j));
      if (value == false)
        return Expr::boolean(false, call.span());
      isOpen |= !value;
    }
  }
  return isOpen ? call.expr : Expr::boolean(true, call.span());
}

/// `Inequality[a, Less, b, LessEqual, c]`
static Expr evalInequality(Call &call) {
  bool isOpen = false;
  for (size_t i = 0; i + 2 < call.args().size(); i += 2) {
    if (!call.arg(i + 1).isSymbol())
      return call.failType(i + 1, "a comparison");
    std::optional<bool> value =
        holds(call.arg(i + 1).name(), call.arg(i), call.arg(i + 2));
    if (value == false)
      return Expr::boolean(false, call.span());
    isOpen |= !value;
  }
  return isOpen ? call.expr : Expr::boolean(true, call.span());
}

/// Every two neighbours are the same, or no two arguments are.
template <bool wantsSame> static Expr evalSame(Call &call) {
  ArrayRef<Expr> args = call.args();
  for (size_t i = 0; i < args.size(); ++i) {
    size_t last = lastPartner(call.name(), i, args.size());
    if (!call.evaluator.spend(last - i, call.span()))
      return {};
    for (size_t j = i + 1; j < last; ++j)
      if ((args[i] == args[j]) != wantsSame)
        return Expr::boolean(false, call.span());
  }
  return Expr::boolean(true, call.span());
}

//===----------------------------------------------------------------------===//
// Logic
//===----------------------------------------------------------------------===//

/// Stops at the first False of And, the first True of Or.
template <bool stop> static Expr evalLogic(Call &call) {
  llvm::SmallVector<Expr> open;
  for (const Expr &arg : call.args()) {
    Expr value = call.evaluator.eval(arg);
    if (!value)
      return {};
    std::optional<bool> truth = value.asBool();
    if (truth == stop)
      return value;
    if (!truth)
      open.push_back(value);
  }
  if (open.empty())
    return Expr::boolean(!stop, call.span());
  return open.size() == 1 ? open[0]
                          : Expr::call(call.name(), open, call.span());
}

static Expr evalNot(Call &call) {
  std::optional<bool> truth = call.arg(0).asBool();
  return truth ? Expr::boolean(!*truth, call.span()) : call.expr;
}

static Expr evalTrueQ(Call &call) {
  return Expr::boolean(call.arg(0).asBool() == true, call.span());
}

void netc::addComparisons(BuiltinTable &table) {
  for (const char *name :
       {"Equal", "Unequal", "Less", "LessEqual", "Greater", "GreaterEqual"})
    table[name] = {evalComparison, 0, anyCount};
  table["Inequality"] = {evalInequality, 3, anyCount};
  table["SameQ"] = {evalSame<true>, 0, anyCount};
  table["UnsameQ"] = {evalSame<false>, 0, anyCount};
  table["And"] = {evalLogic<false>, 0, anyCount, Hold::All};
  table["Or"] = {evalLogic<true>, 0, anyCount, Hold::All};
  table["Not"] = {evalNot, 1, 1};
  table["TrueQ"] = {evalTrueQ, 1, 1};
}
