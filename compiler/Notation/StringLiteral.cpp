//===- StringLiteral.cpp - strings between quotes -------------------------===//

#include "compiler/Notation/StringLiteral.h"
#include "compiler/Notation/Characters.h"
#include "compiler/Notation/NearestNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace netc;
using llvm::StringRef;

namespace {

class Unescaper {
public:
  Unescaper(StringRef text, EscapeProblem &problem)
      : text(text), problem(problem) {}

  std::optional<std::string> run() {
    while (position < text.size()) {
      size_t next = std::min(text.find('\\', position), text.size());
      result += text.slice(position, next);
      position = next;
      if (position < text.size() && !readEscape())
        return std::nullopt;
    }
    return std::move(result);
  }

private:
  bool fail(size_t size, const llvm::Twine &message, std::string hint = {}) {
    problem = {position, std::min(position + size, text.size()), message.str(),
               std::move(hint)};
    return false;
  }

  bool readEscape() {
    StringRef rest = text.substr(position + 1);
    char c = rest.empty() ? '\0' : rest.front();
    switch (c) {
    case '"':
    case '\\':
      return accept(c, 2);
    case 'n':
      return accept('\n', 2);
    case 't':
      return accept('\t', 2);
    case 'r':
      return accept('\r', 2);
    case 'b':
      return accept('\b', 2);
    case 'f':
      return accept('\f', 2);
    case '\r':
    case '\n':
      position += rest.starts_with("\r\n") ? 3 : 2;
      return true;
    case '.':
      return readCode(rest.substr(1), 2, 2, 16);
    case ':':
      return readCode(rest.substr(1), 2, 4, 16);
    case '|':
      return readCode(rest.substr(1), 2, 6, 16);
    case '[':
      return readName(rest.substr(1));
    default:
      break;
    }
    if (llvm::isDigit(c))
      return readCode(rest, 1, 3, 8);
    return failUnknown(rest);
  }

  bool failUnknown(StringRef rest) {
    if (rest.empty())
      return fail(1, "a lone backslash at the end of a string");
    Character character = decodeCharacter(rest);
    return fail(1 + character.size,
                "unknown escape '\\" + rest.take_front(character.size) + "'",
                "write '\\\\' for a backslash; escapes are \\\" \\\\ \\n "
                "\\t \\r \\b \\f \\nnn \\.hh \\:hhhh \\|hhhhhh \\[Name]");
  }

  bool accept(uint32_t code, size_t size) {
    appendUtf8(result, code);
    position += size;
    return true;
  }

  bool readCode(StringRef rest, size_t prefix, size_t digits, unsigned radix) {
    uint32_t code = 0;
    if (rest.size() < digits ||
        rest.take_front(digits).getAsInteger(radix, code))
      return fail(
          prefix + digits,
          "this escape needs " + llvm::Twine(digits) +
              (radix == 8 ? " octal" : " hexadecimal") + " digits",
          "'A' is \\101, \\.41, \\:0041 or \\|000041; write '\\\\' for a "
          "backslash");
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
      return fail(prefix + digits,
                  "no character has the code " + llvm::Twine::utohexstr(code));
    return accept(code, prefix + digits);
  }

  bool readName(StringRef rest) {
    size_t end = rest.find(']');
    if (end == StringRef::npos)
      return fail(2, "'\\[' without a closing ']'",
                  "a character is written \\[Name]; write '\\\\' for a "
                  "backslash");
    StringRef name = rest.take_front(end);
    std::optional<uint32_t> code = findNamedCharacter(name);
    if (!code)
      return fail(end + 3, "no character is called '" + name + "'",
                  didYouMean(name, getNamedCharacters()));
    return accept(*code, end + 3);
  }

  StringRef text;
  EscapeProblem &problem;
  size_t position = 0;
  std::string result;
};

} // namespace

std::optional<std::string> netc::unescapeString(StringRef inside,
                                                EscapeProblem &problem) {
  return Unescaper(inside, problem).run();
}

std::string netc::quoteString(StringRef text) {
  std::string result = "\"";
  llvm::raw_string_ostream os(result);
  for (char c : text) {
    switch (c) {
    case '"':
    case '\\':
      os << '\\' << c;
      break;
    case '\n':
      os << "\\n";
      break;
    case '\t':
      os << "\\t";
      break;
    case '\r':
      os << "\\r";
      break;
    default:
      // Control characters would not survive an editor.
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
        os << llvm::format("\\.%02x", static_cast<unsigned char>(c));
      else
        os << c;
    }
  }
  os << '"';
  return result;
}
