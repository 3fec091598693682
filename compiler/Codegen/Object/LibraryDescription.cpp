//===- LibraryDescription.cpp - names of a compiled net ------------------===//

#include "compiler/Codegen/Object/LibraryDescription.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

static bool isNameCharacter(char c) { return isAlnum(c) || c == '_'; }

/// Names that C, C++ or our own runtime header keep for themselves.
static bool isReserved(StringRef prefix) {
  static const StringSet<> reserved = {"netrt"};
  return prefix.starts_with("__") || reserved.contains(prefix);
}

bool netc::isValidPrefix(StringRef prefix) {
  return !prefix.empty() && !isDigit(prefix.front()) &&
         all_of(prefix, isNameCharacter) && !isReserved(prefix);
}

std::string netc::prefixFromStem(StringRef stem) {
  std::string prefix;
  for (char c : stem)
    prefix += isNameCharacter(c) ? c : '_';
  if (!isValidPrefix(prefix))
    prefix = "net_" + prefix;
  return prefix;
}
