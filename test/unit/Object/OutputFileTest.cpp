//===- OutputFileTest.cpp - result files appear whole or not at all ------===//

#include "compiler/Codegen/Object/OutputFile.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace netc;
namespace fs = llvm::sys::fs;

namespace {
class OutputFileTest : public testing::Test {
protected:
  OutputFileTest()
      : location(UnknownLoc::get(&context)),
        handler(&context, [this](Diagnostic &diagnostic) {
          message = diagnostic.str();
          return success();
        }) {
    llvm::SmallString<64> path;
    EXPECT_FALSE(fs::createUniqueDirectory("netc-output", path));
    folder = path.str();
  }
  ~OutputFileTest() override { fs::remove_directories(folder); }

  size_t filesInFolder() {
    size_t count = 0;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; it != end && !error;
         it.increment(error))
      ++count;
    return count;
  }

  MLIRContext context;
  Location location;
  ScopedDiagnosticHandler handler;
  std::string folder, message;
};
} // namespace

TEST_F(OutputFileTest, CommitGivesTheName) {
  std::string path = folder + "/result.h";
  auto file = OutputFile::create(path, OutputFile::Mode::Plain, location);
  ASSERT_TRUE(succeeded(file));
  ASSERT_TRUE(succeeded(file->write("first")));
  ASSERT_TRUE(succeeded(file->write("text")));
  EXPECT_FALSE(fs::exists(path));
  ASSERT_TRUE(succeeded(file->commit()));
  auto contents = llvm::MemoryBuffer::getFile(path);
  ASSERT_TRUE(bool(contents));
  EXPECT_EQ((*contents)->getBuffer(), "text");
  EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(OutputFileTest, NothingIsLeftWithoutCommit) {
  {
    auto file = OutputFile::create(folder + "/result.h",
                                   OutputFile::Mode::Plain, location);
    ASSERT_TRUE(succeeded(file));
    ASSERT_TRUE(succeeded(file->write("text")));
    EXPECT_EQ(filesInFolder(), 1u);
  }
  EXPECT_EQ(filesInFolder(), 0u);
}

TEST_F(OutputFileTest, MissingFolderIsAnError) {
  EXPECT_TRUE(failed(OutputFile::create(folder + "/none/result.h",
                                        OutputFile::Mode::Plain, location)));
  EXPECT_NE(message.find("[cannot-write-file] cannot write"),
            std::string::npos);
}

TEST_F(OutputFileTest, FolderInThePlaceIsAnError) {
  EXPECT_TRUE(
      failed(OutputFile::create(folder, OutputFile::Mode::Plain, location)));
  EXPECT_NE(message.find("it is a directory"), std::string::npos);
}

TEST_F(OutputFileTest, DevicesAreNotReplaced) {
  EXPECT_TRUE(failed(
      OutputFile::create("/dev/null", OutputFile::Mode::Plain, location)));
  EXPECT_NE(message.find("it is not a regular file"), std::string::npos);
}

TEST_F(OutputFileTest, LinksStay) {
  std::string target = folder + "/target", link = folder + "/link";
  ASSERT_FALSE(fs::create_link("target", link));
  {
    auto first = OutputFile::create(target, OutputFile::Mode::Plain, location);
    ASSERT_TRUE(succeeded(first) && succeeded(first->commit()));
  }
  auto file = OutputFile::create(link, OutputFile::Mode::Plain, location);
  ASSERT_TRUE(succeeded(file) && succeeded(file->write("text")) &&
              succeeded(file->commit()));
  EXPECT_TRUE(fs::is_symlink_file(link));
  EXPECT_EQ((*llvm::MemoryBuffer::getFile(target))->getBuffer(), "text");
}
