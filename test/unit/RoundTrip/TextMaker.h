//===- TextMaker.h - random texts by the grammar of the notation ----------===//

#ifndef NETC_TEST_UNIT_ROUNDTRIP_TEXTMAKER_H
#define NETC_TEST_UNIT_ROUNDTRIP_TEXTMAKER_H

#include "dialects/Net/IR/LayerSchema.h"
#include <random>
#include <string>
#include <vector>

namespace netc {

/// Writes one text for each seed: expressions with every operator, nets with
/// every layer, both with any spelling, blanks and comments that mean the same.
class TextMaker {
public:
  explicit TextMaker(unsigned seed) : random(seed) {}

  std::string expression(unsigned depth);
  /// A layer, chain or graph that the front end takes.
  std::string net(unsigned depth);

private:
  std::string atom();
  std::string number();
  std::string string();
  std::string bracket(unsigned depth);
  /// An operand that needs no parentheses beside another one.
  std::string factor(unsigned depth);

  std::string layer();
  std::string setting(const net::ArgumentSchema &argument);
  std::string sizes(unsigned count);
  std::string function();
  std::string term(unsigned depth);
  std::string chain(unsigned depth);
  std::string graph(unsigned depth);
  std::string element(unsigned depth, bool isGraph);
  std::string port();

  std::string join(std::vector<std::string> parts, const char *open,
                   const char *close);
  /// Nothing, a blank, a comment or a newline: inside of brackets all the same.
  std::string blank();
  std::string rule(const std::string &left, const std::string &right);
  unsigned below(unsigned count) { return random() % count; }
  std::string pick(std::initializer_list<const char *> choices) {
    return choices.begin()[below(choices.size())];
  }

  std::mt19937 random;
};

} // namespace netc

#endif // NETC_TEST_UNIT_ROUNDTRIP_TEXTMAKER_H
