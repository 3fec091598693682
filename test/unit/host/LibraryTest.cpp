//===- LibraryTest.cpp - opening libraries, good and hostile --------------===//

#include "netrt/host.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

namespace {

std::string fixture(const std::string &name) {
  return std::string(FIXTURES) + "/" + name + ".so";
}

/// Opens and closes; the message of a failure.
std::string open(const std::string &path, const char *prefix,
                 netrt_status expected) {
  netrt_message message = {};
  netrt_library *library = nullptr;
  EXPECT_EQ(netrt_library_open(path.c_str(), prefix, &library, &message),
            expected)
      << message.text;
  EXPECT_EQ(library != nullptr, expected == NETRT_OK);
  netrt_library_close(library);
  return message.text;
}

std::string contents(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

struct Temporary {
  explicit Temporary(const std::string &bytes) {
    close(mkstemps(path, 3));
    std::ofstream(path, std::ios::binary).write(bytes.data(), bytes.size());
  }
  ~Temporary() { unlink(path); }
  char path[32] = "/tmp/netrt-test-XXXXXX.so";
};

void expectEnd(const std::string &text, const std::string &end) {
  EXPECT_TRUE(text.ends_with(end)) << text;
}

} // namespace

TEST(Library, OpensTheOnlyNetOrTheNamedOne) {
  open(fixture("good"), nullptr, NETRT_OK);
  open(fixture("good"), "fixture", NETRT_OK);
  open(fixture("several"), "other", NETRT_OK);
  netrt_library *library = nullptr;
  ASSERT_EQ(
      netrt_library_open(fixture("good").c_str(), nullptr, &library, nullptr),
      NETRT_OK);
  EXPECT_STREQ(netrt_library_net(library)->name, "fixture");
  netrt_library_close(library);
}

TEST(Library, TellsWhyNotToOpen) {
  expectEnd(open(fixture("missing"), nullptr, NETRT_FILE_NOT_FOUND),
            "missing.so: No such file or directory");
  expectEnd(open(fixture("good"), "lenet", NETRT_UNKNOWN_NAME),
            "exports no function lenet_net, so it is not a compiled net");
  expectEnd(open(fixture("several"), nullptr, NETRT_UNKNOWN_NAME),
            "name one: fixture_net, other_net");
  expectEnd(open(fixture("future"), nullptr, NETRT_ABI_MISMATCH),
            "compiled for ABI version 99, this runtime has 1");
  expectEnd(open(fixture("foreign"), nullptr, NETRT_BAD_FILE),
            "not a compiled net");
  expectEnd(open("/proc/self/exe", nullptr, NETRT_BAD_FILE),
            "so it is not a compiled net");
  netrt_library *library = nullptr;
  EXPECT_EQ(netrt_library_open(nullptr, nullptr, &library, nullptr),
            NETRT_INVALID_ARGUMENT);
}

TEST(Library, RefusesCutAndForeignFiles) {
  std::string good = contents(fixture("good"));
  for (size_t length = 0; length < good.size();
       length += 1 + good.size() / 97) {
    Temporary cut(good.substr(0, length));
    open(cut.path, nullptr, NETRT_BAD_FILE);
  }
  Temporary text("#!/bin/sh\n" + std::string(1000, 'x'));
  expectEnd(open(text.path, nullptr, NETRT_BAD_FILE), "not a shared library");
  expectEnd(open("/tmp", nullptr, NETRT_FILE_NOT_FOUND), "directory");
}
