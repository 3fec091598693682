//===- CoderData.h - coders as constants of the descriptor ---------------===//

#ifndef NETC_CODEGEN_OBJECT_CODERDATA_H
#define NETC_CODEGEN_OBJECT_CODERDATA_H

namespace llvm {
class Module;
}

namespace netc {

class DataImage;
struct CoderDescription;

/// Appends the netrt_coder of `coder` to `table`; its settings become constants
/// of `module`.
void addCoder(const CoderDescription &coder, DataImage &table,
              llvm::Module &module);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_CODERDATA_H
