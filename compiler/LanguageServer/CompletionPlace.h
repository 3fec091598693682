//===- CompletionPlace.h - where something is being typed ------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_COMPLETIONPLACE_H
#define NETC_COMPILER_LANGUAGESERVER_COMPLETIONPLACE_H

#include "compiler/LanguageServer/Structure.h"

namespace netc::lsp {

/// The call, its argument and the word that a place belongs to.
struct CompletionPlace {
  uint32_t offset = 0;
  ByteRange word;        ///< what a completion replaces
  bool inString = false; ///< the word begins with a quote
  bool hasArrow = false; ///< `->` follows the word
  unsigned group = 0;    ///< innermost brackets
  /// The innermost call around, lists between left out; 0 for none.
  unsigned call = 0;
  std::string head;       ///< of the call
  unsigned argument = 0;  ///< of the call, from 0
  unsigned listDepth = 0; ///< lists between the call and the place
  /// The option that the place is the value of, where no list is between.
  std::string key;
};

/// Nothing inside of a comment.
std::optional<CompletionPlace> findCompletionPlace(const Structure &structure,
                                                   const SourceBuffer &source,
                                                   uint32_t offset);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_COMPLETIONPLACE_H
