//===- Printer.cpp - expression trees to text -----------------------------===//

#include "compiler/Notation/Printer.h"
#include "compiler/Notation/Number.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Notation/Operators.h"
#include "compiler/Notation/StringLiteral.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace netc;
using llvm::ArrayRef;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {

/// Calls only; for reading back; for people.
enum class PrintForm { Full, Input, Value };

class Printer {
public:
  Printer(raw_ostream &os, PrintForm form, unsigned digits)
      : os(os), form(form), digits(digits),
        usesOperators(form != PrintForm::Full) {}

  /// In parentheses where an operator binds no tighter than `minimum`.
  void print(const Expr &expr, unsigned minimum);

private:
  void printAtom(const Expr &expr, unsigned minimum);
  void printSigned(StringRef text, unsigned minimum);
  void printRational(const Expr &expr, unsigned minimum);
  void printCall(const Expr &expr, unsigned minimum);
  void printOperator(const Expr &expr, const Operator &op);
  void printAll(ArrayRef<Expr> exprs);
  void printBetween(StringRef open, ArrayRef<Expr> exprs, StringRef close);
  /// Heads with a form of their own; false where `expr` has none.
  bool printSpecial(const Expr &expr, unsigned minimum);
  bool printClosed(const Expr &expr);
  bool printUnary(const Expr &expr, unsigned minimum);
  bool printChain(const Expr &expr, unsigned minimum);
  bool printSlot(const Expr &expr);
  bool printPattern(const Expr &expr);
  void printSum(ArrayRef<Expr> terms);
  void printTerm(const Expr &term, bool isFirst);
  void printProduct(ArrayRef<Expr> factors);
  bool printQuotient(const Expr &expr, unsigned minimum);
  template <typename Body>
  void printParens(unsigned power, unsigned minimum, Body body);

  raw_ostream &os;
  PrintForm form;
  unsigned digits;
  bool usesOperators;
};

} // namespace

template <typename Body>
void Printer::printParens(unsigned power, unsigned minimum, Body body) {
  bool isNeeded = power <= minimum;
  os << (isNeeded ? "(" : "");
  body();
  os << (isNeeded ? ")" : "");
}

void Printer::print(const Expr &expr, unsigned minimum) {
  if (expr.isCall())
    printCall(expr, minimum);
  else if (expr.isNumeric())
    print(toNestedLists(expr), minimum);
  else
    printAtom(expr, minimum);
}

void Printer::printAtom(const Expr &expr, unsigned minimum) {
  std::string text;
  switch (expr.kind()) {
  case Expr::Kind::Symbol:
    os << expr.name();
    return;
  case Expr::Kind::String:
    os << quoteString(expr.text());
    return;
  case Expr::Kind::Real:
    text = printReal(*expr.asDouble(), digits);
    break;
  case Expr::Kind::Integer:
    text = toString(getNumerator(expr));
    break;
  case Expr::Kind::Rational:
    return printRational(expr, minimum);
  default:
    os << "Net[]";
    return;
  }
  printSigned(text, minimum);
}

/// Text of a number that may begin with a sign.
void Printer::printSigned(StringRef text, unsigned minimum) {
  unsigned power = text.starts_with("-") ? power::minus : power::atom;
  printParens(power, minimum, [&] { os << text; });
}

void Printer::printRational(const Expr &expr, unsigned minimum) {
  BigInteger numerator = getNumerator(expr), denominator = getDenominator(expr);
  if (form == PrintForm::Full) {
    os << "Rational[" << numerator << ", " << denominator << "]";
    return;
  }
  // A quotient is read as another tree of the same value.
  if (form == PrintForm::Input)
    if (std::string literal = spellRational(expr); !literal.empty())
      return printSigned(literal, minimum);
  printParens(power::divide, minimum,
              [&] { os << numerator << "/" << denominator; });
}

void Printer::printAll(ArrayRef<Expr> exprs) {
  llvm::interleave(exprs, os, [&](const Expr &expr) { print(expr, 0); }, ", ");
}

void Printer::printBetween(StringRef open, ArrayRef<Expr> exprs,
                           StringRef close) {
  os << open;
  printAll(exprs);
  os << close;
}

void Printer::printCall(const Expr &expr, unsigned minimum) {
  if (usesOperators && printSpecial(expr, minimum))
    return;
  const Operator *op = usesOperators ? findOperator(expr.headName()) : nullptr;
  size_t count = expr.args().size();
  bool isChain = op && (op->form == OperatorForm::Flat ||
                        op->form == OperatorForm::Compare);
  if (op && (count == 2 || (isChain && count > 2)))
    return printParens(op->power, minimum, [&] { printOperator(expr, *op); });
  print(expr.head(), power::call - 1);
  printBetween("[", expr.args(), "]");
}

void Printer::printOperator(const Expr &expr, const Operator &op) {
  ArrayRef<Expr> args = expr.args();
  bool isTight = op.kind == TokenKind::Power;
  unsigned left = op.form == OperatorForm::Left ? op.power - 1 : op.power;
  // A chain of comparisons is one call, so that none is a part of another.
  unsigned right = op.form == OperatorForm::Right ? op.power - 1 : op.power;
  print(args.front(), left);
  for (const Expr &arg : args.drop_front()) {
    os << (isTight ? "" : " ") << op.spelling << (isTight ? "" : " ");
    // A sign may follow any operator.
    bool isNegative = isTight && arg.isInteger() && getNumerator(arg) < 0;
    print(arg, isNegative ? 0 : right);
  }
}

//===----------------------------------------------------------------------===//
// Heads with a form of their own
//===----------------------------------------------------------------------===//

static bool isIdentifier(StringRef text) {
  return !text.empty() && llvm::isAlpha(text.front()) &&
         llvm::all_of(text, [](char c) { return llvm::isAlnum(c); });
}

bool Printer::printSlot(const Expr &expr) {
  if (expr.args().size() != 1)
    return false;
  Expr slot = expr.args()[0];
  bool isSequence = expr.isCall("SlotSequence");
  std::optional<int64_t> number = slot.asInt64();
  if (number ? *number < 0 : isSequence || !slot.isString())
    return false;
  os << (isSequence ? "##" : "#");
  if (!number)
    os << (isIdentifier(slot.text()) ? slot.text().str()
                                     : quoteString(slot.text()));
  else if (*number != 1)
    os << *number;
  return true;
}

/// `_h`, `x_h`, and with `__` and `___`
bool Printer::printPattern(const Expr &expr) {
  bool isNamed = expr.isCall("Pattern", 2) && expr.args()[0].isSymbol();
  Expr blank = isNamed ? expr.args()[1] : expr;
  ArrayRef<Expr> head = blank.args();
  StringRef blanks = llvm::StringSwitch<StringRef>(blank.headName())
                         .Case("Blank", "_")
                         .Case("BlankSequence", "__")
                         .Case("BlankNullSequence", "___")
                         .Default("");
  if (blanks.empty() || head.size() > 1 ||
      (head.size() == 1 && !head[0].isSymbol()))
    return false;
  if (isNamed)
    os << expr.args()[0].name();
  os << blanks;
  if (!head.empty())
    os << head[0].name();
  return true;
}

/// A term of a sum; `a - b` where the term has a sign.
void Printer::printTerm(const Expr &term, bool isFirst) {
  bool isNegated = term.isCall("Times", 2) && term.args()[0].asInt64() == -1 &&
                   !term.args()[1].isNumber();
  std::optional<double> value = term.asDouble();
  bool isNegative = value && std::signbit(*value);
  if (isFirst || (!isNegated && !isNegative)) {
    os << (isFirst ? "" : " + ");
    return print(term, power::plus);
  }
  os << " - ";
  print(isNegated ? term.args()[1] : negate(term, {}), power::plus);
}

void Printer::printSum(ArrayRef<Expr> terms) {
  for (auto [i, term] : llvm::enumerate(terms))
    printTerm(term, i == 0);
}

void Printer::printProduct(ArrayRef<Expr> factors) {
  // `-a` where that reads back as the same product.
  if (factors.size() == 2 && factors[0].asInt64() == -1 &&
      !factors[1].isNumber()) {
    os << "-";
    return print(factors[1], power::minus);
  }
  for (auto [i, factor] : llvm::enumerate(factors)) {
    os << (i ? "*" : "");
    print(factor, i ? power::minus : power::times);
  }
}

bool Printer::printQuotient(const Expr &expr, unsigned minimum) {
  Expr left = expr.args()[0], right = expr.args()[1];
  if (!right.isCall("Power", 2) || right.args()[1].asInt64() != -1)
    return false;
  printParens(power::divide, minimum, [&] {
    print(left, power::divide - 1);
    os << "/";
    print(right.args()[0], power::divide);
  });
  return true;
}

/// Brackets and slots, which need no parentheses.
bool Printer::printClosed(const Expr &expr) {
  StringRef head = expr.headName();
  ArrayRef<Expr> args = expr.args();
  if (head == "List")
    printBetween("{", args, "}");
  else if (head == "Association")
    printBetween("<|", args, "|>");
  else if (head == "Slot" || head == "SlotSequence")
    return printSlot(expr);
  else if (head.starts_with("Blank") || head == "Pattern")
    return printPattern(expr);
  else if (head == "Part" && args.size() >= 2) {
    print(args[0], power::call - 1);
    printBetween("[[", args.drop_front(), "]]");
  } else
    return false;
  return true;
}

/// `body &` and `!a`
bool Printer::printUnary(const Expr &expr, unsigned minimum) {
  bool isFunction = expr.isCall("Function", 1);
  if (!isFunction && !expr.isCall("Not", 1))
    return false;
  unsigned power = isFunction ? power::function : power::negation;
  printParens(power, minimum, [&] {
    os << (isFunction ? "" : "!");
    print(expr.args()[0], power - 1);
    os << (isFunction ? " &" : "");
  });
  return true;
}

/// Parts with a separator between them.
bool Printer::printChain(const Expr &expr, unsigned minimum) {
  bool isSpan = expr.isCall("Span") && expr.args().size() <= 3;
  if (!isSpan && !expr.isCall("CompoundExpression"))
    return false;
  unsigned power = isSpan ? power::span : power::compound;
  printParens(power, minimum, [&] {
    llvm::interleave(
        expr.args(), os, [&](const Expr &arg) { print(arg, power); },
        isSpan ? " ;; " : "; ");
  });
  return true;
}

bool Printer::printSpecial(const Expr &expr, unsigned minimum) {
  if (printClosed(expr) || printUnary(expr, minimum))
    return true;
  if (expr.args().size() < 2)
    return false;
  if (expr.isCall("Plus")) {
    printParens(power::plus, minimum, [&] { printSum(expr.args()); });
    return true;
  }
  if (!expr.isCall("Times"))
    return printChain(expr, minimum);
  if (expr.args().size() != 2 || !printQuotient(expr, minimum))
    printParens(power::times, minimum, [&] { printProduct(expr.args()); });
  return true;
}

static std::string printTree(const Expr &expr, PrintForm form,
                             unsigned digits = 0) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Printer(os, form, digits).print(expr, 0);
  return text;
}

std::string netc::toInputForm(const Expr &expr) {
  return printTree(expr, PrintForm::Input);
}

std::string netc::toFullForm(const Expr &expr) {
  return printTree(expr, PrintForm::Full);
}

std::string netc::printValue(const Expr &expr, unsigned digits) {
  return printTree(expr, PrintForm::Value, digits);
}
