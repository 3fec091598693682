//===- LayerRecord.h - a layer as its .td says it --------------*- C++ -*-===//

#ifndef NETC_TOOLS_NET_TBLGEN_LAYERRECORD_H
#define NETC_TOOLS_NET_TBLGEN_LAYERRECORD_H

#include "mlir/TableGen/Operator.h"
#include "llvm/TableGen/Record.h"
#include <string>
#include <vector>

namespace netc::tblgen {

// A port: its name as the user knows it.
struct PortRecord {
  std::string name;
  bool variadic, optional;
};

// A setting or an array.
struct SettingRecord {
  llvm::StringRef attribute;
  const llvm::Record *record;

  llvm::StringRef string(llvm::StringRef field) const {
    return record->getValueAsString(field);
  }
  bool bit(llvm::StringRef field) const {
    return record->getValueAsBit(field);
  }
  std::vector<llvm::StringRef> strings(llvm::StringRef field) const {
    return record->getValueAsListOfStrings(field);
  }
  bool isArray() const { return string("kind") == "Array"; }
};

struct LayerRecord {
  const llvm::Record *record;
  llvm::StringRef notation;
  std::string mnemonic; // net.linear
  std::string description;
  std::vector<PortRecord> inputs, outputs;
  std::vector<SettingRecord> settings, arrays;
};

// All layers sorted by notation. A layer that says too little ends the program
// with an error at its place: a build without its page or notation would only
// fail later and elsewhere.
std::vector<LayerRecord> readLayers(const llvm::RecordKeeper &records);

} // namespace netc::tblgen

#endif
