// classify.cpp - the same in C++: the header brings a class that cleans up.
//
//   netc compile lenet.net --weights lenet.safetensors -o lenet.so
//   c++ classify.cpp -I. -I<netc>/include ./lenet.so -o classify
//   ./classify digits-images.idx digits-labels.idx
#include "lenet.h"

#include "idx.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

namespace {

struct Free {
  void operator()(unsigned char *data) const { std::free(data); }
};
using Bytes = std::unique_ptr<unsigned char, Free>;

} // namespace

// One image at a time, as a product that waits for its user would do it.
static int classifyEach(lenet::Net &net, const unsigned char *pixels,
                        const unsigned char *labels, int64_t count) {
  std::vector<float> input(LENET_INPUT_SIZE), output(LENET_OUTPUT_SIZE);
  int right = 0;
  for (int64_t i = 0; i < count; ++i) {
    const unsigned char *image = pixels + i * LENET_INPUT_SIZE;
    std::transform(image, image + LENET_INPUT_SIZE, input.begin(),
                   [](unsigned char byte) { return byte / 255.0f; });
    if (net.infer(1, input.data(), output.data()) != NETRT_OK)
      return -1;
    auto best = std::max_element(output.begin(), output.end());
    right += best - output.begin() == labels[i];
  }
  return right;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    std::cerr << "usage: " << argv[0] << " IMAGES.idx LABELS.idx\n";
    return 1;
  }
  int64_t shape[3] = {}, labelCount = 0;
  Bytes pixels(idx_read(argv[1], 3, shape));
  Bytes labels(idx_read(argv[2], 1, &labelCount));
  if (!pixels || !labels || labelCount != shape[0] ||
      shape[1] * shape[2] != LENET_INPUT_SIZE) {
    std::cerr << "expected 28 x 28 images and as many labels\n";
    return 1;
  }
  lenet::Net net;
  if (!net.ok()) {
    std::cerr << net.error() << "\n";
    return 1;
  }
  int right = classifyEach(net, pixels.get(), labels.get(), labelCount);
  if (right < 0) {
    std::cerr << net.error() << "\n";
    return 1;
  }
  std::cout << right << " of " << labelCount << " digits right\n";
  return 0;
}
