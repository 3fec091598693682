//===- CheckpointSum.h - finds damaged checkpoints ------------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_CHECKPOINTSUM_H
#define NETRT_HOST_TRAIN_CHECKPOINTSUM_H

#include <cstdint>
#include <span>

namespace netrt {

inline constexpr const char *checksumKey = "checksum";

/// 64 bits over a sequence of bytes, however it is cut: 8 bytes at a time, each
/// changes all that follows. Against accidents, not against forgery.
class Checksum {
public:
  void add(std::span<const char> bytes) {
    for (char byte : bytes) {
      word = word << 8 | static_cast<unsigned char>(byte);
      if (++filled == 8)
        mix();
    }
  }
  /// Ends the sequence; `place` has 8 bytes.
  void store(char *place) {
    mix();
    for (int i = 0; i < 8; ++i)
      place[i] = static_cast<char>(state >> 8 * i & 0xff);
  }

private:
  void mix() {
    state = (state ^ word) * 0x9e3779b97f4a7c15u;
    state ^= state >> 32;
    length += static_cast<uint64_t>(filled);
    state += length;
    word = 0;
    filled = 0;
  }

  uint64_t state = 0x6e657463;
  uint64_t word = 0;
  uint64_t length = 0;
  int filled = 0;
};

} // namespace netrt

#endif // NETRT_HOST_TRAIN_CHECKPOINTSUM_H
