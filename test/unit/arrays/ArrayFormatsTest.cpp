//===- ArrayFormatsTest.cpp - NumPy, JSON and IDX files -------------------===//

#include "TestFile.h"
#include "compiler/Arrays/Convert.h"
#include <cmath>
#include <zlib.h>

using namespace netc;
using std::string;
using Shape = llvm::SmallVector<int64_t>;

static std::vector<double> numbers(const ArrayData &array) {
  std::vector<double> values;
  for (int64_t i = 0; i < array.elementCount(); ++i)
    values.push_back(elementAsDouble(array, i));
  return values;
}

static string refusal(const string &ending, const string &bytes) {
  return TestFile(ending, bytes).errorOf(readArrayFile);
}

#define EXPECT_SAYS(text, part)                                                \
  EXPECT_NE((text).find(part), string::npos) << (text)

static string makeNpy(const string &header, const string &elements) {
  string file("\x93NUMPY\x01\x00", 8);
  file += static_cast<char>(header.size() & 0xff);
  file += static_cast<char>(header.size() >> 8);
  return file + header + elements;
}

TEST(Npy, ReadsEveryOrder) {
  string bytes("\x00\x01\x02\x03\x04\x05", 6);
  auto array = TestFile(".npy", makeNpy("{'descr': '|u1', 'fortran_order': "
                                        "False, 'shape': (2, 3), }",
                                        bytes))
                   .read(readNpy);
  EXPECT_EQ(array.shape, (Shape{2, 3}));
  EXPECT_EQ(numbers(array), (std::vector<double>{0, 1, 2, 3, 4, 5}));
  array = TestFile(".npy", makeNpy("{'descr': '|u1', 'fortran_order': True, "
                                   "'shape': (2, 3), }",
                                   bytes))
              .read(readNpy);
  EXPECT_EQ(numbers(array), (std::vector<double>{0, 2, 4, 1, 3, 5}));
  array = TestFile(".npy", makeNpy("{'descr': '>i2', 'fortran_order': False, "
                                   "'shape': (3,), }",
                                   bytes))
              .read(readNpy);
  EXPECT_EQ(numbers(array), (std::vector<double>{1, 0x203, 0x405}));
}

TEST(Npy, WritesWhatItReads) {
  auto array =
      TestFile(".npy", makeNpy("{'descr': '<i4', 'fortran_order': False, "
                               "'shape': (), }",
                               string("\x07\x00\x00\x00", 4)))
          .read(readNpy);
  EXPECT_EQ(array.shape, Shape{});
  TestFile file(".npy");
  EXPECT_EQ(file.errorOf([&](llvm::StringRef path, EmitArrayError emitError) {
    return writeNpy(path, array, emitError);
  }),
            "read");
  auto again = file.read(readNpy);
  EXPECT_EQ(again.element, ElementType::Integer32);
  EXPECT_EQ(numbers(again), (std::vector<double>{7}));
}

TEST(Npy, RefusesWhatItCannotRead) {
  EXPECT_SAYS(refusal(".npy", ""), "not a NumPy file");
  EXPECT_SAYS(refusal(".npy", string("\x93NUMPY\x01\x00\xff\xff{", 11)),
              "truncated");
  EXPECT_SAYS(refusal(".npy", makeNpy("{}", "")), "lacks descr");
  EXPECT_SAYS(refusal(".npy", makeNpy("{'descr': [('a', '<f4')], "
                                      "'fortran_order': False, 'shape': ()}",
                                      "1234")),
              "unsupported element type");
  EXPECT_SAYS(refusal(".npy", makeNpy("{'descr': '<f4', 'fortran_order': "
                                      "False, 'shape': (4611686018427387904, "
                                      "4)}",
                                      "1234")),
              "not what its shape needs");
  EXPECT_SAYS(refusal(".npy", makeNpy("{'descr': '<f4', 'fortran_order': "
                                      "False, 'shape': (-1,)}",
                                      "")),
              "tuple of sizes");
  EXPECT_SAYS(refusal(".npy", makeNpy("{'descr': '<f4', 'fortran_order': "
                                      "False, 'shape': (2,)}",
                                      "1234")),
              "holds 4 bytes");
}

TEST(Json, ReadsNestedLists) {
  auto array = TestFile(".json", "[[1, 2], [3, -4]]").read(readJsonArray);
  EXPECT_EQ(array.element, ElementType::Integer64);
  EXPECT_EQ(array.shape, (Shape{2, 2}));
  EXPECT_EQ(numbers(array), (std::vector<double>{1, 2, 3, -4}));
  array =
      TestFile(".json", "[1, 2.5, \"-Infinity\", \"NaN\"]").read(readJsonArray);
  EXPECT_EQ(array.element, ElementType::Real64);
  EXPECT_EQ(numbers(array)[1], 2.5);
  EXPECT_TRUE(std::isinf(numbers(array)[2]) && std::isnan(numbers(array)[3]));
  EXPECT_EQ(TestFile(".json", "5").read(readJsonArray).shape, Shape{});
  EXPECT_EQ(TestFile(".json", "[[], []]").read(readJsonArray).shape,
            (Shape{2, 0}));
}

TEST(Json, RefusesWhatIsNoArray) {
  EXPECT_SAYS(refusal(".json", ""), "not JSON");
  EXPECT_SAYS(refusal(".json", "[1, 2"), "not JSON");
  EXPECT_SAYS(refusal(".json", "[[1], [2, 3]]"), "lists of 1 and of 2");
  EXPECT_SAYS(refusal(".json", "[1, [2]]"), "list stands where a number");
  EXPECT_SAYS(refusal(".json", "[[1], 2]"), "different depths");
  EXPECT_SAYS(refusal(".json", "[[], 2]"), "different lengths");
  EXPECT_SAYS(refusal(".json", "{\"a\": 1}"), "an object is not a list");
  EXPECT_SAYS(refusal(".json", "[null]"), "null");
  EXPECT_SAYS(refusal(".json", "[\"x\"]"), "\"x\" is not a number");
  EXPECT_SAYS(refusal(".json", string(1000000, '[')), "not JSON");
}

TEST(Json, WritesWhatItReads) {
  for (const char *text : {"[[1, 2], [3, -4]]", "[0.1, \"NaN\", \"Infinity\"]",
                           "7", "[[[1]], [[2]]]", "[[], []]"}) {
    auto array = TestFile(".json", text).read(readJsonArray);
    TestFile file(".json");
    file.errorOf([&](llvm::StringRef path, EmitArrayError emitError) {
      return writeJsonArray(path, array, emitError);
    });
    auto again = file.read(readJsonArray);
    EXPECT_EQ(again.bytes, array.bytes) << text;
  }
}

static string compressed(const string &bytes) {
  TestFile file(".gz");
  gzFile stream = gzopen(file.path.c_str(), "wb");
  gzwrite(stream, bytes.data(), bytes.size());
  gzclose(stream);
  std::ifstream input(file.path, std::ios::binary);
  return string(std::istreambuf_iterator<char>(input), {});
}

TEST(Idx, ReadsPlainAndCompressed) {
  string bytes("\0\0\x08\x02\0\0\0\x02\0\0\0\x02\x01\x02\x03\xff", 16);
  for (const string &file : {bytes, compressed(bytes)}) {
    auto array = TestFile(".idx.gz", file).read(readIdx);
    EXPECT_EQ(array.element, ElementType::Unsigned8);
    EXPECT_EQ(array.shape, (Shape{2, 2}));
    EXPECT_EQ(numbers(array), (std::vector<double>{1, 2, 3, 255}));
  }
  string wide("\0\0\x0b\x01\0\0\0\x01\x01\x02", 10);
  EXPECT_EQ(numbers(TestFile("-ubyte", wide).read(readIdx))[0], 0x102);
}

TEST(Idx, ReadsLongCompressedFiles) {
  string bytes("\0\0\x08\x01\0\x10\0\0", 8);
  for (int i = 0; i < 1 << 20; ++i)
    bytes += static_cast<char>(i * 2654435761u >> 24);
  auto array = TestFile(".idx.gz", compressed(bytes)).read(readIdx);
  EXPECT_EQ(array.elementCount(), 1 << 20);
  EXPECT_EQ(array.bytes.back(), bytes.back());
}

TEST(Idx, RefusesWhatItCannotRead) {
  EXPECT_SAYS(refusal(".idx", ""), "not an IDX file");
  EXPECT_SAYS(refusal(".idx", string("\0\0\x07\x00", 4)), "unknown element");
  EXPECT_SAYS(refusal(".idx", string("\0\0\x08\xff\0\0", 6)), "truncated");
  EXPECT_SAYS(refusal(".idx", string("\0\0\x08\x01\0\0\0\x02\x01", 9)),
              "holds 1 bytes");
  EXPECT_SAYS(refusal(".idx", string("\0\0\x0e\x03\xff\xff\xff\xff\xff\xff\xff"
                                     "\xff\xff\xff\xff\xff",
                                     16)),
              "not what its sizes need");
  string good = compressed(string("\0\0\x08\x01\0\0\0\x02\x01\x02", 10));
  for (size_t length = 2; length < good.size(); ++length)
    EXPECT_SAYS(refusal(".idx.gz", good.substr(0, length)), "damaged");
}

TEST(ArrayFiles, GoByTheEnding) {
  EXPECT_TRUE(isArrayFile("x.npy") && isArrayFile("t10k-images-idx3-ubyte.gz"));
  EXPECT_FALSE(isArrayFile("x.net") || isArrayFile(""));
  EXPECT_SAYS(refusal(".txt", "1"), "not a kind of file");
}
