/* two.c - two nets in one program, and a processor that lacks features. */
#include "lenet.h"
#include "linear.h"

#include <stdio.h>

int main(void) {
  netrt_context *first, *second, *third;
  netrt_options options = {0};
  options.struct_size = sizeof options;
  options.hide_features = ~UINT64_C(0);
  if (netrt_context_create(lenet_net(), NULL, &first) != NETRT_OK ||
      netrt_context_create(linear_net(), NULL, &second) != NETRT_OK)
    return 1;
  puts(netrt_status_text(netrt_context_create(linear_net(), &options, &third)));
  netrt_context_destroy(first);
  netrt_context_destroy(second);
  return 0;
}
