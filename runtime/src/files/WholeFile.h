//===- WholeFile.h - files that are written whole or not ------*- C++ -*-===//

#ifndef NETRT_FILES_WHOLEFILE_H
#define NETRT_FILES_WHOLEFILE_H

#include <span>
#include <string>
#include <vector>

namespace netrt {

/// Writes the parts one after the other to `path` + ".partial" and renames that
/// when it is on the disk: whatever happens meanwhile, `path` is the whole old
/// file or the whole new one. False with the reason in `error`.
bool writeWholeFile(const std::string &path,
                    const std::vector<std::span<const char>> &parts,
                    std::string &error);

/// Whether it could begin to, tried without a trace.
bool canWriteWholeFile(const std::string &path, std::string &error);

} // namespace netrt

#endif // NETRT_FILES_WHOLEFILE_H
