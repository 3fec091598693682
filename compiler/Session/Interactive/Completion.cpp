//===- Completion.cpp - what could end an unfinished input ---------------===//

#include "compiler/Session/Interactive/Completion.h"
#include "compiler/Frontend/Tree/CoderSchema.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Notation/Lexer.h"
#include "compiler/Session/Apply.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include <set>

using llvm::StringRef;
using T = netc::TokenKind;

namespace netc {

namespace {

/// Where the text ends.
struct Place {
  size_t begin = 0; ///< of the word that ends it, which may be empty
  bool isInString = false;
  bool isInComment = false;
  /// For every open bracket the name before it, empty for other brackets.
  llvm::SmallVector<StringRef> heads;

  /// The innermost name.
  StringRef enclosing() const {
    for (StringRef head : llvm::reverse(heads))
      if (!head.empty())
        return head;
    return "";
  }
};

class Words {
public:
  explicit Words(StringRef begin) : begin(begin) {}

  void add(StringRef word) {
    if (!word.empty() && word.starts_with(begin))
      words.insert(word.str());
  }
  template <typename Range> void addAll(const Range &range) {
    for (StringRef word : range)
      add(word);
  }
  std::vector<std::string> take(StringRef end) {
    std::vector<std::string> result;
    for (const std::string &word : words)
      result.push_back(word + end.str());
    return result;
  }

private:
  StringRef begin;
  std::set<std::string> words;
};

} // namespace

//===----------------------------------------------------------------------===//
// The place
//===----------------------------------------------------------------------===//

static void followBracket(Place &place, Token token, StringRef before) {
  switch (token.kind) {
  case T::LeftDoubleBracket:
    place.heads.append(2, "");
    break;
  case T::LeftBracket:
    place.heads.push_back(before);
    break;
  case T::LeftParen:
  case T::LeftBrace:
  case T::LeftAssociation:
    place.heads.push_back("");
    break;
  case T::RightDoubleBracket:
    if (!place.heads.empty())
      place.heads.pop_back();
    [[fallthrough]];
  case T::RightBracket:
  case T::RightParen:
  case T::RightBrace:
  case T::RightAssociation:
    if (!place.heads.empty())
      place.heads.pop_back();
    break;
  default:
    break;
  }
}

static Place placeAtEnd(StringRef text) {
  Place place;
  place.begin = text.size();
  Lexer lexer(text);
  StringRef word; // the symbol just before
  for (Token token = lexer.next(); token.kind != T::End; token = lexer.next()) {
    if (token.kind == T::Error && lexer.getProblem().isEarlyEnd) {
      place.isInString = lexer.getProblem().code == "unclosed-string";
      place.isInComment = !place.isInString;
      place.begin = lexer.getProblem().begin + 1;
      return place;
    }
    followBracket(place, token, word);
    word = token.kind == T::Symbol ? text.slice(token.begin, token.end) : "";
    if (!word.empty() && token.end == text.size())
      place.begin = token.begin;
  }
  return place;
}

//===----------------------------------------------------------------------===//
// The names
//===----------------------------------------------------------------------===//

/// Keys of associations and names of ports in the values of definitions.
static void addKeys(const Expr &value, Words &words, unsigned &budget) {
  if (!value.isCall() || budget == 0)
    return;
  --budget;
  if (value.isRule() && value.args()[0].isString())
    words.add(value.args()[0].text());
  if (value.isCall("NetPort"))
    for (const Expr &arg : value.args())
      if (arg.isString())
        words.add(arg.text());
  for (const Expr &arg : value.args())
    addKeys(arg, words, budget);
}

static void addPorts(const net::LayerSchema &layer, Words &words) {
  for (const net::PortSchema &port : layer.inputs)
    words.add(port.name);
  for (const net::PortSchema &port : layer.outputs)
    words.add(port.name);
}

static void addSettings(const net::LayerSchema &layer, Words &words) {
  for (const net::ArgumentSchema &argument : layer.arguments)
    words.add(argument.name);
  for (const net::ArraySchema &array : layer.arrays)
    words.add(array.name);
}

static bool isCoder(StringRef head) {
  return head == "NetEncoder" || head == "NetDecoder";
}

static void addCoders(StringRef head, bool types, Words &words) {
  for (const tree::CoderSchema &coder : tree::coderSchemas()) {
    if ((coder.direction == net::CoderDirection::Encoder) !=
        (head == "NetEncoder"))
      continue;
    if (types)
      words.add(coder.type);
    for (const tree::ParameterSchema &parameter : coder.parameters)
      words.add(parameter.name);
  }
}

static void addStrings(StringRef head, const Evaluator &evaluator,
                       Words &words) {
  if (isCoder(head))
    return addCoders(head, /*types=*/true, words);
  if (const net::LayerSchema *layer = net::findLayer(head)) {
    addPorts(*layer, words);
    addSettings(*layer, words);
    for (const net::ArgumentSchema &argument : layer->arguments)
      words.addAll(argument.choices);
    return;
  }
  words.add("Input");
  words.add("Output");
  unsigned budget = 10000;
  for (StringRef name : evaluator.getNames())
    addKeys(evaluator.lookup(name), words, budget);
}

/// The options that a call of `head` takes.
static void addOptions(StringRef head, const Evaluator &evaluator,
                       Words &words) {
  if (isCoder(head))
    addCoders(head, /*types=*/false, words);
  else if (const net::LayerSchema *layer = net::findLayer(head))
    addSettings(*layer, words);
  else if (Expr value = evaluator.lookup(head); value && evaluator.isNet(value))
    words.addAll(applicationOptions());
}

Completions completionsAt(StringRef text, const Evaluator &evaluator) {
  const auto *bytes = reinterpret_cast<const llvm::UTF8 *>(text.data());
  if (!llvm::isLegalUTF8String(&bytes, bytes + text.size()))
    return {};
  Place place = placeAtEnd(text);
  StringRef typed = text.substr(place.begin);
  Words words(typed);
  if (place.isInComment)
    return {};
  if (place.isInString) {
    addStrings(place.enclosing(), evaluator, words);
    return {place.begin, words.take("\"")};
  }
  addOptions(place.enclosing(), evaluator, words);
  // Everything is no help.
  if (!typed.empty())
    words.addAll(evaluator.getKnownNames());
  return {place.begin, words.take("")};
}

} // namespace netc
