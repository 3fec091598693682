//===- LayerPages.h - the reference pages of the layers --------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_LAYERPAGES_H
#define NETC_DIALECTS_NET_IR_LAYERPAGES_H

#include <optional>
#include <string>
#include <vector>

namespace netc::net {

/// Names of the layers, sorted; with `all` the older names too, and those of layers
/// that are not built yet.
std::vector<std::string> layerNames(bool all);
/// One line per layer: its name and what it does.
std::string layerList(bool all);
/// The page of a layer by name or alias.
std::optional<std::string> layerPage(const std::string &name);

} // namespace netc::net

#endif // NETC_DIALECTS_NET_IR_LAYERPAGES_H
