//===- NearestNames.h - what a misspelled name was meant to be ------------===//

#ifndef NETC_COMPILER_NOTATION_NEARESTNAMES_H
#define NETC_COMPILER_NOTATION_NEARESTNAMES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace netc {

/// The candidates close to `name` by edit distance, letter case aside, nearest
/// first; at most three, none where nothing is near.
llvm::SmallVector<llvm::StringRef>
nearestNames(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> candidates);

/// `did you mean A, B or C?`, or nothing where no candidate is near.
std::string didYouMean(llvm::StringRef name,
                       llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_NEARESTNAMES_H
