//===- SafetensorsTest.cpp - named arrays: what is read, what is refused --===//

#include "TestFile.h"
#include "compiler/Arrays/Convert.h"

using namespace netc;

/// A file with this header and so many bytes of data.
static std::string makeFile(const std::string &header, size_t dataBytes) {
  std::string file;
  for (int i = 0; i < 8; ++i)
    file += static_cast<char>(header.size() >> 8 * i & 0xff);
  file += header;
  for (size_t i = 0; i < dataBytes; ++i)
    file += static_cast<char>(i);
  return file;
}

static std::string refusal(const std::string &file) {
  return TestFile(".safetensors", file).errorOf(readSafetensors);
}

static std::string refusalOf(const std::string &header, size_t dataBytes) {
  return refusal(makeFile(header, dataBytes));
}

#define EXPECT_SAYS(text, part)                                                \
  EXPECT_NE((text).find(part), std::string::npos) << (text)

TEST(Safetensors, ReadsNamesTypesShapesAndBytes) {
  TestFile file(
      ".safetensors",
      makeFile(R"({"__metadata__":{"made":"by hand"},)"
               R"("a":{"dtype":"U8","shape":[2,3],"data_offsets":[0,6]},)"
               R"("b":{"dtype":"I16","shape":[],"data_offsets":[6,8]}})",
               8));
  ArrayStore arrays = file.read(readSafetensors);
  ASSERT_EQ(arrays.size(), 2u);
  const ArrayData *a = arrays.lookup("a"), *b = arrays.lookup("b");
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->element, ElementType::Unsigned8);
  EXPECT_EQ(a->shape, (llvm::SmallVector<int64_t>{2, 3}));
  EXPECT_EQ(elementAsDouble(*a, 5), 5);
  EXPECT_EQ(b->elementCount(), 1);
  EXPECT_EQ(elementAsDouble(*b, 0), 0x0706);
}

TEST(Safetensors, WritesWhatItReads) {
  TestFile source(
      ".safetensors",
      makeFile(R"({"x":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
               R"("y":{"dtype":"F32","shape":[1,2],"data_offsets":[3,11]}})",
               11));
  ArrayStore arrays = source.read(readSafetensors);
  TestFile target(".safetensors");
  EXPECT_EQ(target.errorOf([&](llvm::StringRef path, EmitArrayError emitError) {
    return writeSafetensors(path, arrays, emitError);
  }),
            "read");
  ArrayStore again = target.read(readSafetensors);
  ASSERT_EQ(again.size(), 2u);
  for (const auto &[key, data] : arrays) {
    ASSERT_TRUE(again.lookup(key));
    EXPECT_EQ(again.lookup(key)->element, data.element);
    EXPECT_EQ(again.lookup(key)->shape, data.shape);
    EXPECT_EQ(again.lookup(key)->bytes, data.bytes);
  }
  // The widest type comes first, at a multiple of 64 of a page.
  EXPECT_EQ(reinterpret_cast<uintptr_t>(again.lookup("y")->bytes.data()) % 64,
            0u);
}

TEST(Safetensors, RefusesGarbage) {
  EXPECT_SAYS(refusal(""), "at least 10");
  EXPECT_SAYS(refusal("1234567"), "at least 10");
  EXPECT_SAYS(refusal(std::string(100, '\xff')), "truncated, or not");
  EXPECT_SAYS(refusalOf("not json", 0), "not JSON");
  EXPECT_SAYS(refusalOf("", 0), "not JSON");
  EXPECT_SAYS(refusalOf("[]", 0), "where an object was expected");
  EXPECT_SAYS(refusalOf("5", 0), "where an object was expected");
  EXPECT_SAYS(refusalOf(std::string(1000000, '['), 0), "expected");
  EXPECT_SAYS(refusalOf(R"({"a":7})", 0), "description of an array");
  EXPECT_SAYS(refusalOf("{\"a\xff\":7})", 0), "not JSON");
}

TEST(Safetensors, RefusesIncompleteDescriptions) {
  EXPECT_SAYS(refusalOf(R"({"a":{}})", 0), "has no dtype");
  EXPECT_SAYS(refusalOf(R"({"a":{"dtype":"F32","shape":[]}})", 0),
              "has no data_offsets");
  EXPECT_SAYS(refusalOf(R"({"a":{"dtype":5}})", 0), "holds 5 where dtype");
  EXPECT_SAYS(refusalOf(R"({"a":{"shape":[-1]}})", 0), "holds -1");
  EXPECT_SAYS(refusalOf(R"({"a":{"shape":[[1]]}})", 0), "holds a list");
  EXPECT_SAYS(refusalOf(R"({"a":{"data_offsets":[1]}})", 0), "two numbers");
  EXPECT_SAYS(refusalOf(R"({"a":{"color":"red"}})", 0), "unknown field");
  EXPECT_SAYS(
      refusalOf(R"({"a":{"dtype":"F4","shape":[],"data_offsets":[0,4]}})", 4),
      "unsupported type \"F4\"");
}

TEST(Safetensors, RefusesNamesThatStandTwice) {
  EXPECT_SAYS(
      refusalOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                R"("a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
                2),
      "\"a\" stands twice");
}

TEST(Safetensors, RefusesSizesThatDoNotFit) {
  EXPECT_SAYS(refusalOf(R"({"a":{"dtype":"F32","shape":[4611686018427387904],)"
                        R"("data_offsets":[0,4]}})",
                        4),
              "no memory can hold");
  EXPECT_SAYS(
      refusalOf(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4,0],)"
                R"("data_offsets":[0,0]}})",
                0),
      "no memory can hold");
  EXPECT_SAYS(
      refusalOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4),
      "needs 8");
  EXPECT_SAYS(
      refusalOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4),
      "holds 4 bytes");
  EXPECT_SAYS(
      refusalOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}})", 8),
      "lies at bytes 8 to 4");
  EXPECT_SAYS(refusalOf(R"({"a":{"dtype":"F32","shape":[1],)"
                        R"("data_offsets":[18446744073709551612,0]}})",
                        8),
              "lies at bytes");
}

TEST(Safetensors, RefusesOverlapsAndGaps) {
  const char *overlap =
      R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
      R"("b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}})";
  EXPECT_SAYS(refusalOf(overlap, 6), "\"a\" and \"b\" overlap");
  const char *gap = R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})";
  EXPECT_SAYS(refusalOf(gap, 2), "bytes 0 to 1 belong to no array");
  const char *rest = R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})";
  EXPECT_SAYS(refusalOf(rest, 2), "bytes 1 to 2 belong to no array");
}

TEST(Safetensors, TellsWhichFileCannotBeRead) {
  TestFile file(".safetensors");
  std::string path = file.path + "-missing";
  file.path.swap(path);
  std::string message = file.errorOf(readSafetensors);
  file.path.swap(path);
  EXPECT_SAYS(message, "[cannot-read-file] " + file.path + "-missing: No such");
}

TEST(Safetensors, LeavesNothingWhereItCannotWrite) {
  TestFile file(".safetensors");
  std::string path = file.path + "-missing/weights";
  file.path.swap(path);
  std::string message =
      file.errorOf([](llvm::StringRef target, EmitArrayError emitError) {
        return writeSafetensors(target, ArrayStore(), emitError);
      });
  file.path.swap(path);
  EXPECT_SAYS(message, "[cannot-write-file]");
}

// Every prefix of a good file is refused, and every single changed byte is
// either read or refused: nothing else may happen.
TEST(Safetensors, SurvivesEveryCutAndEveryByte) {
  std::string good =
      makeFile(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8);
  TestFile file(".safetensors");
  for (size_t length = 0; length < good.size(); ++length) {
    file.write(good.substr(0, length));
    EXPECT_NE(file.errorOf(readSafetensors), "read") << length;
  }
  for (size_t place = 0; place < good.size(); ++place) {
    std::string changed = good;
    changed[place] ^= 0x55;
    file.write(changed);
    file.errorOf(readSafetensors);
  }
}
