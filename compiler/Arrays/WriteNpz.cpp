//===- WriteNpz.cpp - arrays as members of a zip archive ------------------===//
//
// Members are stored, as numpy.savez does, and dated 1980, so that equal arrays
// give equal files.
//
//===----------------------------------------------------------------------===//

#include "compiler/Arrays/Npy.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include <minizip/zip.h>
#include <zlib.h>

using namespace mlir;

namespace netc {

namespace {

struct Member {
  std::string name, header;
  llvm::ArrayRef<char> elements;
};

} // namespace

/// zlib counts in 32 bits.
static bool writeAll(zipFile archive, llvm::ArrayRef<char> bytes) {
  constexpr size_t most = size_t(1) << 30;
  for (; !bytes.empty(); bytes = bytes.drop_front(std::min(bytes.size(), most)))
    if (zipWriteInFileInZip(archive, bytes.data(),
                            std::min(bytes.size(), most)) != ZIP_OK)
      return false;
  return true;
}

static bool writeMember(zipFile archive, const Member &member) {
  zip_fileinfo info{};
  info.tmz_date.tm_year = 1980;
  info.tmz_date.tm_mday = 1;
  uint64_t size = member.header.size() + member.elements.size();
  bool isAscii = llvm::all_of(member.name, [](char c) { return c > 0; });
  constexpr uLong namesAreUtf8 = 1 << 11;
  int state = zipOpenNewFileInZip4_64(
      archive, member.name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr,
      /*method=*/0, /*level=*/0, /*raw=*/0, -MAX_WBITS, MAX_MEM_LEVEL,
      Z_DEFAULT_STRATEGY, /*password=*/nullptr, /*crcForCrypting=*/0,
      /*versionMadeBy=*/0, isAscii ? 0 : namesAreUtf8,
      /*zip64=*/size >= UINT32_MAX);
  return state == ZIP_OK && writeAll(archive, member.header) &&
         writeAll(archive, member.elements) &&
         zipCloseFileInZip(archive) == ZIP_OK;
}

static bool writeArchive(const std::string &path,
                         llvm::ArrayRef<Member> members) {
  zipFile archive = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  if (!archive)
    return false;
  bool written = llvm::all_of(members, [&](const Member &member) {
    return writeMember(archive, member);
  });
  return zipClose(archive, nullptr) == ZIP_OK && written;
}

static FailureOr<llvm::SmallVector<Member>>
makeMembers(llvm::StringRef path, const ArrayStore &arrays,
            EmitArrayError emitError) {
  llvm::SmallVector<Member> members;
  for (const auto &[key, array] : arrays) {
    FailureOr<std::string> header = makeNpyHeader(path, array, emitError);
    if (failed(header))
      return failure();
    members.push_back({key + ".npy", *header, array.bytes});
  }
  return members;
}

LogicalResult writeNpz(llvm::StringRef path, const ArrayStore &arrays,
                       EmitArrayError emitError) {
  auto members = makeMembers(path, arrays, emitError);
  if (failed(members))
    return failure();
  auto fail = [&](const llvm::Twine &why) {
    return fileError(path, "cannot-write-file", emitError) << why;
  };
  if (llvm::sys::fs::exists(path) && !llvm::sys::fs::is_regular_file(path))
    return fail("it exists and is no regular file");
  auto temporary = llvm::sys::fs::TempFile::create(path + ".temp-%%%%%%%%");
  if (!temporary)
    return fail(reasonOf(temporary.takeError()));
  // The library writes by name and says no more than that it failed.
  errno = 0;
  if (!writeArchive(temporary->TmpName, *members)) {
    std::string reason = errno ? llvm::sys::StrError(errno) : "writing failed";
    llvm::consumeError(temporary->discard());
    return fail(reason);
  }
  if (llvm::Error error = temporary->keep(path))
    return fail(reasonOf(std::move(error)));
  return success();
}

} // namespace netc
