//===- SyntaxErrorTest.cpp - every message of the parser in full ----------===//

#include "test/unit/Notation/TestSource.h"
#include <gtest/gtest.h>

using namespace netc;

namespace {

TEST(SyntaxErrors, UnclosedBracket) {
  EXPECT_EQ(messagesFor("NetChain[{1, 2]"),
            "t.net:1:10: error[unclosed-bracket]: '{' is never closed\n"
            "1 | NetChain[{1, 2]\n"
            "  |          ^\n"
            "t.net:1:15: note: expected '}' before ']'\n"
            "1 | NetChain[{1, 2]\n"
            "  |               ^\n"
            "hint: write '}' there, or remove '{'\n");
  EXPECT_EQ(messagesFor("f[\n  a,\n"),
            "t.net:1:2: error[unclosed-bracket]: '[' is never closed\n"
            "1 | f[\n"
            "  |  ^\n"
            "t.net:3:1: note: expected ']' before the end of the text\n"
            "3 | \n"
            "  | ^\n"
            "hint: write ']' there, or remove '['\n");
}

TEST(SyntaxErrors, UnexpectedToken) {
  EXPECT_EQ(messagesFor("a + "),
            "t.net:1:5: error[unexpected-token]: expected an expression after "
            "'+', found the end of the text\n"
            "1 | a + \n"
            "  |     ^\n");
  EXPECT_EQ(messagesFor("x\n  ]"),
            "t.net:2:3: error[unexpected-token]: ']' closes nothing\n"
            "2 |   ]\n"
            "  |   ^\n"
            "hint: remove it, or write the bracket that it closes\n");
  EXPECT_EQ(messagesFor("{a = = b}"),
            "t.net:1:6: error[unexpected-token]: expected an expression after "
            "'=', found '='\n"
            "1 | {a = = b}\n"
            "  |      ^\n"
            "hint: a comparison is written a == b\n");
  EXPECT_EQ(messagesFor("a ` b"),
            "t.net:1:3: error[unexpected-token]: unexpected character '`'\n"
            "1 | a ` b\n"
            "  |   ^\n"
            "hint: a name with a context is written context`name\n");
}

TEST(SyntaxErrors, UnclosedString) {
  EXPECT_EQ(messagesFor("f[\"abc]"),
            "t.net:1:3: error[unclosed-string]: this string is never closed\n"
            "1 | f[\"abc]\n"
            "  |   ^\n"
            "hint: close it with '\"'; inside a string write '\\\"' for a "
            "quote\n");
}

TEST(SyntaxErrors, UnclosedComment) {
  EXPECT_EQ(messagesFor("a (* b (* c *)"),
            "t.net:1:3: error[unclosed-comment]: this comment is never closed\n"
            "1 | a (* b (* c *)\n"
            "  |   ^~\n"
            "hint: every '(*' needs its own '*)'; comments nest\n");
}

TEST(SyntaxErrors, BadNumber) {
  EXPECT_EQ(messagesFor("2^^102"),
            "t.net:1:1: error[bad-number]: '2' is no digit in base 2, "
            "where digits end at 1\n"
            "1 | 2^^102\n"
            "  | ^~~~~~\n");
  EXPECT_EQ(messagesFor("{37^^1}"),
            "t.net:1:2: error[bad-number]: the base of a number, before '^^', "
            "is 2 to 36, not 37\n"
            "1 | {37^^1}\n"
            "  |  ^~~~~\n");
  EXPECT_EQ(messagesFor("1.5*^x"),
            "t.net:1:1: error[bad-number]: '*^' needs an exponent made of "
            "digits, such as 1.5*^-3\n"
            "1 | 1.5*^x\n"
            "  | ^~~~~\n");
  EXPECT_EQ(messagesFor("1.*^400"),
            "t.net:1:1: error[bad-number]: this number is too large for a "
            "real, which ends at 1.79*^308\n"
            "1 | 1.*^400\n"
            "  | ^~~~~~~\n");
  EXPECT_EQ(messagesFor("1*^99999999999999999999"),
            "t.net:1:1: error[bad-number]: an exact number has at most 1000 "
            "digits; write '.' for a real\n"
            "1 | 1*^99999999999999999999\n"
            "  | ^~~~~~~~~~~~~~~~~~~~~~~\n");
}

TEST(SyntaxErrors, ExponentOfOtherLanguages) {
  EXPECT_EQ(messagesFor("1e5"),
            "t.net:1:1: warning[bad-number]: this is a product with the symbol "
            "e5\n"
            "1 | 1e5\n"
            "  | ^~~\n"
            "hint: did you mean 1*^5?\n");
  EXPECT_NE(messagesFor("2.5e-3").find("hint: did you mean 2.5*^-3?"),
            std::string::npos);
  EXPECT_EQ(messagesFor("2 e5"), "");
  EXPECT_EQ(messagesFor("2E"), "");
}

TEST(SyntaxErrors, BadEscape) {
  EXPECT_EQ(messagesFor("\"a\\qb\""),
            "t.net:1:3: error[bad-escape]: unknown escape '\\q'\n"
            "1 | \"a\\qb\"\n"
            "  |   ^~\n"
            "hint: write '\\\\' for a backslash; escapes are \\\" \\\\ \\n \\t "
            "\\r \\b \\f \\nnn \\.hh \\:hhhh \\|hhhhhh \\[Name]\n");
  EXPECT_EQ(messagesFor("a \\[Rul] b"),
            "t.net:1:3: error[bad-escape]: no character is called 'Rul'\n"
            "1 | a \\[Rul] b\n"
            "  |   ^~~~~~\n"
            "hint: did you mean Rule?\n");
  EXPECT_EQ(messagesFor("\"\\:00g1\""),
            "t.net:1:2: error[bad-escape]: this escape needs 4 hexadecimal "
            "digits\n"
            "1 | \"\\:00g1\"\n"
            "  |  ^~~~~~\n"
            "hint: 'A' is \\101, \\.41, \\:0041 or \\|000041; write '\\\\' for "
            "a backslash\n");
  EXPECT_EQ(messagesFor("\"\\:d800\""),
            "t.net:1:2: error[bad-escape]: no character has the code d800\n"
            "1 | \"\\:d800\"\n"
            "  |  ^~~~~~\n");
}

TEST(SyntaxErrors, MissingComma) {
  EXPECT_EQ(messagesFor("NetChain[{LinearLayer[3] Ramp}]"),
            "t.net:1:25: error[missing-comma]: missing comma between "
            "LinearLayer[3] and Ramp?\n"
            "1 | NetChain[{LinearLayer[3] Ramp}]\n"
            "  |                         ^\n"
            "hint: put ',' between them, or '*' for a product\n");
  EXPECT_EQ(messagesFor("{Ramp,\n Tanh\n Sin}"),
            "t.net:2:6: error[missing-comma]: missing comma between Tanh and "
            "Sin?\n"
            "2 |  Tanh\n"
            "  |      ^\n"
            "hint: put ',' between them, or '*' for a product\n");
  for (const char *text : {"f[\"a\" x]", "{a {b}}", "{<||> 2}", "{(a -> b) c}",
                           "{NetPort[\"a\"] 1}"})
    EXPECT_NE(messagesFor(text).find("error[missing-comma]"), std::string::npos)
        << text;
}

TEST(SyntaxErrors, EmptyElement) {
  EXPECT_EQ(messagesFor("{1,, 2}"),
            "t.net:1:4: error[empty-element]: empty element before ','\n"
            "1 | {1,, 2}\n"
            "  |    ^\n"
            "hint: remove this ',' or write the missing element\n");
  EXPECT_EQ(messagesFor("f[1,]"),
            "t.net:1:4: error[empty-element]: empty element after ','\n"
            "1 | f[1,]\n"
            "  |    ^\n"
            "hint: remove this ',' or write the missing element\n");
  EXPECT_EQ(messagesFor("{,1}"),
            "t.net:1:2: error[empty-element]: empty element before ','\n"
            "1 | {,1}\n"
            "  |  ^\n"
            "hint: remove this ',' or write the missing element\n");
}

TEST(SyntaxErrors, BadEncoding) {
  EXPECT_EQ(messagesFor("ab\n c\xFF"),
            "t.net:2:3: error[bad-encoding]: the byte 0xFF is not part of "
            "UTF-8 text\n"
            "2 |  c?\n"
            "  |   ^\n"
            "hint: save the file as UTF-8\n");
}

TEST(SyntaxErrors, OnlyTheLastValueIsKept) {
  EXPECT_EQ(fullForm("% + 1"), "Plus[Out[], 1]");
  EXPECT_EQ(fullForm("f[%]"), "f[Out[]]");
  for (const char *text : {"%%", "%3 + 1"})
    EXPECT_NE(messagesFor(text).find("only '%', the last value, is kept"),
              std::string::npos)
        << text;
}

static TextState stateOf(const char *text) {
  SourceBuffer source("t.net", text);
  return checkText(source, &getTestContext());
}

TEST(SyntaxErrors, TextsThatAreNotYetComplete) {
  for (const char *text :
       {"f[",       "{1, 2,",      "{1, 2\n",  "NetChain[{Ramp,\n  Tanh}, ",
        "(1 + 2",   "<|\"a\" -> ", "a =",      "1 +",
        "f[x_] :=", "\"abc",       "f[\"abc]", "1 (* why",
        "(* (* *)", "a; b -",      "a[[1",     "a[[1]",
        "#\"ab",    "x &&",        "-",        "!"})
    EXPECT_EQ(stateOf(text), TextState::Unfinished) << text;
  for (const char *text : {"", "1", "a;", "f[x_] := x^2", "(* why *)", "1;;",
                           "a = 1\nb = 2", "\"a\"", "{}"})
    EXPECT_EQ(stateOf(text), TextState::Complete) << text;
  for (const char *text :
       {"f]", "{1,,", "f[1)", "1 2 \"a\"", "{1,}", "*", "\"\\q\" +", "}{"})
    EXPECT_EQ(stateOf(text), TextState::Wrong) << text;
}

TEST(SyntaxErrors, CurlyQuotesAreTakenWithAWarning) {
  TestSource test("\xE2\x80\x9C"
                  "a\xE2\x80\x9D");
  ASSERT_TRUE(test.isRead);
  EXPECT_EQ(toFullForm(test.statements[0]), "\"a\"");
  EXPECT_NE(test.messages.find("warning[unexpected-token]: curly quotes are "
                               "taken for '\"'"),
            std::string::npos);
}

} // namespace
