/*===- CoreBitcode.h - the runtime core as bytes of LLVM bitcode --------===*/
/* For the compiler: it links this module into each net, points the descriptor
 * to `netrt_core_functions`, and internalises everything but the net's one
 * symbol. */
#ifndef NETRT_CORE_COREBITCODE_H
#define NETRT_CORE_COREBITCODE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

extern const unsigned char netrt_core_bitcode[];
extern const size_t netrt_core_bitcode_size;

#ifdef __cplusplus
}
#endif
#endif /* NETRT_CORE_COREBITCODE_H */
