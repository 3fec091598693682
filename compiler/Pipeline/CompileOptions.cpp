//===- CompileOptions.cpp - what a user asks of one compilation ----------===//

#include "compiler/Pipeline/CompileOptions.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace netc;

// In the order of EmitKind.
static const StringRef names[] = {"so",   "static", "obj", "header",
                                  "mlir", "llvm",   "asm"};

std::optional<EmitKind> netc::parseEmitKind(StringRef name) {
  const StringRef *found = find(names, name);
  if (found == std::end(names))
    return std::nullopt;
  return static_cast<EmitKind>(found - std::begin(names));
}

ArrayRef<StringRef> netc::emitKindNames() { return names; }

bool netc::isBinary(EmitKind kind) { return kind <= EmitKind::Object; }
