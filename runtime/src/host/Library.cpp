//===- Library.cpp - opening compiled nets at run time --------------------===//

#include "ElfSymbols.h"
#include "Message.h"
#include "netrt/host.h"
#include "runtime/src/files/MappedFile.h"

#include <dlfcn.h>
#include <new>

struct netrt_library {
  void *handle = nullptr;
  const netrt_net *net = nullptr;
  ~netrt_library() {
    if (handle)
      dlclose(handle);
  }
};

using netrt::fail;

static const std::string suffix = "_net";

/// The name of the function that returns the net.
static netrt_status findNet(const std::string &path, const char *prefix,
                            std::string &name, netrt_message *message) {
  std::string error;
  std::shared_ptr<netrt::MappedFile> file =
      netrt::MappedFile::open(path, error);
  if (!file)
    return fail(message, NETRT_FILE_NOT_FOUND, path + ": " + error);
  std::vector<std::string> functions;
  if (!netrt::readExportedFunctions(file->bytes(), functions, error))
    return fail(message, NETRT_BAD_FILE, path + ": " + error);
  std::string found;
  int count = 0;
  for (const std::string &function : functions) {
    if (!function.ends_with(suffix) || (prefix && function != prefix + suffix))
      continue;
    found += (count++ ? ", " : "") + function;
    name = function;
  }
  if (count == 1)
    return NETRT_OK;
  if (count > 1)
    return fail(message, NETRT_UNKNOWN_NAME,
                path + ": holds several nets, name one: " + found);
  return fail(message, prefix ? NETRT_UNKNOWN_NAME : NETRT_BAD_FILE,
              path + ": exports no function " +
                  (prefix ? prefix + suffix : "*" + suffix) +
                  ", so it is not a compiled net");
}

static netrt_status checkNet(const std::string &path, const netrt_net *net,
                             netrt_message *message) {
  if (!net || net->magic != NETRT_MAGIC)
    return fail(message, NETRT_BAD_FILE, path + ": not a compiled net");
  if (!netrt_is_compatible(net))
    return fail(message, NETRT_ABI_MISMATCH,
                path + ": compiled for ABI version " +
                    std::to_string(net->abi_version) + ", this runtime has " +
                    std::to_string(NETRT_ABI_VERSION));
  return NETRT_OK;
}

static netrt_status open(const std::string &path, const char *prefix,
                         netrt_library &library, netrt_message *message) {
  std::string name;
  netrt_status status = findNet(path, prefix, name, message);
  if (status != NETRT_OK)
    return status;
  // With a slash the loader takes the path as it is instead of searching.
  std::string place = path.find('/') == std::string::npos ? "./" + path : path;
  library.handle = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library.handle)
    return fail(message, NETRT_BAD_FILE, dlerror());
  using NetFunction = const netrt_net *(*)();
  auto function =
      reinterpret_cast<NetFunction>(dlsym(library.handle, name.c_str()));
  if (!function)
    return fail(message, NETRT_BAD_FILE, dlerror());
  library.net = function();
  return checkNet(path, library.net, message);
}

netrt_status netrt_library_open(const char *path, const char *prefix,
                                netrt_library **out_library,
                                netrt_message *message) {
  if (!path || !out_library)
    return fail(message, NETRT_INVALID_ARGUMENT, "no path or no result given");
  *out_library = nullptr;
  try {
    auto library = std::make_unique<netrt_library>();
    netrt_status status = open(path, prefix, *library, message);
    if (status == NETRT_OK)
      *out_library = library.release();
    return status;
  } catch (const std::bad_alloc &) {
    return fail(message, NETRT_OUT_OF_MEMORY, "out of memory");
  }
}

void netrt_library_close(netrt_library *library) { delete library; }

const netrt_net *netrt_library_net(const netrt_library *library) {
  return library->net;
}
