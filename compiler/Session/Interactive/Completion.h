//===- Completion.h - what could end an unfinished input -------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INTERACTIVE_COMPLETION_H
#define NETC_COMPILER_SESSION_INTERACTIVE_COMPLETION_H

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Session/Interactive/LineReader.h"

namespace netc {

/// The names that could stand at the end of `text`, as the place wants them:
/// symbols and layers; within the brackets of a layer its options and ports;
/// within a string the names of ports, arrays, coders and parts of nets.
/// `evaluator` knows the definitions.
Completions completionsAt(llvm::StringRef text, const Evaluator &evaluator);

} // namespace netc

#endif // NETC_COMPILER_SESSION_INTERACTIVE_COMPLETION_H
