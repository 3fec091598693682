//===- HeaderNames.cpp - what things of a net are called in C ------------===//

#include "compiler/Codegen/Object/HeaderNames.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;
using namespace netc;

std::string netc::identifier(StringRef name) {
  static const StringSet<> taken = {
      "auto",    "break",    "case",    "char",     "class",     "const",
      "context", "continue", "default", "delete",   "do",        "double",
      "else",    "enum",     "extern",  "float",    "for",       "goto",
      "if",      "inline",   "int",     "long",     "new",       "arrays",
      "batch",   "private",  "public",  "register", "return",    "short",
      "signed",  "sizeof",   "static",  "struct",   "switch",    "template",
      "this",    "typedef",  "union",   "unsigned", "void",      "volatile",
      "while",   "inputs",   "outputs", "operator", "namespace", "bool",
      "true",    "false",    "and",     "or",       "not",       "xor"};
  std::string result;
  for (char c : name)
    result += isAlnum(c) ? toLower(c) : '_';
  if (result.empty() || isDigit(result.front()) || taken.contains(result))
    result = "port_" + result;
  return result;
}

bool netc::isReal(const PortDescription &port) {
  return port.element == NETRT_REAL;
}

StringRef netc::cType(const PortDescription &port, netrt_element precision) {
  if (!isReal(port))
    return "int64_t";
  return precision == NETRT_REAL64 ? "double" : "float";
}

StringRef netc::elementName(const PortDescription &port,
                            netrt_element precision) {
  if (!isReal(port))
    return "NETRT_INTEGER64";
  return precision == NETRT_REAL64 ? "NETRT_REAL64" : "NETRT_REAL32";
}

std::string netc::lengthName(const LibraryDescription &description,
                             int64_t dim) {
  return "length_" + identifier(description.lengths[-1 - dim]);
}

/// `LearningRate` => `Learning_Rate`.
static std::string splitWords(StringRef name) {
  std::string result;
  for (char c : name) {
    if (isUpper(c) && !result.empty())
      result += '_';
    result += c;
  }
  return result;
}

std::string netc::portName(const PortDescription &port) {
  if (isSetting(port)) // ours, so in C's manner
    return identifier(splitWords(port.name));
  return identifier(port.flags & NETRT_PORT_GRADIENT ? "gradient_" + port.name
                                                     : port.name);
}

bool netc::isSetting(const PortDescription &port) {
  return port.flags & NETRT_PORT_SETTING;
}

bool netc::isUnbatched(const PortDescription &port) {
  return port.flags & NETRT_PORT_UNBATCHED;
}

bool netc::isRagged(const PortDescription &port) {
  return any_of(port.dims, [](int64_t dim) { return dim < 0; });
}

std::string netc::shapeText(const LibraryDescription &description,
                            const PortDescription &port, StringRef separator) {
  std::vector<std::string> dims;
  for (int64_t dim : port.dims)
    dims.push_back(dim >= 0 ? std::to_string(dim)
                            : lengthName(description, dim));
  return join(dims, separator);
}

std::string netc::commentText(StringRef text) {
  std::string result = text.str();
  for (size_t at; (at = result.find("*/")) != std::string::npos;)
    result.replace(at, 2, "* /");
  return result;
}

std::string netc::functionName(const EntryDescription &entry,
                               const EntryDescription &first) {
  static const char *const kinds[] = {"infer", "gradient", "train_step",
                                      "prepare", "evaluate"};
  std::string name = kinds[entry.kind];
  if (entry.mode == NETRT_TRAINING && entry.kind == NETRT_INFER)
    name += "_training";
  if (entry.precision != first.precision)
    name += entry.precision == NETRT_REAL64 ? "_real64" : "_real32";
  return name;
}
