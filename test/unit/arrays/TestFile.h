//===- TestFile.h - files for tests of readers ----------------*- C++ -*-===//

#ifndef NETC_TEST_UNIT_ARRAYS_TESTFILE_H
#define NETC_TEST_UNIT_ARRAYS_TESTFILE_H

#include "compiler/Arrays/ArrayFiles.h"
#include "mlir/IR/MLIRContext.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace netc {

/// A temporary file that disappears with the object, and the errors of reading.
class TestFile {
public:
  explicit TestFile(const std::string &ending, const std::string &bytes = "") {
    std::string pattern = "/tmp/netc-test-XXXXXX" + ending;
    int descriptor = mkstemps(pattern.data(), ending.size());
    close(descriptor);
    path = pattern;
    write(bytes);
  }
  ~TestFile() { unlink(path.c_str()); }

  void write(const std::string &bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), bytes.size());
  }

  /// What `read` says of these bytes: the message of its error, or "read".
  template <typename Read> std::string errorOf(Read read) {
    std::string message = "read";
    mlir::ScopedDiagnosticHandler handler(
        &context, [&](mlir::Diagnostic &d) { message = d.str(); });
    auto emitError = [&] {
      return mlir::emitError(mlir::UnknownLoc::get(&context));
    };
    bool refused = failed(read(path, emitError));
    EXPECT_EQ(refused, message != "read");
    return message;
  }

  template <typename Read> auto read(Read reader) {
    auto result = reader(
        path, [&] { return mlir::emitError(mlir::UnknownLoc::get(&context)); });
    EXPECT_TRUE(succeeded(result));
    return *result;
  }

  std::string path;
  mlir::MLIRContext context;
};

} // namespace netc

#endif // NETC_TEST_UNIT_ARRAYS_TESTFILE_H
