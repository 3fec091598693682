//===- npy.cpp - fuzzes the reader of .npy files
//---------------------------===//

#include "test/fuzz/Fuzzing.h"

using namespace netc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzzing::readAsFile({data, size}, "npy", readNpy);
  return 0;
}
