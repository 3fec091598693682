//===- ReadNpz.cpp - several NumPy arrays in one zip archive --------------===//
//
// Each member KEY.npy is a NumPy file, stored or deflated. The sizes that an
// archive claims are limited before any memory is taken, and memory grows with
// what comes out.
//
//===----------------------------------------------------------------------===//

#include "compiler/Arrays/Npy.h"
#include "llvm/Support/Endian.h"
#include <memory>
#include <minizip/unzip.h>
#include <optional>
#include <type_traits>
#include <vector>

using namespace mlir;

namespace netc {

namespace {

struct CloseArchive {
  void operator()(unzFile archive) const { unzClose(archive); }
};
using Archive = std::unique_ptr<std::remove_pointer_t<unzFile>, CloseArchive>;

constexpr uLong storedMethod = 0, deflatedMethod = 8;

/// The record at the very end of an archive. The library reads what little of
/// it is left in a truncated file.
struct EndRecord {
  static constexpr llvm::StringLiteral signature = "PK\5\6";
  static constexpr size_t size = 22, longestComment = 0xffff;

  static std::optional<EndRecord> find(llvm::ArrayRef<char> archive) {
    llvm::StringRef bytes(archive.data(), archive.size());
    bytes = bytes.take_back(size + longestComment);
    size_t begin = bytes.rfind(signature);
    if (begin == llvm::StringRef::npos || bytes.size() - begin < size)
      return std::nullopt;
    const char *record = bytes.data() + begin;
    size_t comment = llvm::support::endian::read16le(record + 20);
    if (begin + size + comment != bytes.size())
      return std::nullopt;
    return EndRecord{llvm::support::endian::read16le(record + 10)};
  }

  unsigned memberCount; ///< 0xffff stands for more
};

/// Reads the members of one archive, one after the other.
class NpzReader {
public:
  NpzReader(llvm::StringRef path, EmitArrayError emitError)
      : path(path), emitError(emitError) {}

  FailureOr<ArrayStore> read() {
    if (failed(open()))
      return failure();
    ArrayStore arrays;
    int state = unzGoToFirstFile(archive.get());
    for (; state == UNZ_OK; state = unzGoToNextFile(archive.get()))
      if (failed(readMember(arrays)))
        return failure();
    if (state != UNZ_END_OF_LIST_OF_FILE)
      return bad("the archive's list of members is damaged");
    return arrays;
  }

private:
  LogicalResult bad(const llvm::Twine &why) {
    return badFile(path, why, emitError);
  }

  LogicalResult open() {
    FailureOr<FileBytes> file = readBytes(path, emitError);
    if (failed(file))
      return failure();
    // Arrays shrink a hundredfold only where they hold next to nothing, as the
    // archives do that are made to fill a memory.
    allowed = (uint64_t(1) << 30) + 100 * uint64_t(file->bytes.size());
    std::optional<EndRecord> end = EndRecord::find(file->bytes);
    if (end && end->memberCount == 0)
      return bad("it holds no arrays");
    if (end)
      archive.reset(unzOpen64(path.str().c_str()));
    return archive ? success() : bad("not a zip archive, or truncated");
  }

  LogicalResult readMember(ArrayStore &arrays) {
    unz_file_info64 info;
    if (unzGetCurrentFileInfo64(archive.get(), &info, nullptr, 0, nullptr, 0,
                                nullptr, 0) != UNZ_OK)
      return bad("the archive's list of members is damaged");
    std::string name(info.size_filename, '\0');
    if (unzGetCurrentFileInfo64(archive.get(), nullptr, name.data(),
                                name.size(), nullptr, 0, nullptr, 0) != UNZ_OK)
      return bad("the archive's list of members is damaged");
    member = (path + ", member \"" + name + "\"").str();
    llvm::StringRef key = name;
    if (!key.consume_back(".npy"))
      return badFile(member, "not an array: its name does not end in .npy",
                     emitError);
    if (arrays.lookup(key))
      return badFile(member, "the name stands twice", emitError);
    FailureOr<FileBytes> bytes = unpack(info);
    if (failed(bytes))
      return failure();
    FailureOr<ArrayData> array = parseNpy(member, *bytes, emitError);
    if (failed(array))
      return failure();
    arrays.insert(key, std::move(*array));
    return success();
  }

  FailureOr<FileBytes> unpack(const unz_file_info64 &info) {
    if (info.flag & 1)
      return badFile(member, "it is encrypted", emitError);
    if (info.compression_method != storedMethod &&
        info.compression_method != deflatedMethod)
      return badFile(member,
                     "it is compressed by method " +
                         llvm::Twine(info.compression_method) +
                         "; numpy.savez and numpy.savez_compressed make files "
                         "that netc reads",
                     emitError);
    if (info.uncompressed_size > allowed)
      return badFile(member,
                     "it unpacks to " + llvm::Twine(info.uncompressed_size) +
                         " bytes, far more than such a small archive should "
                         "hold; store it uncompressed (numpy.savez) or as .npy",
                     emitError);
    allowed -= info.uncompressed_size;
    auto bytes = std::make_shared<std::vector<char>>();
    if (!readContent(info.uncompressed_size, *bytes))
      return badFile(member, "its data is damaged or truncated", emitError);
    return FileBytes{bytes, llvm::ArrayRef<char>(bytes->data(), bytes->size())};
  }

  /// All of `size` bytes, with the right checksum.
  bool readContent(uint64_t size, std::vector<char> &bytes) {
    if (unzOpenCurrentFile(archive.get()) != UNZ_OK)
      return false;
    uint64_t used = 0;
    while (used < size) {
      uint64_t room = std::max<uint64_t>(used, 1 << 20);
      room = std::min({room, size - used, uint64_t(1) << 30});
      bytes.resize(used + room);
      int count = unzReadCurrentFile(archive.get(), bytes.data() + used,
                                     static_cast<unsigned>(room));
      if (count <= 0)
        break;
      used += count;
    }
    // The checksum is compared once everything has been read.
    return unzCloseCurrentFile(archive.get()) == UNZ_OK && used == size;
  }

  llvm::StringRef path;
  EmitArrayError emitError;
  Archive archive;
  std::string member;   ///< the current one, for messages
  uint64_t allowed = 0; ///< bytes that the remaining members may unpack to
};

} // namespace

FailureOr<ArrayStore> readNpz(llvm::StringRef path, EmitArrayError emitError) {
  return NpzReader(path, emitError).read();
}

} // namespace netc
