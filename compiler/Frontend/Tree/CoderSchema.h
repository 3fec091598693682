//===- CoderSchema.h - the coders as data ----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_CODERSCHEMA_H
#define NETC_COMPILER_FRONTEND_TREE_CODERSCHEMA_H

#include "dialects/Net/IR/NetAttrs.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace netc::tree {

enum class ParameterKind {
  ImageSize,  // n or {width, height}
  Word,       // one of `words`, as string or symbol
  Truth,      // True or False
  Statistics, // None, a number, one per channel or one per pixel
  Alignment,  // Left, Right, Top, Bottom, Center or {h, v} in 0..1
  Filling,    // Black, White, a number, a list of them, "Fixed"
  Labels,     // distinct constants
  Count,      // a whole number from 0
  Sizes,      // {n1, ...}, entries may be "Varying"
};

struct ParameterSchema {
  llvm::StringRef name;
  ParameterKind kind;
  llvm::StringRef defaultText; // dropped when written
  llvm::ArrayRef<llvm::StringRef> words;
};

struct CoderSchema {
  llvm::StringRef type;
  net::CoderDirection direction;
  unsigned positional; // how many of the parameters may be given by place
  llvm::ArrayRef<ParameterSchema> parameters;
};

/// Null for a coder that is not known or not supported.
const CoderSchema *findCoder(llvm::StringRef type,
                             net::CoderDirection direction);
llvm::ArrayRef<CoderSchema> coderSchemas();
/// Coders of the notation that cannot be compiled yet.
bool isUnsupportedCoder(llvm::StringRef type);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_CODERSCHEMA_H
