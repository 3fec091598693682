//===- Describe.h - the description of a library, from its net -----------===//

#ifndef NETC_COMPILER_PIPELINE_DESCRIBE_H
#define NETC_COMPILER_PIPELINE_DESCRIBE_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Codegen/Object/LibraryDescription.h"
#include "compiler/Pipeline/CompileOptions.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

namespace netc {

/// Ports and arrays of `net`, whose sizes are all known.
void describeNet(mlir::ModuleOp net, LibraryDescription &description);

/// Entries of `decomposed`, whose arguments and results name ports and arrays
/// of the description. Probes become ports.
mlir::LogicalResult describeEntries(mlir::ModuleOp decomposed,
                                    LibraryDescription &description);

/// Checksums of what training steps compute, by function: of `decomposed`
/// before it has gradients, so that neither memory limits nor new rules of
/// gradients change them.
llvm::StringMap<uint64_t> sumPrograms(mlir::ModuleOp decomposed);

/// Adds what the CPU back end found out about one variant's entries; variants
/// come in the order of the description.
mlir::LogicalResult describeCode(mlir::ModuleOp lowered, size_t variant,
                                 LibraryDescription &description);

/// Checks the values against the arrays of the description and, as the options
/// say, embeds them in the precision of the library.
mlir::LogicalResult describeValues(const ArrayStore &values,
                                   const CompileOptions &options,
                                   mlir::Location location,
                                   LibraryDescription &description);

} // namespace netc

#endif // NETC_COMPILER_PIPELINE_DESCRIBE_H
