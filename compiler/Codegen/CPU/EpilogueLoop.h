//===- EpilogueLoop.h - when an epilogue runs after its tile --------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_EPILOGUELOOP_H
#define NETC_COMPILER_CODEGEN_CPU_EPILOGUELOOP_H

namespace mlir {
class Block;
} // namespace mlir

namespace netc {

/// Whether the epilogue is so long, or so slow on lanes, that a tile stores its
/// sums and runs it in a loop over them, instead of repeating it for each
/// register.
bool isLongEpilogue(mlir::Block &epilogue);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_EPILOGUELOOP_H
