//===- Notebook.h - texts copied from a notebook --------------------------===//

#ifndef NETC_COMPILER_NOTATION_NOTEBOOK_H
#define NETC_COMPILER_NOTATION_NOTEBOOK_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace netc {

/// The text with its prompts `In[12]:=` and its outputs, from `Out[12]=` to the
/// next prompt, replaced by blanks; so places stay what they are.
std::string blankPrompts(llvm::StringRef text);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_NOTEBOOK_H
