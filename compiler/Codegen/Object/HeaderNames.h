//===- HeaderNames.h - what things of a net are called in C --------------===//

#ifndef NETC_CODEGEN_OBJECT_HEADERNAMES_H
#define NETC_CODEGEN_OBJECT_HEADERNAMES_H

#include "compiler/Codegen/Object/LibraryDescription.h"

namespace netc {

/// A C name for what a user named freely: `My Port` => `my_port`.
std::string identifier(llvm::StringRef name);

/// The variable with the padded size of the named length that a port's
/// dimension `dim` (below 0) stands for.
std::string lengthName(const LibraryDescription &description, int64_t dim);

/// The sizes of one example, named lengths by their variables.
std::string shapeText(const LibraryDescription &description,
                      const PortDescription &port, llvm::StringRef separator);

/// Text that does not end the comment it stands in.
std::string commentText(llvm::StringRef text);

/// `float`, and its netrt_element, for a port in an entry of this precision.
llvm::StringRef cType(const PortDescription &port, netrt_element precision);
llvm::StringRef elementName(const PortDescription &port,
                            netrt_element precision);

/// What the header calls a port: gradients say so.
std::string portName(const PortDescription &port);

/// A scalar, passed by value.
bool isSetting(const PortDescription &port);
/// One for the whole batch.
bool isUnbatched(const PortDescription &port);
bool isRagged(const PortDescription &port);
bool isReal(const PortDescription &port);

/// `infer`, with the mode and the precision where the first entry has others.
std::string functionName(const EntryDescription &entry,
                         const EntryDescription &first);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_HEADERNAMES_H
