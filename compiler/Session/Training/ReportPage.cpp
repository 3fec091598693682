//===- ReportPage.cpp - a training as one HTML page ----------------------===//

#include "compiler/Session/Training/Report.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace netc;
using namespace netc::training;
using llvm::StringRef;

static constexpr StringRef head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width"/>
<title>netc train</title>
<style>
body { font-family: sans-serif; max-width: 60em; margin: 2em auto; color: #222; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.2em 1em 0.2em 0; border-bottom: 1px solid #ddd; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; }
code { white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>netc train</h1>
)";

static std::string escaped(StringRef text) {
  std::string result;
  llvm::raw_string_ostream out(result);
  llvm::printHTMLEscaped(text, out);
  return result;
}

static void writeRows(llvm::raw_ostream &out, const Rows &rows) {
  out << "<table>\n";
  for (const auto &[name, value] : rows)
    out << "<tr><th>" << escaped(name) << "</th><td>" << escaped(value)
        << "</td></tr>\n";
  out << "</table>\n";
}

static Rows settingRows(const Report &report) {
  const Outcome &o = report.outcome;
  Rows rows;
  for (const Expr &rule : report.object.args()[0].args())
    if (rule.args()[0].isString("NetTrainInputForm"))
      rows.push_back({"call", rule.args()[1].text().str()});
  rows.push_back({"training examples", std::to_string(o.trainingExamples)});
  if (o.validationExamples > 0)
    rows.push_back(
        {"validation examples", std::to_string(o.validationExamples)});
  rows.push_back({"batches per round", std::to_string(o.batchesPerRound)});
  if (!report.weights.empty())
    rows.push_back({"weights", report.weights});
  for (const std::string &file : o.checkpointFiles)
    rows.push_back({"checkpoint", file});
  return rows;
}

/// A table of CSV; its fields have no line breaks.
static void writeTable(llvm::raw_ostream &out, StringRef table) {
  out << "<table>\n";
  StringRef kind = "th";
  for (StringRef line : llvm::split(table.rtrim('\n'), '\n')) {
    out << "<tr>";
    for (StringRef field : llvm::split(line, ','))
      out << "<" << kind << (kind == "td" ? " class=\"number\"" : "") << ">"
          << escaped(field) << "</" << kind << ">";
    out << "</tr>\n";
    kind = "td";
  }
  out << "</table>\n";
}

std::string training::makePage(const Report &report, StringRef plot) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << head;
  if (!report.outcome.problem.empty())
    out << "<p><strong>Ended early:</strong> "
        << escaped(report.outcome.problem) << "</p>\n";
  writeRows(out, summaryRows(report.outcome));
  out << "<h2>Loss</h2>\n"
      << "<p>Of each batch, blue; of the validation, orange.</p>\n"
      << plot << "<h2>Rounds</h2>\n";
  writeTable(out, roundsTable(report.outcome));
  out << "<h2>Settings</h2>\n";
  writeRows(out, settingRows(report));
  out << "</body>\n</html>\n";
  return text;
}
