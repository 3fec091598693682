//===- HostCore.cpp - the runtime core inside libnetrt --------------------===//

#include "netrt/host.h"

extern "C" const netrt_core netrt_core_functions;

const netrt_core *netrt_host_core(void) { return &netrt_core_functions; }
