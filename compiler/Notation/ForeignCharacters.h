//===- ForeignCharacters.h - characters that other notations use ----------===//

#ifndef NETC_COMPILER_NOTATION_FOREIGNCHARACTERS_H
#define NETC_COMPILER_NOTATION_FOREIGNCHARACTERS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace netc {

/// How this notation says what the character stands for elsewhere; empty where
/// nothing is known about it.
llvm::StringRef hintForCharacter(uint32_t code);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_FOREIGNCHARACTERS_H
