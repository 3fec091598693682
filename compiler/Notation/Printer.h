//===- Printer.h - expression trees to text -------------------------------===//

#ifndef NETC_COMPILER_NOTATION_PRINTER_H
#define NETC_COMPILER_NOTATION_PRINTER_H

#include "compiler/Notation/Expr.h"
#include <string>

namespace netc {

/// With the operators of the notation, to be read again: that gives an equal
/// tree. A rational is a literal, `7*^-2`; where no literal has its value, it is
/// a quotient, which evaluates to it.
std::string toInputForm(const Expr &expr);

/// Every call as `head[arg, ...]`: the dump of a tree.
std::string toFullForm(const Expr &expr);

/// As the notation shows results: reals with `digits` significant digits
/// (`0.761594`, `2.`, `1.5*^7`), rationals as quotients, everything else as in
/// `toInputForm`. Zero digits: the shortest text that reads back as the same
/// number.
std::string printValue(const Expr &expr, unsigned digits = 6);

/// One real in the notation; see `printValue` for `digits`.
std::string printReal(double value, unsigned digits = 0);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_PRINTER_H
