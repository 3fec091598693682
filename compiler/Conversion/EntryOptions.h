//===- EntryOptions.h - entry points that a net is compiled to --*- C++ -*-===//

#ifndef NETC_COMPILER_CONVERSION_ENTRYOPTIONS_H
#define NETC_COMPILER_CONVERSION_ENTRYOPTIONS_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace netc {

// What an entry of kind `gradient` computes.
struct GradientRequest {
  // Input ports and keys of arrays, where a port's name wins; `all` stands for
  // all real input ports and all trainable arrays.
  std::vector<std::string> targets;
  // Output ports whose gradient the caller gives; the others have ones.
  std::vector<std::string> imposed;
  // Whether the outputs of the net are results too.
  bool outputs = true;
};

// One entry point of the compiled net.
struct EntryOptions {
  std::string mode = "Test";        // or Training
  std::string precision = "Real32"; // Real64, Real16, BFloat16
  int64_t batch = 0;                // 0 is open
  std::optional<GradientRequest> gradient = std::nullopt;
};

struct DecomposeOptions {
  std::vector<EntryOptions> entries = {{}};
  // Layers whose outputs each entry returns too, written as in array keys.
  std::vector<std::string> probes;
};

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_ENTRYOPTIONS_H
