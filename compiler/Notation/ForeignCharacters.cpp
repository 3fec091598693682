//===- ForeignCharacters.cpp - characters that other notations use --------===//

#include "compiler/Notation/ForeignCharacters.h"
#include "llvm/Support/Unicode.h"

using llvm::StringRef;

namespace {
struct ForeignCharacter {
  uint32_t code;
  const char *hint;
};
} // namespace

static constexpr ForeignCharacter characters[] = {
    {':', "a rule is written a -> b, a definition f[x_] := x"},
    {'`', "a name with a context is written context`name"},
    {'\\', "a character is written \\[Name]; a string stands in quotes"},
    {0x2018, "strings stand in double quotes: \"text\""},
    {0x2019, "strings stand in double quotes: \"text\""},
    {0x2013, "the minus sign is '-'"},
    {0x2014, "the minus sign is '-'"},
    {0x00B7, "a product is written a*b, a matrix product a.b"},
    {0x22C5, "a product is written a*b, a matrix product a.b"},
    {0x221A, "the square root is Sqrt[x]"},
    {0x00B2, "a power is written x^2"},
    {0x00B3, "a power is written x^3"},
    {0x21D2, "a rule is written a -> b"},
    {0x2026, "write all elements, or make them with Range or Table"},
    {0x2208, "Table takes its values as {x, {a, b}}"},
    {0x2211, "a sum is Total[list]"},
    {0x00AB, "strings stand in double quotes: \"text\""},
    {0x00BB, "strings stand in double quotes: \"text\""},
};

StringRef netc::hintForCharacter(uint32_t code) {
  for (const ForeignCharacter &character : characters)
    if (character.code == code)
      return character.hint;
  if (!llvm::sys::unicode::isPrintable(static_cast<int>(code)))
    return "this character cannot be seen; remove it";
  return {};
}
