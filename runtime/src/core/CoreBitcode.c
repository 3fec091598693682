/*===- CoreBitcode.c - the runtime core as bytes of LLVM bitcode --------===*/
#include "CoreBitcode.h"

_Alignas(16) const unsigned char netrt_core_bitcode[] = {
#include "runtime/src/core/CoreBitcode.inc"
};
const size_t netrt_core_bitcode_size = sizeof(netrt_core_bitcode);
