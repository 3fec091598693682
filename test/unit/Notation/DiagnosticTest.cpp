//===- DiagnosticTest.cpp - how messages are printed ----------------------===//

#include "mlir/IR/BuiltinAttributes.h"
#include "test/unit/Notation/TestSource.h"
#include <gtest/gtest.h>

using namespace netc;

namespace {

struct Printed {
  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  SourceBuffer source;
  std::string text;
  llvm::raw_string_ostream os{text};
  DiagnosticPrinter printer;

  explicit Printed(std::string sourceText, ColorMode color = ColorMode::Never)
      : source("t.net", std::move(sourceText)), printer(&context, os, color) {
    printer.addSource(source);
  }
  Span span(uint32_t begin, uint32_t end) { return {&source, begin, end}; }
};

TEST(Diagnostics, NotesHaveTheirLinesAndHintsComeLast) {
  Printed printed("first\nsecond line\n");
  {
    mlir::InFlightDiagnostic diagnostic =
        reportError(&printed.context, printed.span(6, 12), "bad-argument");
    diagnostic << "no";
    diagnostic.attachNote() << "hint: try";
    diagnostic.attachNote(printed.span(0, 5).getLocation(&printed.context))
        << "because of this";
  }
  EXPECT_EQ(printed.text, "t.net:2:1: error[bad-argument]: no\n"
                          "2 | second line\n"
                          "  | ^~~~~~\n"
                          "t.net:1:1: note: because of this\n"
                          "1 | first\n"
                          "  | ^~~~~\n"
                          "hint: try\n");
  EXPECT_EQ(printed.printer.getErrorCount(), 1u);
}

TEST(Diagnostics, PlacesWithoutALine) {
  Printed printed("");
  mlir::emitError(mlir::UnknownLoc::get(&printed.context)) << "[x-y] nowhere";
  mlir::emitError(
      mlir::FileLineColLoc::get(&printed.context, "a.netpb#layers[3]", 0, 0))
      << "[1] is no code";
  mlir::emitWarning(
      mlir::NameLoc::get(mlir::StringAttr::get(&printed.context, "n"),
                         printed.span(0, 0).getLocation(&printed.context)))
      << "named";
  EXPECT_EQ(printed.text, "error[x-y]: nowhere\n"
                          "a.netpb#layers[3]: error: [1] is no code\n"
                          "t.net:1:1: warning: named\n1 | \n  | ^\n");
}

TEST(Diagnostics, CaretsStandUnderWideCharactersAndTabs) {
  Printed printed("\t\xE6\xBC\xA2\xC3\xA9 xy");
  reportError(&printed.context, printed.span(7, 9), "c") << "m";
  EXPECT_EQ(printed.text, "t.net:1:8: error[c]: m\n"
                          "1 |  \xE6\xBC\xA2\xC3\xA9 xy\n"
                          "  |      ^~\n");
}

TEST(Diagnostics, LongLinesAreCutAroundTheCaret) {
  std::string line = std::string(5000, 'a') + "!" + std::string(5000, 'b');
  Printed printed(line);
  reportError(&printed.context, printed.span(5000, 5001), "c") << "m";
  EXPECT_EQ(printed.text, "t.net:1:5001: error[c]: m\n1 | ..." +
                              std::string(60, 'a') + "!" +
                              std::string(59, 'b') + "...\n  |    " +
                              std::string(60, ' ') + "^\n");
}

TEST(Diagnostics, SpansOverLinesEndWithTheFirst) {
  Printed printed("f[a,\nb]");
  reportError(&printed.context, printed.span(0, 7), "c") << "m";
  EXPECT_EQ(printed.text, "t.net:1:1: error[c]: m\n1 | f[a,\n  | ^~~~\n");
}

TEST(Diagnostics, Colors) {
  Printed printed("ab", ColorMode::Always);
  reportError(&printed.context, printed.span(0, 2), "c") << "m";
  EXPECT_EQ(printed.text, "\x1b[1mt.net:1:1: \x1b[0m\x1b[1;31merror[c]:\x1b[0m "
                          "\x1b[1mm\x1b[0m\n1 | ab\n  | "
                          "\x1b[1;32m^~\x1b[0m\n");
}

} // namespace
