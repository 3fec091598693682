//===- StringLiteral.h - strings between quotes ---------------------------===//

#ifndef NETC_COMPILER_NOTATION_STRINGLITERAL_H
#define NETC_COMPILER_NOTATION_STRINGLITERAL_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace netc {

/// What is wrong with an escape, where, and what may have been meant.
struct EscapeProblem {
  size_t begin = 0, end = 0;
  std::string message;
  std::string hint;
};

/// The characters that the inside of a string literal stands for.
std::optional<std::string> unescapeString(llvm::StringRef inside,
                                          EscapeProblem &problem);

/// The text as a string literal, quotes included.
std::string quoteString(llvm::StringRef text);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_STRINGLITERAL_H
