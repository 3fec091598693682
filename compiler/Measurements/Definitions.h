//===- Definitions.h - measurements by name --------------------*- C++ -*-===//

#ifndef NETC_COMPILER_MEASUREMENTS_DEFINITIONS_H
#define NETC_COMPILER_MEASUREMENTS_DEFINITIONS_H

#include "compiler/Measurements/Sums.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace netc::measurements {

/// What an output is compared with.
enum class Judgement : uint8_t { None, Classes, Numbers };

/// One number for an output, made of sums: a row of the table in
/// Definitions.cpp is all that a new one needs.
struct Definition {
  llvm::StringRef name;
  Judgement judgement;
  enum Basis : uint8_t { Counts, TopHits, CrossEntropy, Residuals } basis;
  bool rises; ///< more is better
  double (*value)(llvm::ArrayRef<double> sums);
};

/// By name or another name for it; null where there is none.
const Definition *findDefinition(llvm::StringRef name);
/// All names, those for classes or for numbers alone where asked for.
std::vector<llvm::StringRef>
definitionNames(Judgement judgement = Judgement::None);

} // namespace netc::measurements

#endif // NETC_COMPILER_MEASUREMENTS_DEFINITIONS_H
