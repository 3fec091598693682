//===- Characters.h - characters of the notation and their long names -----===//

#ifndef NETC_COMPILER_NOTATION_CHARACTERS_H
#define NETC_COMPILER_NOTATION_CHARACTERS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>

namespace netc {

/// One code point and the bytes it takes.
struct Character {
  uint32_t code = 0;
  unsigned size = 0;
};

/// The character at the beginning of well-formed, non-empty UTF-8.
Character decodeCharacter(llvm::StringRef text);

void appendUtf8(std::string &text, uint32_t code);

/// Space, tab, form feed and the wide and narrow spaces; no newlines.
bool isBlankCharacter(uint32_t code);
bool isLetter(uint32_t code);
inline bool isDigitCharacter(uint32_t code) {
  return code >= '0' && code <= '9';
}

/// What stands for an operator, a bracket or a constant: the ASCII spelling
/// of `→`, `\[Rule]`, `⟦`, `∞`; empty for every other character.
llvm::StringRef getAsciiSpelling(uint32_t code);

/// The code point of `Rule` in `\[Rule]`.
std::optional<uint32_t> findNamedCharacter(llvm::StringRef name);
llvm::SmallVector<llvm::StringRef> getNamedCharacters();

/// A character for a message: `'x'`, or `U+0000` where it cannot be seen.
std::string describeCharacter(uint32_t code);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_CHARACTERS_H
