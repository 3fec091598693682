/*===- host.h - libnetrt: nets and weights in files ----------------------===*/
/*
 * Optional help for hosts, in libnetrt. A compiled net that is linked into the
 * program needs none of this: netrt.h is enough. All functions may be called
 * from any thread.
 */
#ifndef NETRT_HOST_H
#define NETRT_HOST_H

#include "netrt.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) || defined(__clang__)
#define NETRT_API __attribute__((visibility("default")))
#else
#define NETRT_API
#endif

/* A shared library with a compiled net, opened at run time. */
typedef struct netrt_library netrt_library;

/* Opens the library at `path` and finds its net: the function `<prefix>_net`,
 * or with a null prefix the only function whose name ends so. `message` (may be
 * null) receives the reason of a failure. Release with netrt_library_close. */
NETRT_CHECKED NETRT_API netrt_status
netrt_library_open(const char *path, const char *prefix,
                   netrt_library **out_library, netrt_message *message);

/* Unloads the library; everything made from its net must be destroyed before.
 * Null is allowed. */
NETRT_API void netrt_library_close(netrt_library *library);

/* The net of an open library; lives until the library is closed. */
NETRT_API const netrt_net *netrt_library_net(const netrt_library *library);

/* Gives `arrays` the values of a safetensors file, all or none. The file must
 * hold every array of the net that has no embedded value, and nothing else; it
 * is mapped, and used in place where types and alignment allow, until `arrays`
 * is destroyed. `message` (may be null) lists what is missing, surplus, or of
 * wrong shape. */
NETRT_CHECKED NETRT_API netrt_status netrt_arrays_load(netrt_arrays *arrays,
                                                       const char *path,
                                                       netrt_message *message);

/* Writes the values to a safetensors file that netrt_arrays_load reads, without
 * what optimisers remember. The file is complete before it takes the place of
 * an older one. Arrays without value are NETRT_UNINITIALIZED. `message` may be
 * null. */
NETRT_CHECKED NETRT_API netrt_status netrt_arrays_save(netrt_arrays *arrays,
                                                       const char *path,
                                                       netrt_message *message);

/* The functions of the runtime, for descriptors that a host makes itself (a
 * coder without a net, for instance). */
NETRT_API const netrt_core *netrt_host_core(void);

#ifdef __cplusplus
}
#endif
#endif /* NETRT_HOST_H */
