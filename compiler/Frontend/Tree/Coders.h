//===- Coders.h - NetEncoder and NetDecoder --------------------*- C++ -*-===//
//
// A coder becomes `#net.coder<encoder, "Image", {ImageSize = [28, 28], ...}>`: its
// type and its parameters under their names in the notation. Lists are array
// attributes, numbers i64 or f64, words strings. Parameters that say the default
// are left out, except ImageSize and ColorSpace, which are always there. A coder
// that is mapped over levels around it has them as "Levels", outermost first; -1
// is a Varying level.

#ifndef NETC_COMPILER_FRONTEND_TREE_CODERS_H
#define NETC_COMPILER_FRONTEND_TREE_CODERS_H

#include "compiler/Frontend/Tree/BuildContext.h"

namespace netc::tree {

bool isCoderExpression(const Expr &expr);

/// `NetEncoder["Boolean"]`, `NetDecoder[{"Class", labels, options...}]`, or the
/// counterpart of a coder, `NetDecoder[NetEncoder[...]]`.
mlir::FailureOr<net::CoderAttr> parseCoder(const Expr &call,
                                           const BuildContext &build);

/// Whether "Class" or the like is a coder of this direction.
bool isCoderType(llvm::StringRef name, net::CoderDirection direction);
llvm::SmallVector<llvm::StringRef> coderTypes(net::CoderDirection direction);

/// The coder applied to every element of an array of these sizes.
net::CoderAttr mapCoder(net::CoderAttr coder,
                        llvm::ArrayRef<net::Dimension> levels);

/// The channels of an image coder, where its colour space says them.
std::optional<int64_t> channelsOf(net::CoderAttr coder);

/// The parameter that holds the sizes of a mapped coder's levels.
inline constexpr llvm::StringLiteral levelsName = "Levels";

/// What an encoder gives or a decoder takes, mapped levels included.
net::ArrayType coderPortType(net::CoderAttr coder, BuildContext &build);

Expr writeCoder(net::CoderAttr coder);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_CODERS_H
