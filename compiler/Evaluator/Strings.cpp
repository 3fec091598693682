//===- Strings.cpp - strings and characters -------------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Characters.h"
#include "compiler/Notation/ExprMemory.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"

using namespace netc;
using llvm::SmallVector;
using llvm::StringRef;

/// Adds a string, or those of a list.
static bool joinStrings(const Call &call, size_t index, const Expr &expr,
                        std::string &joined) {
  if (expr.isList())
    return llvm::all_of(expr.args(), [&](const Expr &part) {
      return joinStrings(call, index, part, joined);
    });
  if (!expr.isString()) {
    call.fail(index, "needs strings, not " + describe(expr));
    return false;
  }
  joined += expr.text();
  return call.evaluator.checkSize(joined.size(), call.span());
}

static Expr evalStringJoin(Call &call) {
  std::string joined;
  for (size_t i = 0; i < call.args().size(); ++i)
    if (!joinStrings(call, i, call.arg(i), joined))
      return {};
  return Expr::string(joined, call.span());
}

/// A form may follow: with InputForm strings keep their quotes.
static Expr evalToString(Call &call) {
  bool isInput = call.args().size() == 2 && call.arg(1).isSymbol("InputForm");
  if (call.args().size() == 2 && !isInput &&
      !call.arg(1).isSymbol("OutputForm"))
    return call.failType(1, "InputForm or OutputForm");
  if (isInput)
    return Expr::string(printValue(call.arg(0), 0), call.span());
  if (call.arg(0).isString())
    return call.arg(0);
  return Expr::string(printValue(call.arg(0)), call.span());
}

static SmallVector<StringRef> splitCharacters(StringRef text) {
  SmallVector<StringRef> characters;
  while (!text.empty()) {
    unsigned size = decodeCharacter(text).size;
    characters.push_back(text.take_front(size));
    text = text.drop_front(size);
  }
  return characters;
}

static Expr evalCharacters(Call &call) {
  std::optional<StringRef> text = call.string(0);
  if (!text ||
      !call.evaluator.checkMemory(text->size() * numberBytes, call.span()))
    return {};
  SmallVector<Expr> characters;
  for (StringRef character : splitCharacters(*text))
    characters.push_back(Expr::string(character, call.span()));
  return call.makeList(characters);
}

static Expr evalStringLength(Call &call) {
  std::optional<StringRef> text = call.string(0);
  if (!text)
    return {};
  return Expr::integer(static_cast<int64_t>(splitCharacters(*text).size()),
                       call.span());
}

static std::optional<uint32_t> readCharacter(const Call &call, size_t index) {
  const Expr &arg = call.arg(index);
  if (std::optional<int64_t> code = arg.asInt64())
    if (*code >= 0 && *code <= 0x10FFFF)
      return static_cast<uint32_t>(*code);
  if (arg.isString() && splitCharacters(arg.text()).size() == 1)
    return decodeCharacter(arg.text()).code;
  call.failType(index, "one character or its code");
  return std::nullopt;
}

static Expr makeCharacters(const Call &call, uint32_t first, uint32_t last) {
  SmallVector<Expr> characters;
  for (uint32_t code = first; code <= last; ++code) {
    std::string character;
    appendUtf8(character, code);
    if (!character.empty())
      characters.push_back(Expr::string(character, call.span()));
  }
  return call.makeList(characters);
}

static Expr evalCharacterRange(Call &call) {
  std::optional<uint32_t> first = readCharacter(call, 0);
  std::optional<uint32_t> last = first ? readCharacter(call, 1) : std::nullopt;
  return last ? makeCharacters(call, *first, *last) : Expr();
}

static Expr evalAlphabet(Call &call) { return makeCharacters(call, 'a', 'z'); }

static Expr evalFromCharacterCode(Call &call) {
  const Expr &arg = call.arg(0);
  std::string text;
  for (const Expr &part :
       arg.isList() ? arg.args() : llvm::ArrayRef<Expr>(arg)) {
    std::optional<int64_t> code = part.asInt64();
    size_t size = text.size();
    if (code && *code >= 0 && *code <= 0x10FFFF)
      appendUtf8(text, static_cast<uint32_t>(*code));
    if (text.size() == size)
      return call.fail(0, "needs codes of characters, not " + describe(part));
  }
  return Expr::string(text, call.span());
}

static Expr evalToCharacterCode(Call &call) {
  std::optional<StringRef> text = call.string(0);
  if (!text)
    return {};
  SmallVector<Expr> codes;
  for (StringRef character : splitCharacters(*text))
    codes.push_back(
        Expr::integer(decodeCharacter(character).code, call.span()));
  return call.makeList(codes);
}

/// ASCII, Latin-1, Greek and Cyrillic letters; others stay.
static uint32_t changeCase(uint32_t code, bool toLower) {
  if (code < 0x80) {
    char c = static_cast<char>(code);
    return static_cast<unsigned char>(toLower ? llvm::toLower(c)
                                              : llvm::toUpper(c));
  }
  struct Block {
    uint32_t first, last, distance;
  };
  static constexpr Block blocks[] = {{0xC0, 0xD6, 32},
                                     {0xD8, 0xDE, 32},
                                     {0x391, 0x3A9, 32},
                                     {0x400, 0x40F, 80},
                                     {0x410, 0x42F, 32}};
  for (const Block &block : blocks) {
    if (toLower && code >= block.first && code <= block.last)
      return code + block.distance;
    if (!toLower && code >= block.first + block.distance &&
        code <= block.last + block.distance)
      return code - block.distance;
  }
  return code;
}

template <bool toLower> static Expr evalCase(Call &call) {
  return threadLists(call, call.args(), [&](llvm::ArrayRef<Expr> parts) {
    if (!parts[0].isString())
      return call.failType(0, "a string");
    std::string changed;
    for (StringRef character : splitCharacters(parts[0].text()))
      appendUtf8(changed, changeCase(decodeCharacter(character).code, toLower));
    return Expr::string(changed, call.span());
  });
}

/// Names of layers and functions that a pattern such as `*Layer` matches.
static Expr evalNames(Call &call) {
  std::optional<StringRef> text = call.string(0);
  if (!text)
    return {};
  llvm::Expected<llvm::GlobPattern> pattern = llvm::GlobPattern::create(*text);
  if (!pattern)
    return call.fail(0, llvm::toString(pattern.takeError()));
  SmallVector<StringRef> names;
  if (call.evaluator.getHooks().getNetHeads)
    names = call.evaluator.getHooks().getNetHeads();
  llvm::append_range(names, getBuiltins().keys());
  llvm::sort(names);
  names.erase(llvm::unique(names), names.end());
  SmallVector<Expr> found;
  for (StringRef name : names)
    if (pattern->match(name))
      found.push_back(Expr::string(name, call.span()));
  return call.makeList(found);
}

void netc::addStrings(BuiltinTable &table) {
  table["StringJoin"] = {evalStringJoin, 0, anyCount};
  table["ToString"] = {evalToString, 1, 2};
  table["Characters"] = {evalCharacters, 1, 1};
  table["StringLength"] = {evalStringLength, 1, 1};
  table["CharacterRange"] = {evalCharacterRange, 2, 2};
  table["Alphabet"] = {evalAlphabet, 0, 0};
  table["FromCharacterCode"] = {evalFromCharacterCode, 1, 1};
  table["ToCharacterCode"] = {evalToCharacterCode, 1, 1};
  table["Names"] = {evalNames, 1, 1};
  table["ToLowerCase"] = {evalCase<true>, 1, 1};
  table["ToUpperCase"] = {evalCase<false>, 1, 1};
}
