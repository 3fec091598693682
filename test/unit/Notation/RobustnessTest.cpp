//===- RobustnessTest.cpp - hostile and huge texts ------------------------===//

#include "test/unit/Notation/TestSource.h"
#include <ctime>
#include <gtest/gtest.h>
#include <random>

using namespace netc;

namespace {

std::string repeat(const std::string &text, size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (size_t i = 0; i < count; ++i)
    result += text;
  return result;
}

bool hasCode(const std::string &messages, const std::string &code) {
  return messages.find("error[" + code + "]") != std::string::npos;
}

TEST(Robustness, NestsToTheLimit) {
  EXPECT_TRUE(TestSource(repeat("{", 1000) + repeat("}", 1000)).isRead);
  EXPECT_TRUE(TestSource(repeat("(", 1000) + "1" + repeat(")", 1000)).isRead);
  for (const char *open : {"{", "(", "f[", "<|a->", "-", "!", "a^", "a->", "f@",
                           "1;;(", "a[[", "{-"})
    EXPECT_EQ(TestSource(repeat(open, 100000))
                  .messages.substr(0, 60)
                  .find("t.net:1:"),
              0u);
}

TEST(Robustness, TooDeepIsAnError) {
  EXPECT_EQ(
      messagesFor(repeat("{", 1001) + "1" + repeat("}", 1001)).substr(0, 97),
      "t.net:1:1002: error[nesting-too-deep]: expressions nest more than "
      "1000 levels deep here\n1 | ...{{");
  // Forms that nest to the left need no recursion, and are limited as well.
  for (const char *close : {"[1]", "'[x]", "/b", "!", "//f", " &", "[[1]]"})
    EXPECT_TRUE(
        hasCode(messagesFor("a" + repeat(close, 5000)), "nesting-too-deep"))
        << close;
  EXPECT_TRUE(TestSource("a" + repeat("+b-c", 100000)).isRead);
  EXPECT_TRUE(TestSource("a" + repeat(" b", 100000)).isRead);
}

TEST(Robustness, NulAndControlCharacters) {
  EXPECT_EQ(messagesFor(std::string("a\0b", 3)),
            "t.net:1:2: error[unexpected-token]: unexpected character U+0000\n"
            "1 | a?b\n"
            "  |  ^\n"
            "hint: this character cannot be seen; remove it\n");
  EXPECT_TRUE(hasCode(messagesFor(std::string("\x01", 1)), "unexpected-token"));
}

TEST(Robustness, LongLinesOfBytesThatAreNoText) {
  for (const char *byte : {"\x97", "\xC3", "\xFF"})
    EXPECT_TRUE(hasCode(messagesFor("a" + repeat(byte, 500)), "bad-encoding"));
}

TEST(Robustness, EveryPrefixOfAText) {
  std::string text = "net = NetGraph[<|\"a\" -> {1, 2.5*^3}, b -> (#^2 &)|>, "
                     "{1 -> {2}, NetPort[\"x\"] :> x[[1;;2]]}] (* c *) // f";
  for (size_t size = 0; size < text.size(); ++size) {
    TestSource test(text.substr(0, size));
    EXPECT_EQ(test.isRead, test.messages.empty()) << text.substr(0, size);
  }
}

TEST(Robustness, RandomBytesAndTokens) {
  static const char *pieces[] = {
      "a",  "1",   "1.", "\"s\"", "#",  "[",  "]",  "{",  "}",  "(",  ")", "<|",
      "|>", ",",   ";",  ";;",    "->", "&",  "@",  "~",  "-",  "!",  "'", "[[",
      "_",  "\\[", "\n", "`",     "*^", "^^", "\"", "\\", "(*", "*)", "?"};
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (unsigned j = random() % 20; j > 0; --j)
      text += i % 4 ? pieces[random() % std::size(pieces)]
                    : std::string(1, static_cast<char>(random() % 256));
    TestSource test(text);
    EXPECT_TRUE(test.isRead || !test.messages.empty()) << text;
  }
}

TEST(Robustness, MutatedTexts) {
  static const std::string texts[] = {
      "NetGraph[<|\"p\" -> Tanh, \"w\" -> Times|>, {{\"p\", NetPort[\"W\"]} "
      "-> \"w\"}, \"Input\" -> 2]",
      "f[x_] := x^2 + 1; ElementwiseLayer[If[# > 0, #a, 2.5`3*^-7] &] @ {1}",
      "x = {1, 16^^ff, \"\\[Alpha]\\n\", \xE2\x80\x9Cq\xE2\x80\x9D}[[1 ;; -1]] "
      "(* c (* d *) *) // f /. a :> b"};
  std::mt19937 random(2);
  for (int i = 0; i < 20000; ++i) {
    std::string text = texts[i % std::size(texts)];
    for (unsigned j = 1 + random() % 3; j > 0; --j) {
      size_t place = random() % text.size();
      if (random() % 2)
        text.erase(place, random() % 3);
      else
        text.insert(place, text.substr(random() % text.size(), random() % 4));
    }
    TestSource test(text);
    EXPECT_TRUE(test.isRead || !test.messages.empty()) << text;
  }
}

/// Ten megabytes are read in about a second even by a slow build.
/// Texts of about `size` characters of each kind.
static std::vector<std::string> makeLongTexts(int size) {
  return {
      "{" + repeat("1.25, ", size / 6) + "1}",
      "{" + repeat("{1, 2}, ", size / 8) + "1}",
      "f[" + repeat("\"abc\" -> x, ", size / 12) + "1]",
      repeat("x = 1\n", size / 6),
      repeat("(", 999) + repeat("a + ", size / 4) + "1" + repeat(")", 999),
      "\"" + repeat("a\\n", size / 3) + "\"",
      repeat("(*", size / 4) + repeat("*)", size / 4),
      "{" + repeat("{", 10) + repeat("\xC3\xA9 ", size / 3),
  };
}

/// Of the processor, so that a busy machine does not count.
static double parseSeconds(const std::string &text) {
  std::clock_t begin = std::clock();
  TestSource test(text);
  return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

// Ten times as much text takes about ten times as long; a hundred times if
// something is quadratic.
TEST(Robustness, TimeIsLinear) {
  for (auto [small, large] :
       llvm::zip_equal(makeLongTexts(1000000), makeLongTexts(10000000)))
    EXPECT_LT(parseSeconds(large), 30 * parseSeconds(small) + 0.1)
        << small.substr(0, 40);
}

} // namespace
