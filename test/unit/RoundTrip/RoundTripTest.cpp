//===- RoundTripTest.cpp - parse, print, parse is the identity ------------===//
//
// NETC_ROUND_TRIPS=100000 in the environment makes that many texts instead of a
// few thousand.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Notation/Printer.h"
#include "dialects/Net/IR/NetDialect.h"
#include "mlir/IR/MLIRContext.h"
#include "test/unit/RoundTrip/TextMaker.h"
#include <cstdlib>
#include <gtest/gtest.h>

using namespace netc;
using namespace mlir;

namespace {

unsigned countOfTexts(unsigned share) {
  const char *count = std::getenv("NETC_ROUND_TRIPS");
  return (count ? std::strtoul(count, nullptr, 10) : 4000) / share;
}

class RoundTrip : public testing::Test {
protected:
  RoundTrip()
      : context(MLIRContext::Threading::DISABLED),
        handler(&context, [this](Diagnostic &diagnostic) {
          messages += diagnostic.str() + "\n";
          return success();
        }) {
    context.loadDialect<net::NetDialect>();
  }

  FailureOr<Expr> parse(const std::string &text) {
    sources.push_back(std::make_unique<SourceBuffer>("t.net", text));
    return parseExpression(*sources.back(), &context);
  }

  /// Both printed forms are read as the same tree.
  void checkTree(const Expr &tree, const std::string &text) {
    for (const std::string &printed : {toInputForm(tree), toFullForm(tree)}) {
      messages.clear();
      FailureOr<Expr> again = parse(printed);
      ASSERT_TRUE(succeeded(again)) << text << "\n" << printed << messages;
      ASSERT_EQ(*again, tree)
          << text << "\n"
          << printed << "\n"
          << toFullForm(*again) << "\n"
          << toFullForm(tree);
    }
  }

  /// The text of the net that `text` gives; nothing where it gives none.
  std::optional<std::string> writeNet(const std::string &text) {
    SourceBuffer source("t.net", text);
    messages.clear();
    FailureOr<BuiltNet> net = readNetText(source, &context);
    if (failed(net))
      return std::nullopt;
    FailureOr<std::string> written = writeNetText(*net->module, net->arrays);
    return failed(written) ? std::nullopt : std::optional(*written);
  }

  MLIRContext context;
  ScopedDiagnosticHandler handler;
  std::string messages;
  std::vector<std::unique_ptr<SourceBuffer>> sources;
};

TEST_F(RoundTrip, OfExpressions) {
  unsigned count = countOfTexts(2), read = 0;
  for (unsigned seed = 0; seed < count; ++seed) {
    sources.clear();
    std::string text = TextMaker(seed).expression(4);
    messages.clear();
    FailureOr<Expr> tree = parse(text);
    // A product of strings or lists is refused, some numbers are too large.
    if (failed(tree)) {
      ASSERT_FALSE(messages.empty()) << text;
      continue;
    }
    ++read;
    checkTree(*tree, text);
    if (HasFatalFailure())
      return;
  }
  EXPECT_GT(read, count * 9 / 10);
}

TEST_F(RoundTrip, OfNets) {
  unsigned count = countOfTexts(2), built = 0;
  for (unsigned seed = 0; seed < count; ++seed) {
    sources.clear();
    std::string text = TextMaker(seed).net(2);
    messages.clear();
    FailureOr<Expr> tree = parse(text);
    ASSERT_TRUE(succeeded(tree)) << text << "\n" << messages;
    checkTree(*tree, text);
    if (HasFatalFailure())
      return;
    std::optional<std::string> written = writeNet(text);
    if (!written)
      continue;
    ++built;
    EXPECT_EQ(writeNet(*written), written) << text << "\n" << messages;
  }
  // Some have settings that contradict each other.
  EXPECT_GT(built, count / 2) << messages;
}

} // namespace
