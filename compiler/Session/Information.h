//===- Information.h - facts about a net -----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INFORMATION_H
#define NETC_COMPILER_SESSION_INFORMATION_H

#include "compiler/Frontend/Tree/Tree.h"
#include <nlohmann/json_fwd.hpp>

namespace netc {

/// The properties of framework.md 5.11 that need no gradient and no drawing, by
/// name; for a bare coder its parameters.
nlohmann::ordered_json informationOf(const BuiltNet &net);

/// The summary a person reads.
std::string summaryOf(const BuiltNet &net);

} // namespace netc

#endif // NETC_COMPILER_SESSION_INFORMATION_H
