//===- ReadJson.cpp - JSON to values --------------------------------------===//

#include "compiler/Notation/Json.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include <nlohmann/json.hpp>

using namespace netc;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

using Json = nlohmann::ordered_json;

/// As deep as an expression may be.
constexpr unsigned maxDepth = 1000;

/// Builds values while the text is read; so integers keep all their digits.
class ValueReader : public nlohmann::json_sax<Json> {
public:
  explicit ValueReader(Span span) : span(span) {}

  bool null() override { return add(Expr::symbol("Null", span)); }
  bool boolean(bool value) override { return add(Expr::boolean(value, span)); }
  bool number_integer(number_integer_t value) override {
    return add(Expr::integer(value, span));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add(makeInteger(BigInteger(llvm::APInt(65, value)), span));
  }
  bool number_float(number_float_t value, const string_t &text) override;
  bool string(string_t &text) override { return add(Expr::string(text, span)); }
  bool binary(binary_t &) override { return false; }
  bool start_object(size_t) override { return open(); }
  bool start_array(size_t) override { return open(); }
  bool key(string_t &text) override {
    brackets.back().key = text;
    return true;
  }
  bool end_object() override {
    Expr value = Expr::association(close(), span);
    return add(std::move(value));
  }
  bool end_array() override {
    Expr value = Expr::list(close(), span);
    return add(std::move(value));
  }
  bool parse_error(size_t position, const std::string &,
                   const nlohmann::detail::exception &) override {
    return fail("not JSON (byte " + std::to_string(position) + ")");
  }

  Expr value;
  std::string problem;

private:
  /// A list or an object that is not closed yet.
  struct Bracket {
    SmallVector<Expr> parts;
    std::optional<std::string> key; ///< of the next member
    llvm::StringMap<size_t> places; ///< of the keys among the parts
  };

  bool fail(const std::string &why) {
    problem = why;
    return false;
  }
  bool open();
  SmallVector<Expr> close() { return brackets.pop_back_val().parts; }
  bool add(Expr part);

  Span span;
  SmallVector<Bracket, 4> brackets;
};

} // namespace

bool ValueReader::open() {
  if (brackets.size() >= maxDepth)
    return fail("nests more than 1000 levels deep");
  brackets.emplace_back();
  return true;
}

/// Of equal keys the first keeps its place and the last its value.
bool ValueReader::add(Expr part) {
  if (brackets.size() >= maxDepth)
    return fail("nests more than 1000 levels deep");
  if (brackets.empty()) {
    value = std::move(part);
    return true;
  }
  Bracket &bracket = brackets.back();
  if (!bracket.key) {
    bracket.parts.push_back(std::move(part));
    return true;
  }
  Expr rule = Expr::rule(Expr::string(*bracket.key, span), part, span);
  auto [known, isNew] =
      bracket.places.try_emplace(*bracket.key, bracket.parts.size());
  if (isNew)
    bracket.parts.push_back(std::move(rule));
  else
    bracket.parts[known->second] = std::move(rule);
  bracket.key.reset();
  return true;
}

/// Integers past 64 bits come as floats, with their text.
bool ValueReader::number_float(number_float_t value, const string_t &text) {
  StringRef digits = text;
  bool isNegative = digits.consume_front("-");
  if (!llvm::all_of(digits, llvm::isDigit))
    return add(Expr::real(value, span));
  std::string tooLong;
  Expr integer = readNumber(digits, span, tooLong);
  if (!integer)
    return add(Expr::real(value, span));
  return add(isNegative ? negate(integer, span) : integer);
}

Expr netc::fromJson(llvm::StringRef text, Span span, std::string &problem) {
  ValueReader reader(span);
  if (Json::sax_parse(text.begin(), text.end(), &reader))
    return reader.value;
  problem = reader.problem;
  return {};
}
