//===- Usage.h - messages about the command line itself --------*- C++ -*-===//

#ifndef NETC_TOOLS_NETC_USAGE_H
#define NETC_TOOLS_NETC_USAGE_H

#include <CLI/CLI.hpp>
#include <string>

namespace netc {

/// `netc: error[bad-argument]: ...` with the nearest name of a sub-command or
/// option that was misspelled, and where to read on.
std::string explainUsage(const CLI::App &root, const CLI::ParseError &error,
                         int argc, char **argv);

} // namespace netc

#endif // NETC_TOOLS_NETC_USAGE_H
