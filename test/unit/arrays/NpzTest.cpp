//===- NpzTest.cpp - several NumPy arrays in one zip archive --------------===//

#include "TestFile.h"
#include "compiler/Arrays/Convert.h"
#include <minizip/zip.h>
#include <zlib.h>

using namespace netc;
using std::string;

#define EXPECT_SAYS(text, part)                                                \
  EXPECT_NE((text).find(part), string::npos) << (text)

static string refusal(const string &bytes) {
  return TestFile(".npz", bytes).errorOf(readNpz);
}

static string bytesOf(const TestFile &file) {
  std::ifstream input(file.path, std::ios::binary);
  return string(std::istreambuf_iterator<char>(input), {});
}

/// An .npy file of the bytes 1, 2, 3.
static string npy() {
  string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }";
  string file("\x93NUMPY\x01\x00", 8);
  file += static_cast<char>(header.size());
  return file + '\0' + header + "\x01\x02\x03";
}

using Members = std::vector<std::pair<string, string>>;

static string makeZip(const Members &members, int method) {
  TestFile file(".npz");
  zipFile zip = zipOpen64(file.path.c_str(), APPEND_STATUS_CREATE);
  zip_fileinfo info{};
  for (const auto &[name, content] : members) {
    zipOpenNewFileInZip64(zip, name.c_str(), &info, nullptr, 0, nullptr, 0,
                          nullptr, method, Z_BEST_COMPRESSION, 0);
    zipWriteInFileInZip(zip, content.data(), content.size());
    zipCloseFileInZip(zip);
  }
  zipClose(zip, nullptr);
  return bytesOf(file);
}

static string writeStore(const ArrayStore &arrays, TestFile &file) {
  return file.errorOf([&](llvm::StringRef path, EmitArrayError emitError) {
    return writeNpz(path, arrays, emitError);
  });
}

TEST(Npz, ReadsStoredAndDeflatedMembers) {
  for (int method : {0, Z_DEFLATED}) {
    TestFile file(".npz", makeZip({{"b.npy", npy()}, {"a.npy", npy()}}, method));
    ArrayStore arrays = file.read(readNpz);
    ASSERT_EQ(arrays.size(), 2u);
    EXPECT_EQ(arrays.begin()->first, "b"); // the order of the file
    const ArrayData *a = arrays.lookup("a");
    ASSERT_TRUE(a);
    EXPECT_EQ(a->element, ElementType::Unsigned8);
    EXPECT_EQ(a->shape, (llvm::SmallVector<int64_t>{3}));
    EXPECT_EQ(elementAsDouble(*a, 2), 3);
  }
}

TEST(Npz, WritesWhatItReads) {
  TestFile source(".npz", makeZip({{"x.npy", npy()}, {"\xce\xb2.npy", npy()}},
                                  Z_DEFLATED));
  ArrayStore arrays = source.read(readNpz);
  TestFile target(".npz"), again(".npz");
  EXPECT_EQ(writeStore(arrays, target), "read");
  ArrayStore read = target.read(readNpz);
  ASSERT_EQ(read.size(), 2u);
  for (const auto &[key, data] : arrays) {
    ASSERT_TRUE(read.lookup(key)) << key;
    EXPECT_EQ(read.lookup(key)->bytes, data.bytes);
    EXPECT_EQ(read.lookup(key)->shape, data.shape);
  }
  // Equal arrays, equal files.
  EXPECT_EQ(writeStore(arrays, again), "read");
  EXPECT_EQ(bytesOf(target), bytesOf(again));
}

TEST(Npz, LeavesNothingWhereItCannotWrite) {
  TestFile file(".npz");
  string path = file.path + "-missing/arrays.npz";
  file.path.swap(path);
  string message = writeStore(ArrayStore(), file);
  file.path.swap(path);
  EXPECT_SAYS(message, "[cannot-write-file]");
  EXPECT_SAYS(message, "No such file");
}

TEST(Npz, KeepsWhatIsNoRegularFile) {
  TestFile file(".npz");
  string path = "/dev/null";
  file.path.swap(path);
  string message = writeStore(ArrayStore(), file);
  file.path.swap(path);
  EXPECT_SAYS(message, "is no regular file");
}

TEST(Npz, WritesNoTypeThatNumPyLacks) {
  ArrayStore arrays;
  ArrayData data;
  data.element = ElementType::BFloat16;
  arrays.insert("x", data);
  TestFile file(".npz", "before");
  EXPECT_SAYS(writeStore(arrays, file), "NumPy has no");
  EXPECT_EQ(bytesOf(file), "before");
}

TEST(Npz, RefusesWhatIsNoArchive) {
  EXPECT_SAYS(refusal(""), "not a zip archive");
  EXPECT_SAYS(refusal(string(1000, '\xff')), "not a zip archive");
  EXPECT_SAYS(refusal(makeZip({}, 0)), "holds no arrays");
  EXPECT_SAYS(refusal(makeZip({{"a.txt", "hello"}}, 0)),
              "member \"a.txt\": not an array");
  EXPECT_SAYS(refusal(makeZip({{"a.npy", "hello"}}, 0)),
              "member \"a.npy\": not a NumPy file");
  EXPECT_SAYS(refusal(makeZip({{"a.npy", npy()}, {"a.npy", npy()}}, 0)),
              "member \"a.npy\": the name stands twice");
}

/// Puts a number in place of each 4-byte number of the headers.
static string replaceNumber(string file, uint32_t old, uint32_t value) {
  string from(reinterpret_cast<char *>(&old), 4);
  string to(reinterpret_cast<char *>(&value), 4);
  for (size_t at = 0; (at = file.find(from, at)) != string::npos; at += 4)
    file.replace(at, 4, to);
  return file;
}

TEST(Npz, RefusesSizesThatTheFileCannotMean) {
  string zip = makeZip({{"a.npy", npy()}}, Z_DEFLATED);
  uint32_t size = npy().size();
  EXPECT_SAYS(refusal(replaceNumber(zip, size, 0x7fffffff)),
              "unpacks to 2147483647 bytes");
  EXPECT_SAYS(refusal(replaceNumber(zip, size, 100000000)),
              "damaged or truncated");
  EXPECT_SAYS(refusal(replaceNumber(zip, size, size - 1)),
              "damaged or truncated");
}

TEST(Npz, SurvivesEveryCutAndEveryByte) {
  string good = makeZip({{"a.npy", npy()}, {"b.npy", npy()}}, Z_DEFLATED);
  TestFile file(".npz");
  for (size_t length = 0; length < good.size(); ++length) {
    file.write(good.substr(0, length));
    EXPECT_NE(file.errorOf(readNpz), "read") << length;
  }
  for (size_t place = 0; place < good.size(); ++place)
    for (int bit : {0x01, 0x10, 0xff}) {
      string bad = good;
      bad[place] = static_cast<char>(bad[place] ^ bit);
      file.write(bad);
      file.errorOf(readNpz); // read or refused, and nothing else
    }
}
