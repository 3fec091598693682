//===- Notebook.cpp - texts copied from a notebook ------------------------===//

#include "compiler/Notation/Notebook.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

using namespace netc;
using llvm::StringRef;

/// Blanks for every character but those that end lines.
static void blank(std::string &text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i)
    if (text[i] != '\n' && text[i] != '\r')
      text[i] = ' ';
}

std::string netc::blankPrompts(StringRef text) {
  static const llvm::Regex input("^[ \t]*In\\[[0-9]+\\][ \t]*:=");
  static const llvm::Regex output("^[ \t]*Out\\[[0-9]+\\](//[A-Za-z]+)?=");
  std::string result = text.str();
  bool isOutput = false;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    StringRef line = text.slice(begin, end);
    llvm::SmallVector<StringRef> match;
    if (input.match(line, &match)) {
      isOutput = false;
      blank(result, begin, begin + match[0].size());
    } else if (isOutput || output.match(line)) {
      isOutput = true;
      blank(result, begin, end);
    }
    begin = end + 1;
  }
  return result;
}
