/*===- Layout.c - the layout that compilers of version 1 rely on --------===*/
/* A change here is a new NETRT_ABI_VERSION, unless it only adds at the end. */
#include "netrt/netrt.h"

#define AT(type, field, offset)                                                \
  _Static_assert(offsetof(type, field) == (offset), #type "." #field)

AT(netrt_frame, inputs, 0);
AT(netrt_frame, outputs, 8);
AT(netrt_frame, arrays, 16);
AT(netrt_frame, arena, 24);
AT(netrt_frame, batch, 32);
AT(netrt_frame, context, 40);
AT(netrt_frame, sizes, 48);
AT(netrt_frame, lengths, 56);

AT(netrt_net, magic, 0);
AT(netrt_net, abi_version, 4);
AT(netrt_net, struct_size, 8);
AT(netrt_net, name, 16);
AT(netrt_net, producer, 24);
AT(netrt_net, core, 32);
AT(netrt_net, ports, 40);
AT(netrt_net, arrays, 64);
AT(netrt_net, entries, 88);
AT(netrt_net, variants, 112);
AT(netrt_net, coders, 136);
AT(netrt_net, lengths, 160);
_Static_assert(sizeof(netrt_net) == 184, "netrt_net");

AT(netrt_port, name, 0);
AT(netrt_port, dims, 8);
AT(netrt_port, rank, 16);
AT(netrt_port, element, 24);
AT(netrt_port, coder, 28);
AT(netrt_port, minimum, 32);
AT(netrt_port, flags, 48);
_Static_assert(sizeof(netrt_port) == 56, "netrt_port");

AT(netrt_array, key, 0);
AT(netrt_array, dims, 8);
AT(netrt_array, rank, 16);
AT(netrt_array, role, 24);
AT(netrt_array, value, 32);
AT(netrt_array, value_element, 40);
AT(netrt_array, learning_rate_multiplier, 48);
_Static_assert(sizeof(netrt_array) == 56, "netrt_array");

AT(netrt_entry, kind, 0);
AT(netrt_entry, precision, 8);
AT(netrt_entry, batch, 16);
AT(netrt_entry, inputs, 24);
AT(netrt_entry, arrays, 40);
AT(netrt_entry, input_count, 48);
AT(netrt_entry, array_count, 56);
AT(netrt_entry, code, 64);
AT(netrt_entry, program, 88);
_Static_assert(sizeof(netrt_entry) == 96, "netrt_entry");

_Static_assert(sizeof(netrt_code) == 32, "netrt_code");
_Static_assert(sizeof(netrt_variant) == 16, "netrt_variant");
_Static_assert(sizeof(netrt_coder) == 24, "netrt_coder");
_Static_assert(sizeof(netrt_label) == 32, "netrt_label");
_Static_assert(sizeof(netrt_tensor) == 48, "netrt_tensor");
