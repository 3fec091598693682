//===- DiagnosticPrinter.cpp - messages with source lines and carets ------===//

#include "compiler/Notation/DiagnosticPrinter.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

using namespace netc;
using namespace mlir;
using llvm::raw_ostream;

/// Longer lines are cut around the caret.
static constexpr size_t maxExcerpt = 120;

static bool wantsColor(ColorMode mode, raw_ostream &os) {
  return mode == ColorMode::Always ||
         (mode == ColorMode::Auto && os.has_colors());
}

DiagnosticPrinter::DiagnosticPrinter(MLIRContext *context, raw_ostream &os,
                                     ColorMode color)
    : ScopedDiagnosticHandler(context), os(os), colored(wantsColor(color, os)) {
  setHandler([this](Diagnostic &diagnostic) { print(diagnostic); });
}

void DiagnosticPrinter::addSource(const SourceBuffer &source) {
  sources.push_back(&source);
}

static FileLineColRange findPlace(Location location) {
  FileLineColRange place;
  location->walk([&](Location part) {
    place = dyn_cast<FileLineColRange>(part);
    return place ? WalkResult::interrupt() : WalkResult::advance();
  });
  return place;
}

namespace {

/// Text in a colour; plain where colours are off.
class Styled {
public:
  Styled(raw_ostream &os, bool colored, StringRef escape)
      : os(os), colored(colored) {
    if (colored)
      os << "\x1b[" << escape << "m";
  }
  ~Styled() {
    if (colored)
      os << "\x1b[0m";
  }
  raw_ostream &stream() { return os; }

private:
  raw_ostream &os;
  bool colored;
};

} // namespace

/// Words of lower-case letters and digits, joined by `-`.
static bool isCode(StringRef text) {
  return !text.empty() && llvm::isLower(text.front()) &&
         llvm::all_of(text, [](char c) {
           return llvm::isLower(c) || llvm::isDigit(c) || c == '-';
         });
}

static StringRef severityName(DiagnosticSeverity severity) {
  switch (severity) {
  case DiagnosticSeverity::Error:
    return "error";
  case DiagnosticSeverity::Warning:
    return "warning";
  case DiagnosticSeverity::Note:
    return "note";
  case DiagnosticSeverity::Remark:
    return "remark";
  }
  return "error";
}

static StringRef severityColor(DiagnosticSeverity severity) {
  switch (severity) {
  case DiagnosticSeverity::Error:
    return "1;31";
  case DiagnosticSeverity::Warning:
    return "1;35";
  default:
    return "1;36";
  }
}

void DiagnosticPrinter::print(Diagnostic &diagnostic) {
  if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
    ++errorCount;
  else if (hidesWarnings)
    return;
  printMessage(diagnostic, /*isNote=*/false);
  printExcerpt(diagnostic.getLocation());
  // Hints close the message, after what explains it.
  auto isHint = [](Diagnostic &note) {
    return StringRef(note.str()).starts_with("hint: ");
  };
  for (Diagnostic &note : diagnostic.getNotes()) {
    if (isHint(note))
      continue;
    printMessage(note, /*isNote=*/true);
    if (note.getLocation() != diagnostic.getLocation())
      printExcerpt(note.getLocation());
  }
  for (Diagnostic &note : diagnostic.getNotes())
    if (isHint(note))
      printMessage(note, /*isNote=*/true);
  os.flush();
}

void DiagnosticPrinter::printMessage(Diagnostic &diagnostic, bool isNote) {
  std::string text = diagnostic.str();
  StringRef message = text;
  if (message.consume_front("hint: ")) {
    Styled(os, colored, "1;32").stream() << "hint:";
    os << " " << message << "\n";
    return;
  }
  printLocation(diagnostic.getLocation());
  StringRef code;
  if (!isNote && message.starts_with("[")) {
    auto [first, rest] = message.drop_front().split("] ");
    // A message may also begin with a bracket of its own.
    if (isCode(first)) {
      code = first;
      message = rest;
    }
  }
  {
    Styled styled(os, colored, severityColor(diagnostic.getSeverity()));
    os << severityName(diagnostic.getSeverity());
    if (!code.empty())
      os << "[" << code << "]";
    os << ":";
  }
  os << " ";
  Styled(os, colored && !isNote, "1").stream() << message;
  os << "\n";
}

void DiagnosticPrinter::printLocation(Location location) {
  FileLineColRange place = findPlace(location);
  if (!place)
    return;
  Styled styled(os, colored, "1");
  os << place.getFilename().getValue();
  // A field of a binary file has a name but no line.
  if (place.getStartLine() > 0)
    os << ":" << place.getStartLine() << ":" << place.getStartColumn();
  os << ": ";
}

/// What a terminal shows for one character of the line.
static void appendVisible(std::string &line, StringRef character) {
  if (character == "\t")
    line += ' ';
  else if (llvm::sys::unicode::columnWidthUTF8(character) < 0)
    line += '?';
  else
    line += character;
}

static unsigned columnsOf(StringRef text) {
  int width = llvm::sys::unicode::columnWidthUTF8(text);
  return width < 0 ? static_cast<unsigned>(text.size())
                   : static_cast<unsigned>(width);
}

/// The line as it is shown, and where in it the span stands.
namespace {
struct Excerpt {
  std::string text;
  size_t begin = 0, end = 0;
};
} // namespace

static size_t characterSize(StringRef text) {
  size_t size = 1;
  while (size < text.size() && (text[size] & 0xC0) == 0x80)
    ++size;
  return size;
}

static Excerpt makeExcerpt(StringRef line, size_t begin, size_t end) {
  size_t from = 0, to = line.size();
  if (line.size() > maxExcerpt) {
    from = begin > maxExcerpt / 2 ? begin - maxExcerpt / 2 : 0;
    to = std::min(line.size(), from + maxExcerpt);
  }
  while (from > 0 && from < line.size() && (line[from] & 0xC0) == 0x80)
    ++from;
  // A line that is not UTF-8 may have no character to end at.
  while (to > from && to < line.size() && (line[to] & 0xC0) == 0x80)
    --to;
  Excerpt excerpt;
  if (from > 0)
    excerpt.text = "...";
  excerpt.begin = excerpt.end = std::string::npos;
  for (size_t i = from; i < to;) {
    if (i >= begin && excerpt.begin == std::string::npos)
      excerpt.begin = excerpt.text.size();
    if (i >= end && excerpt.end == std::string::npos)
      excerpt.end = excerpt.text.size();
    size_t size = std::min(characterSize(line.substr(i)), to - i);
    appendVisible(excerpt.text, line.substr(i, size));
    i += size;
  }
  excerpt.begin = std::min(excerpt.begin, excerpt.text.size());
  excerpt.end = std::min(excerpt.end, excerpt.text.size());
  if (to < line.size())
    excerpt.text += "...";
  return excerpt;
}

void DiagnosticPrinter::printExcerpt(Location location) {
  FileLineColRange place = findPlace(location);
  if (!place || place.getStartLine() == 0)
    return;
  auto source = llvm::find_if(sources, [&](const SourceBuffer *buffer) {
    return buffer->getName() == place.getFilename().getValue();
  });
  if (source == sources.end() ||
      place.getStartLine() > (*source)->getLineCount())
    return;
  StringRef line = (*source)->getLine(place.getStartLine());
  size_t begin =
      std::min<size_t>(std::max(1u, place.getStartColumn()) - 1, line.size());
  size_t end = place.getEndLine() == place.getStartLine()
                   ? std::min<size_t>(place.getEndColumn() - 1, line.size())
                   : line.size();
  Excerpt excerpt = makeExcerpt(line, begin, std::max(begin, end));
  StringRef shown = excerpt.text;
  unsigned indent = columnsOf(shown.take_front(excerpt.begin));
  unsigned width = columnsOf(shown.slice(excerpt.begin, excerpt.end));
  std::string number = std::to_string(place.getStartLine());
  os << number << " | " << shown << "\n";
  os.indent(number.size()) << " | ";
  os.indent(indent);
  Styled(os, colored, "1;32").stream()
      << "^" << std::string(width > 1 ? width - 1 : 0, '~');
  os << "\n";
}
