//===- LoadTest.cpp - weights from files ----------------------------------===//

#include "netrt/host.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

namespace {

struct Load : testing::Test {
  Load() {
    EXPECT_EQ(
        netrt_library_open(FIXTURES "/good.so", nullptr, &library, nullptr),
        NETRT_OK);
    const netrt_net *net = netrt_library_net(library);
    EXPECT_EQ(netrt_context_create(net, nullptr, &context), NETRT_OK);
    EXPECT_EQ(netrt_arrays_create(net, nullptr, &arrays), NETRT_OK);
    close(mkstemp(path));
  }
  ~Load() override {
    netrt_context_destroy(context);
    netrt_arrays_destroy(arrays);
    netrt_library_close(library);
    unlink(path);
  }

  /// Loads a file with this header and the reals 1, 2, … as data.
  std::string load(const std::string &header, int reals,
                   netrt_status expected) {
    std::ofstream file(path, std::ios::binary);
    uint64_t length = header.size();
    file.write(reinterpret_cast<const char *>(&length), 8);
    file.write(header.data(), header.size());
    for (int i = 1; i <= reals; ++i) {
      float value = i;
      file.write(reinterpret_cast<const char *>(&value), 4);
    }
    file.close();
    netrt_message message = {};
    EXPECT_EQ(netrt_arrays_load(arrays, path, &message), expected)
        << message.text;
    std::string text = message.text, place = std::string(path) + ": ";
    return text.starts_with(place) ? text.substr(place.size()) : text;
  }

  float run() {
    float result = 0;
    netrt_tensor output = netrt_tensor_of(&result, NETRT_REAL32, 0, nullptr);
    EXPECT_EQ(netrt_run(context, arrays, 0, nullptr, 0, &output, 1), NETRT_OK)
        << netrt_last_error(context);
    return result;
  }

  netrt_library *library = nullptr;
  netrt_context *context = nullptr;
  netrt_arrays *arrays = nullptr;
  char path[32] = "/tmp/netrt-test-XXXXXX";
};

const char *bias = R"("1.Biases":{"dtype":"F32","shape":[],"data_offsets":[)";

} // namespace

TEST_F(Load, UsesTheFileInPlace) {
  for (std::string padding : {"", " ", "  ", "   "}) // every alignment
    load(R"({"1.Weights":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)" +
             std::string(bias) + "8,12]}}" + padding,
         3, NETRT_OK);
  unlink(path); // the mapping holds what is needed
  EXPECT_EQ(run(), 6);
}

TEST_F(Load, ListsAllThatDiffers) {
  EXPECT_EQ(load(R"({"2.Weights":{"dtype":"F32","shape":[2],)"
                 R"("data_offsets":[0,8]}})",
                 2, NETRT_MISSING_ARRAYS),
            "missing: 1.Weights, 1.Biases; not in the net: 2.Weights");
  EXPECT_EQ(load(R"({"1.Weights":{"dtype":"F32","shape":[1,2],)"
                 R"("data_offsets":[0,8]},)" +
                     std::string(bias) + "8,12]}}",
                 3, NETRT_WRONG_SHAPE),
            "wrong shape or type: 1.Weights ({1, 2}, expected {2})");
  EXPECT_STREQ(netrt_arrays_missing(arrays), "1.Weights"); // nothing was taken
}

TEST_F(Load, RefusesWhatIsNoFileOfArrays) {
  EXPECT_EQ(load("{", 0, NETRT_BAD_FILE),
            "the header is not JSON (byte 2 of it)");
  netrt_message message = {};
  EXPECT_EQ(netrt_arrays_load(arrays, "/tmp/netrt-missing", &message),
            NETRT_FILE_NOT_FOUND);
  EXPECT_STREQ(message.text, "/tmp/netrt-missing: No such file or directory");
  EXPECT_EQ(netrt_arrays_load(arrays, nullptr, nullptr),
            NETRT_INVALID_ARGUMENT);
}

TEST(Host, OffersTheCoreForDescriptorsOfOnesOwn) {
  EXPECT_EQ(netrt_host_core()->struct_size, sizeof(netrt_core));
}
