//===- LayerSchema.cpp - the layers as data ------------------------------===//

#include "dialects/Net/IR/LayerSchema.h"
#include "llvm/ADT/StringMap.h"

using llvm::ArrayRef;
using llvm::StringRef;
using namespace netc::net;

#include "dialects/Net/Layers/LayerSchema.cpp.inc"

ArrayRef<LayerSchema> netc::net::layerSchemas() { return generatedSchemas; }

// Both ways to a layer in one table: heads hold no dots, op names do.
static const llvm::StringMap<const LayerSchema *> &index() {
  static const auto *map = [] {
    auto *names = new llvm::StringMap<const LayerSchema *>();
    for (const LayerSchema &layer : layerSchemas()) {
      (*names)[layer.notation] = &layer;
      (*names)[layer.mnemonic] = &layer;
      for (StringRef alias : layer.aliases)
        (*names)[alias] = &layer;
    }
    return names;
  }();
  return *map;
}

const LayerSchema *netc::net::findLayer(StringRef notationOrAlias) {
  return index().lookup(notationOrAlias);
}

const LayerSchema *netc::net::findLayerOfOp(StringRef mnemonic) {
  return index().lookup(mnemonic);
}

StringRef netc::net::toString(ArrayRole role) {
  switch (role) {
  case ArrayRole::Weights:
    return "Weights";
  case ArrayRole::Biases:
    return "Biases";
  case ArrayRole::Scaling:
    return "Scaling";
  case ArrayRole::Slope:
    return "Slope";
  case ArrayRole::MovingMean:
    return "MovingMean";
  case ArrayRole::MovingVariance:
    return "MovingVariance";
  case ArrayRole::Free:
    return "Free";
  }
  llvm_unreachable("every role has a name");
}
