//===- Idx.cpp - the array files of MNIST ---------------------------------===//
//
// Two zero bytes, the element type, the rank, the sizes (4 bytes each, big
// endian), and the elements (big endian). Plain, or compressed with gzip.
//
//===---------------------------------------------------------------------===//

#include "compiler/Arrays/FileBytes.h"
#include <vector>
#include <zlib.h>

using namespace mlir;

namespace netc {

static std::optional<ElementType> elementOfCode(unsigned char code) {
  switch (code) {
  case 0x08:
    return ElementType::Unsigned8;
  case 0x09:
    return ElementType::Integer8;
  case 0x0b:
    return ElementType::Integer16;
  case 0x0c:
    return ElementType::Integer32;
  case 0x0d:
    return ElementType::Real32;
  case 0x0e:
    return ElementType::Real64;
  default:
    return std::nullopt;
  }
}

static bool isCompressed(llvm::ArrayRef<char> file) {
  return file.size() >= 2 && file[0] == '\x1f' && file[1] == '\x8b';
}

/// Unpacks a gzip file. Memory grows with what comes out, never ahead of it.
static bool inflateAll(llvm::ArrayRef<char> packed, std::vector<char> &out) {
  z_stream stream = {};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
    return false;
  constexpr size_t most = size_t(1) << 30; // zlib counts in 32 bits
  int state = Z_OK;
  size_t used = 0;
  while (state == Z_OK) {
    size_t room = std::max<size_t>(out.size(), 1 << 16);
    size_t start = stream.total_out;
    out.resize(start + room);
    stream.next_in =
        reinterpret_cast<Bytef *>(const_cast<char *>(packed.data() + used));
    stream.avail_in = std::min(packed.size() - used, most);
    stream.next_out = reinterpret_cast<Bytef *>(out.data() + start);
    stream.avail_out = std::min(room, most);
    state = inflate(&stream, Z_NO_FLUSH);
    used = stream.total_in;
    if (state == Z_OK && used == packed.size() && stream.avail_out > 0)
      break; // the input ended before the stream did
  }
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return state == Z_STREAM_END;
}

static FailureOr<FileBytes> readUnpacked(llvm::StringRef path,
                                         EmitArrayError emitError) {
  FailureOr<FileBytes> file = readBytes(path, emitError);
  if (failed(file) || !isCompressed(file->bytes))
    return file;
  auto unpacked = std::make_shared<std::vector<char>>();
  if (!inflateAll(file->bytes, *unpacked))
    return badFile(path, "the compressed data is damaged or truncated",
                   emitError);
  return FileBytes{unpacked,
                   llvm::ArrayRef<char>(unpacked->data(), unpacked->size())};
}

static int64_t readSize(llvm::ArrayRef<char> bytes) {
  uint32_t size = 0;
  for (char byte : bytes.take_front(4))
    size = size << 8 | static_cast<unsigned char>(byte);
  return size;
}

FailureOr<ArrayData> readIdx(llvm::StringRef path, EmitArrayError emitError) {
  FailureOr<FileBytes> file = readUnpacked(path, emitError);
  if (failed(file))
    return failure();
  llvm::ArrayRef<char> bytes = file->bytes;
  if (bytes.size() < 4 || bytes[0] != 0 || bytes[1] != 0)
    return badFile(path, "not an IDX file", emitError);
  auto element = elementOfCode(static_cast<unsigned char>(bytes[2]));
  if (!element)
    return badFile(path, "unknown element type in the IDX header", emitError);
  size_t rank = static_cast<unsigned char>(bytes[3]);
  bytes = bytes.drop_front(4);
  if (bytes.size() < 4 * rank)
    return badFile(path, "the IDX header is truncated", emitError);
  ArrayData array;
  array.element = *element;
  for (size_t axis = 0; axis < rank; ++axis)
    array.shape.push_back(readSize(bytes.drop_front(4 * axis)));
  array.bytes = bytes.drop_front(4 * rank);
  array.owner = file->owner;
  std::optional<int64_t> needed = byteCount(array.element, array.shape);
  if (!needed || static_cast<size_t>(*needed) != array.bytes.size())
    return badFile(path,
                   "it holds " + llvm::Twine(array.bytes.size()) +
                       " bytes of elements, not what its sizes need",
                   emitError);
  size_t size = sizeInBytes(array.element);
  if (size == 1)
    return array;
  FailureOr<ArrayData> copy =
      allocateArray(path, array.element, array.shape, emitError);
  if (failed(copy))
    return failure();
  llvm::copy(array.bytes, writableBytes(*copy).begin());
  swapBytes(writableBytes(*copy), size);
  return copy;
}

} // namespace netc
