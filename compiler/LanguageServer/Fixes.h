//===- Fixes.h - edits that mend a problem ---------------------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_FIXES_H
#define NETC_COMPILER_LANGUAGESERVER_FIXES_H

#include "compiler/LanguageServer/Problems.h"

namespace netc::lsp {

/// The edits that a problem's code and hints name.
std::vector<Fix> findFixes(const Problem &problem, const SourceBuffer &source);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_FIXES_H
