//===- Commands.h - what the sub-commands share ----------------*- C++ -*-===//

#ifndef NETC_TOOLS_NETC_COMMANDS_H
#define NETC_TOOLS_NETC_COMMANDS_H

#include "compiler/include/netc/Session.h"
#include <CLI/CLI.hpp>
#include <functional>

namespace netc {

/// One sub-command: its flags and what runs once they are parsed.
struct Command {
  CLI::App *app;
  std::function<Status(Session &)> run;
  /// Whether it ends in good order when SIGINT or SIGTERM comes; null: no.
  std::function<bool()> stops = nullptr;
};

/// One of some words, written in any case.
CLI::Validator oneOf(std::vector<std::string> words);

void addSpec(CLI::App &app, SpecOptions &spec, const char *what);
void addWeights(CLI::App &app, SpecOptions &spec);

Command addTrain(CLI::App &root);

} // namespace netc

#endif // NETC_TOOLS_NETC_COMMANDS_H
