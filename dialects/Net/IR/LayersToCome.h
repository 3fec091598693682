//===- LayersToCome.h - layers that are known by name only -----*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_LAYERSTOCOME_H
#define NETC_DIALECTS_NET_IR_LAYERSTOCOME_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace netc::net {

/// Names of the catalogue whose layers are not built yet, sorted. They are known,
/// and using one is an error of its own.
llvm::ArrayRef<llvm::StringRef> layersToCome();
bool isLayerToCome(llvm::StringRef head);

} // namespace netc::net

#endif // NETC_DIALECTS_NET_IR_LAYERSTOCOME_H
