//===- TextMaker.cpp - random texts by the grammar of the notation --------===//

#include "test/unit/RoundTrip/TextMaker.h"

using namespace netc;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Spelling
//===----------------------------------------------------------------------===//

std::string TextMaker::blank() {
  switch (below(12)) {
  case 0:
    return "\n  ";
  case 1:
    return " (* a (* b *) *) ";
  case 2:
    return "\xC2\xA0";
  case 3:
    return " \\\n";
  case 4:
  case 5:
    return " ";
  default:
    return "";
  }
}

std::string TextMaker::join(std::vector<std::string> parts, const char *open,
                            const char *close) {
  std::string text = open;
  for (size_t i = 0; i < parts.size(); ++i)
    text += (i ? "," : "") + blank() + parts[i] + blank();
  return text + close;
}

std::string TextMaker::rule(const std::string &left, const std::string &right) {
  return left + blank() +
         pick(
             {"->", "->", " -> ", "\\[Rule]", "\xE2\x86\x92", "\xEF\x94\xA2"}) +
         blank() + right;
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

std::string TextMaker::number() {
  return pick({"0", "1", "2", "17", "123456789012345678901234567890", "1.5",
               ".25", "3.", "1.*^-3", "2.5*^7", "7*^2", "7*^-2", "3^^12*^-4",
               "33^^w*^-2", "16^^ff", "2^^1.01", "1.5`20", "2.`", "0.1",
               "1.7976931348623157*^308"});
}

std::string TextMaker::string() {
  return pick({"\"\"", "\"a\"", "\"a b\"", R"("\"\\\n\t")", R"("\[Alpha]")",
               R"("\:00e9\101")", "\"\xC3\xA9\"", "\"(* a *)\""});
}

std::string TextMaker::atom() {
  switch (below(8)) {
  case 0:
  case 1:
    return number();
  case 2:
    return string();
  case 3:
    return pick({"#", "#2", "#a", "#\"a b\"", "##", "##2"});
  case 4:
    return pick({"_", "x_", "_Real", "x_Integer", "x__", "___"});
  case 5:
    return pick({"\\[Alpha]", "\xCF\x80", "\xE2\x88\x9E", "Global`x", "a$1",
                 "\\[Infinity]", "\xC3\xBC"});
  default:
    return pick({"a", "b", "x", "Tanh", "All", "True", "None", "E"});
  }
}

std::string TextMaker::bracket(unsigned depth) {
  std::vector<std::string> parts;
  for (unsigned count = below(4); count > 0; --count)
    parts.push_back(expression(depth - 1));
  switch (below(5)) {
  case 0:
    return join(parts, "{", "}");
  case 1:
    for (std::string &part : parts)
      part = rule(factor(depth - 1), part);
    return join(parts, "<|", "|>");
  case 2:
    parts.push_back(expression(depth - 1));
    return factor(depth - 1) + join(parts, "[[", "]]");
  case 3:
    return "(" + blank() + expression(depth - 1) + blank() + ")";
  default:
    return pick({"f", "g[a]", "Plus", "Power", "Not", "Span"}) +
           join(parts, "[", "]");
  }
}

std::string TextMaker::factor(unsigned depth) {
  if (depth == 0 || below(3) == 0)
    return atom();
  if (below(2))
    return bracket(depth);
  return "(" + expression(depth - 1) + ")";
}

std::string TextMaker::expression(unsigned depth) {
  if (depth == 0 || below(8) == 0)
    return atom();
  std::string left = below(2) ? factor(depth - 1) : expression(depth - 1);
  switch (below(12)) {
  case 0:
  case 1:
    return bracket(depth);
  case 2:
    return pick({"-", "+", "!", "- ", "\xE2\x88\x92", "\\[Not]"}) +
           expression(depth - 1);
  case 3:
    return left + pick({" &", "!", "'", "[]", "[[1]]", " ;;", "''"});
  case 4: // a product of neighbours
    return pick({"2", "x", "(a + b)", "#"}) + " " + pick({"y", "(c)", "f[x]"});
  case 5:
    return left + blank() + "~" + pick({"f", "Join"}) + "~" + factor(depth - 1);
  default:
    break;
  }
  std::string op = pick({"+",
                         "-",
                         "*",
                         "/",
                         "^",
                         ".",
                         "->",
                         ":>",
                         "==",
                         "!=",
                         "<",
                         "<=",
                         ">",
                         ">=",
                         "===",
                         "=!=",
                         "&&",
                         "||",
                         "|",
                         "<>",
                         "@",
                         "/@",
                         "@@",
                         "@@@",
                         "@*",
                         "/*",
                         "//",
                         "/.",
                         "//.",
                         ";;",
                         "|->",
                         "=",
                         ":=",
                         "~~",
                         "/;",
                         "<->",
                         ";",
                         "?",
                         "\xE2\x89\xA4",
                         "\xC3\x97",
                         "\xC3\xB7",
                         "\xE2\x88\xA7",
                         "\\[Or]",
                         "\\[Function]",
                         "\xE2\x86\xA6"});
  // Blanks keep `a. 5` and `a -1` what they are.
  return left + " " + op + " " + expression(depth - 1);
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

std::string TextMaker::sizes(unsigned count) {
  std::vector<std::string> parts;
  for (; count > 0; --count)
    parts.push_back(std::to_string(1 + below(4)));
  return join(parts, "{", "}");
}

std::string TextMaker::term(unsigned depth) {
  if (depth == 0)
    return pick({"#", "#", "2", "1/3", "0.5", "1.*^-3"});
  switch (below(6)) {
  case 0:
    return pick({"Tanh", "Sin", "Exp", "Abs", "LogisticSigmoid"}) + "[" +
           term(depth - 1) + "]";
  case 1:
    return "Tanh @ " + term(0);
  case 2:
    return "(" + term(depth - 1) + ")^" + pick({"2", "3", "-1"});
  case 3:
    return "-(" + term(depth - 1) + ")";
  case 4:
    return "Max[" + term(depth - 1) + blank() + ", " + term(depth - 1) + "]";
  default:
    return "(" + term(depth - 1) + ")" + pick({" + ", " - ", "*", "/", " "}) +
           "(" + term(depth - 1) + ")";
  }
}

std::string TextMaker::function() {
  if (below(3) == 0)
    return pick({"Tanh", "Ramp", "LogisticSigmoid", "\"ReLU\"", "\"ELU\""});
  if (below(4) == 0)
    return "(x |-> Tanh[x] + x^2)";
  return "(# + " + term(2) + " &)";
}

/// A value that the setting takes, or nothing.
std::string TextMaker::setting(const ArgumentSchema &argument) {
  std::string size = std::to_string(1 + below(4));
  switch (argument.kind) {
  case ArgumentKind::Size:
    return size;
  case ArgumentKind::Sizes:
  case ArgumentKind::Shape:
    return sizes(1 + below(3));
  case ArgumentKind::SpatialSizes:
    return below(2) ? size : sizes(2);
  case ArgumentKind::Padding:
    return below(2) ? size : pick({"0", "\"Same\"", "{{1, 2}, {0, 1}}"});
  case ArgumentKind::Level:
    return pick({"1", "2", "-1"});
  case ArgumentKind::ScalarFunction:
    return function();
  case ArgumentKind::Choice:
    return "\"" + argument.choices[below(argument.choices.size())].str() + "\"";
  case ArgumentKind::Boolean:
    return pick({"True", "False"});
  case ArgumentKind::Integer:
    return size;
  case ArgumentKind::Real:
    return pick({"0.5", "0.25"});
  default:
    return "";
  }
}

std::string TextMaker::layer() {
  auto schemas = layerSchemas();
  const LayerSchema &schema = schemas[below(schemas.size())];
  std::vector<std::string> parts;
  for (const ArgumentSchema &argument : schema.arguments)
    if (argument.position >= 0 && (argument.required || below(2))) {
      std::string value = setting(argument);
      if (value.empty())
        break;
      parts.push_back(value);
    } else if (argument.position >= 0) {
      break;
    }
  for (const ArgumentSchema &argument : schema.arguments) {
    std::string value =
        argument.position < 0 && below(3) == 0 ? setting(argument) : "";
    if (!value.empty())
      parts.push_back(rule("\"" + argument.name.str() + "\"", value));
  }
  for (const ArraySchema &array : schema.arrays)
    if (array.mayBeNone && below(4) == 0)
      parts.push_back(rule("\"" + array.name.str() + "\"", "None"));
  if (schema.inputs.size() == 1 && !schema.inputs[0].variadic && below(4) == 0)
    parts.push_back(rule("\"Input\"", port()));
  return schema.notation.str() + join(parts, "[", "]");
}

//===----------------------------------------------------------------------===//
// Containers
//===----------------------------------------------------------------------===//

std::string TextMaker::port() {
  switch (below(6)) {
  case 0:
    return std::to_string(1 + below(9));
  case 1:
    return pick({"\"Real\"", "Automatic", "{}"});
  case 2:
    return "{\"Varying\", " + std::to_string(1 + below(9)) + "}";
  case 3:
    return "NetEncoder[{\"Class\", {\"a\", \"b\", 3}}]";
  default:
    return sizes(1 + below(3));
  }
}

std::string TextMaker::element(unsigned depth, bool isGraph) {
  switch (below(6)) {
  case 0:
    return pick({"Ramp", "Tanh", "LogisticSigmoid", "Sin"});
  case 1:
    return std::to_string(1 + below(20));
  case 2:
    return isGraph ? pick({"Plus", "Times"}) : "(#^2 + 1 &)";
  default:
    return depth > 0 && below(3) == 0 ? net(depth - 1) : layer();
  }
}

static std::string nameOf(unsigned i) {
  return "\"" + std::string(i % 2 ? "layer " : "l") + std::to_string(i) + "\"";
}

std::string TextMaker::chain(unsigned depth) {
  std::vector<std::string> layers, parts;
  bool isNamed = below(2);
  for (unsigned i = 0, count = 1 + below(4); i < count; ++i) {
    std::string one = element(depth, /*isGraph=*/false);
    layers.push_back(isNamed ? rule(nameOf(i), one) : one);
  }
  parts.push_back(isNamed ? join(layers, "<|", "|>") : join(layers, "{", "}"));
  if (below(2))
    parts.push_back(rule("\"Input\"", port()));
  return "NetChain" + join(parts, "[", "]");
}

std::string TextMaker::graph(unsigned depth) {
  std::vector<std::string> layers, edges;
  bool isNamed = below(2);
  unsigned count = 1 + below(4);
  for (unsigned i = 0; i < count; ++i) {
    std::string one = element(depth, /*isGraph=*/true);
    layers.push_back(isNamed ? rule(nameOf(i), one) : one);
  }
  auto vertex = [&](unsigned i) {
    return isNamed ? nameOf(i) : std::to_string(i + 1);
  };
  // Each layer once, in a row, so that no port gets two edges.
  for (unsigned i = 0; i + 1 < count; ++i)
    edges.push_back(rule(vertex(i), vertex(i + 1)));
  if (below(2))
    edges.push_back(rule("NetPort[\"in\"]", vertex(0)));
  if (below(2))
    edges.push_back(rule(vertex(count - 1), "NetPort[\"out\"]"));
  std::vector<std::string> parts = {isNamed ? join(layers, "<|", "|>")
                                            : join(layers, "{", "}"),
                                    join(edges, "{", "}")};
  return "NetGraph" + join(parts, "[", "]");
}

std::string TextMaker::net(unsigned depth) {
  switch (below(4)) {
  case 0:
    return layer();
  case 1:
    return graph(depth);
  default:
    return chain(depth);
  }
}
