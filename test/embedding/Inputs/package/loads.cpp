// loads.cpp - the same net with values inside and with values from a file.
#include <late-lenet.h>
#include <lenet.h>
#include <netrt/host.h>

#include <cstdio>
#include <cstring>

int main(int argc, char **argv) {
  static float pixels[LENET_INPUT_SIZE], inside[LENET_OUTPUT_SIZE], loaded[LENET_OUTPUT_SIZE];
  for (int i = 0; i < LENET_INPUT_SIZE; ++i)
    pixels[i] = float(i % 7) / 7;

  lenet::Net embedded;
  digits::Net late;
  netrt_message message = {{0}};
  if (!embedded.ok() || !late.ok() || argc != 2)
    return 1;
  if (late.infer(1, pixels, loaded) != NETRT_UNINITIALIZED)
    return std::puts("digits has values already"), 1;
  if (netrt_arrays_load(late.arrays(), argv[1], &message) != NETRT_OK)
    return std::puts(message.text), 1;
  if (embedded.infer(1, pixels, inside) != NETRT_OK || late.infer(1, pixels, loaded) != NETRT_OK)
    return std::puts(late.error()), 1;
  std::puts(std::memcmp(inside, loaded, sizeof inside) ? "different bits" : "the same bits");
  return 0;
}
