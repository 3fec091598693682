//===- CheckpointSum.h - finds damaged checkpoints ------------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_CHECKPOINTSUM_H
#define NETRT_HOST_TRAIN_CHECKPOINTSUM_H

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>

namespace netrt {

inline constexpr const char *checksumKey = "checksum";

/// 64 bits over a sequence of bytes, however it is cut, also for data: 8 bytes
/// at a time, each changes all that follows. Against accidents, not against
/// forgery.
class Checksum {
public:
  void add(std::span<const char> bytes) {
    // Whole words at once: data are long.
    for (; filled == 0 && bytes.size() >= 8; bytes = bytes.subspan(8)) {
      std::memcpy(&word, bytes.data(), 8);
      if constexpr (std::endian::native == std::endian::little)
        word = __builtin_bswap64(word);
      filled = 8;
      mix();
    }
    for (char byte : bytes) {
      word = word << 8 | static_cast<unsigned char>(byte);
      if (++filled == 8)
        mix();
    }
  }
  /// Ends the sequence.
  uint64_t value() {
    mix();
    return state;
  }
  /// The same into 8 bytes at `place`.
  void store(char *place) {
    uint64_t sum = value();
    for (int i = 0; i < 8; ++i)
      place[i] = static_cast<char>(sum >> 8 * i & 0xff);
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
