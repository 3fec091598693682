//===- Descriptor.h - the constant behind `<prefix>_net()` ---------------===//

#ifndef NETC_CODEGEN_OBJECT_DESCRIPTOR_H
#define NETC_CODEGEN_OBJECT_DESCRIPTOR_H

#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>

namespace llvm {
class LLVMContext;
class Module;
} // namespace llvm

namespace netc {

struct LibraryDescription;

/// Makes the module with the descriptor (netrt_net) and `<prefix>_net()`. It
/// refers to the entry functions of each variant, to the arrays' data and to
/// the core's table of functions under the names below.
std::unique_ptr<llvm::Module>
buildDescriptor(const LibraryDescription &description,
                llvm::LLVMContext &context);

/// Names of what a library's objects share. They are hidden, and begin with
/// the prefix so that two nets fit into one program.
std::string entrySymbol(llvm::StringRef prefix, llvm::StringRef function,
                        llvm::StringRef variant);
std::string coreSymbol(llvm::StringRef prefix, llvm::StringRef name);
std::string arraysSymbol(llvm::StringRef prefix);

/// The core's table (netrt_core), as named in the core.
inline constexpr llvm::StringLiteral coreTableName = "netrt_core_functions";

/// What of the core the rest of a library may refer to.
inline constexpr llvm::StringLiteral sharedCoreNames[] = {
    coreTableName, "netrt_core_parallel_for"};

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_DESCRIPTOR_H
