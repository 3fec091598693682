//===- Characters.cpp - characters of the notation and their long names ---===//

#include "compiler/Notation/Characters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"

using namespace netc;
using llvm::StringRef;

namespace {

/// A long name, its character, and the ASCII spelling where it is more than a
/// letter; those come first. Private-use characters come from notebooks.
struct NamedCharacter {
  const char *name;
  uint32_t code;
  const char *ascii;
};

constexpr NamedCharacter namedCharacters[] = {
    {"Rule", 0xF522, "->"},
    {"RightArrow", 0x2192, "->"},
    {"RuleDelayed", 0xF51F, ":>"},
    {"", 0x29F4, ":>"},
    {"TwoWayRule", 0xF120, "<->"},
    {"LeftRightArrow", 0x2194, "<->"},
    {"LeftAssociation", 0xF113, "<|"},
    {"RightAssociation", 0xF114, "|>"},
    {"LeftDoubleBracket", 0x301A, "[["},
    {"RightDoubleBracket", 0x301B, "]]"},
    {"", 0x27E6, "[["},
    {"", 0x27E7, "]]"},
    {"Function", 0xF4A1, "|->"},
    {"RightTeeArrow", 0x21A6, "|->"},
    {"Minus", 0x2212, "-"},
    {"Times", 0x00D7, "*"},
    {"InvisibleTimes", 0x2062, "*"},
    {"Divide", 0x00F7, "/"},
    {"LessEqual", 0x2264, "<="},
    {"GreaterEqual", 0x2265, ">="},
    {"NotEqual", 0x2260, "!="},
    {"Equal", 0xF431, "=="},
    {"", 0xF7D9, "=="},
    {"And", 0x2227, "&&"},
    {"Or", 0x2228, "||"},
    {"Not", 0x00AC, "!"},
    {"Infinity", 0x221E, "Infinity"},
    {"Pi", 0x03C0, "Pi"},
    {"ExponentialE", 0xF74D, "E"},
    {"ImaginaryI", 0xF74E, "I"},
    {"Degree", 0x00B0, "Degree"},
    {"NonBreakingSpace", 0x00A0, ""},
    {"Alpha", 0x03B1, ""},
    {"Beta", 0x03B2, ""},
    {"Gamma", 0x03B3, ""},
    {"Delta", 0x03B4, ""},
    {"Epsilon", 0x03F5, ""},
    {"CurlyEpsilon", 0x03B5, ""},
    {"Zeta", 0x03B6, ""},
    {"Eta", 0x03B7, ""},
    {"Theta", 0x03B8, ""},
    {"Iota", 0x03B9, ""},
    {"Kappa", 0x03BA, ""},
    {"Lambda", 0x03BB, ""},
    {"Mu", 0x03BC, ""},
    {"Micro", 0x00B5, ""},
    {"Nu", 0x03BD, ""},
    {"Xi", 0x03BE, ""},
    {"Omicron", 0x03BF, ""},
    {"Rho", 0x03C1, ""},
    {"FinalSigma", 0x03C2, ""},
    {"Sigma", 0x03C3, ""},
    {"Tau", 0x03C4, ""},
    {"Upsilon", 0x03C5, ""},
    {"Phi", 0x03D5, ""},
    {"CurlyPhi", 0x03C6, ""},
    {"Chi", 0x03C7, ""},
    {"Psi", 0x03C8, ""},
    {"Omega", 0x03C9, ""},
    {"CapitalGamma", 0x0393, ""},
    {"CapitalDelta", 0x0394, ""},
    {"CapitalTheta", 0x0398, ""},
    {"CapitalLambda", 0x039B, ""},
    {"CapitalXi", 0x039E, ""},
    {"CapitalPi", 0x03A0, ""},
    {"CapitalSigma", 0x03A3, ""},
    {"CapitalPhi", 0x03A6, ""},
    {"CapitalPsi", 0x03A8, ""},
    {"CapitalOmega", 0x03A9, ""},
    {"ADoubleDot", 0x00E4, ""},
    {"ODoubleDot", 0x00F6, ""},
    {"UDoubleDot", 0x00FC, ""},
    {"CapitalADoubleDot", 0x00C4, ""},
    {"CapitalODoubleDot", 0x00D6, ""},
    {"CapitalUDoubleDot", 0x00DC, ""},
    {"SZ", 0x00DF, ""},
    {"EAcute", 0x00E9, ""},
    {"EGrave", 0x00E8, ""},
    {"AGrave", 0x00E0, ""},
    {"CCedilla", 0x00E7, ""},
    {"NTilde", 0x00F1, ""},
    {"Ellipsis", 0x2026, ""},
    {"Dash", 0x2013, ""},
    {"LongDash", 0x2014, ""},
    {"OpenCurlyQuote", 0x2018, ""},
    {"CloseCurlyQuote", 0x2019, ""},
    {"OpenCurlyDoubleQuote", 0x201C, ""},
    {"CloseCurlyDoubleQuote", 0x201D, ""},
    {"Bullet", 0x2022, ""},
    {"Euro", 0x20AC, ""},
    {"RawQuote", '"', ""},
    {"RawBackslash", '\\', ""},
    {"NewLine", '\n', ""},
    {"RawTab", '\t', ""},
};

} // namespace

Character netc::decodeCharacter(StringRef text) {
  auto byte = static_cast<unsigned char>(text.front());
  if (byte < 0x80)
    return {byte, 1};
  unsigned size = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  uint32_t code = byte & (0x7F >> size);
  for (unsigned i = 1; i < size; ++i)
    code = code << 6 | (text[i] & 0x3F);
  return {code, size};
}

void netc::appendUtf8(std::string &text, uint32_t code) {
  char bytes[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char *end = bytes;
  if (llvm::ConvertCodePointToUTF8(code, end))
    text.append(bytes, end);
}

bool netc::isBlankCharacter(uint32_t code) {
  return code == ' ' || code == '\t' || code == '\f' || code == 0xA0 ||
         (code >= 0x2000 && code <= 0x200B) || code == 0x202F ||
         code == 0x205F || code == 0x3000 || code == 0xFEFF;
}

/// Beyond ASCII every visible character is a letter but those of the blocks
/// that hold punctuation, arrows and mathematical operators.
static bool isLetterBeyondAscii(uint32_t code) {
  if (code < 0xC0)
    return code == 0xAA || code == 0xB5 || code == 0xBA;
  if (code == 0xD7 || code == 0xF7 || isBlankCharacter(code))
    return false;
  if ((code >= 0x2010 && code <= 0x206F) ||
      (code >= 0x2190 && code <= 0x23FF) ||
      (code >= 0x27C0 && code <= 0x27FF) ||
      (code >= 0x2900 && code <= 0x2BFF) ||
      (code >= 0x3001 && code <= 0x3003) ||
      (code >= 0x3008 && code <= 0x301F) ||
      (code >= 0xE000 && code <= 0xF8FF) || (code >= 0xFF00 && code <= 0xFF20))
    return false;
  return llvm::sys::unicode::isPrintable(static_cast<int>(code));
}

bool netc::isLetter(uint32_t code) {
  if (code < 0x80)
    return llvm::isAlpha(static_cast<char>(code)) || code == '$';
  return getAsciiSpelling(code).empty() && isLetterBeyondAscii(code);
}

StringRef netc::getAsciiSpelling(uint32_t code) {
  if (code < 0x80)
    return {};
  for (const NamedCharacter &character : namedCharacters)
    if (character.code == code || !*character.ascii)
      return character.ascii;
  return {};
}

std::optional<uint32_t> netc::findNamedCharacter(StringRef name) {
  for (const NamedCharacter &character : namedCharacters)
    if (!name.empty() && name == character.name)
      return character.code;
  return std::nullopt;
}

llvm::SmallVector<StringRef> netc::getNamedCharacters() {
  llvm::SmallVector<StringRef> names;
  for (const NamedCharacter &character : namedCharacters)
    if (*character.name)
      names.push_back(character.name);
  return names;
}

std::string netc::describeCharacter(uint32_t code) {
  std::string text;
  llvm::raw_string_ostream os(text);
  if (llvm::sys::unicode::isPrintable(static_cast<int>(code))) {
    std::string character;
    appendUtf8(character, code);
    os << "'" << character << "'";
  } else {
    os << llvm::format("U+%04X", code);
  }
  return text;
}
