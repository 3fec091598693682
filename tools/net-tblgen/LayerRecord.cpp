//===- LayerRecord.cpp - reads and checks the layers' records ------------===//

#include "LayerRecord.h"
#include "mlir/Support/IndentedOstream.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/TableGen/Error.h"

using namespace llvm;
using namespace netc::tblgen;

static std::vector<PortRecord>
readPorts(iterator_range<const mlir::tblgen::NamedTypeConstraint *> ports) {
  std::vector<PortRecord> read;
  for (const mlir::tblgen::NamedTypeConstraint &port : ports)
    read.push_back({convertToCamelFromSnakeCase(port.name, true),
                    port.isVariadic(), port.isOptional()});
  return read;
}

static std::string reindented(StringRef text) {
  std::string result;
  raw_string_ostream stream(result);
  mlir::raw_indented_ostream indented(stream);
  indented.printReindented(text.trim('\n').rtrim());
  return result;
}

// Settings stand in the order of their positions, options after them.
static void insertByPosition(std::vector<SettingRecord> &settings,
                             SettingRecord setting) {
  auto order = [](const SettingRecord &setting) {
    int64_t position = setting.record->getValueAsInt("position");
    return position < 0 ? INT64_MAX : position;
  };
  auto later = llvm::find_if(settings, [&](const SettingRecord &other) {
    return order(other) > order(setting);
  });
  settings.insert(later, setting);
}

static void readSettings(const mlir::tblgen::Operator &op, LayerRecord &layer) {
  for (const mlir::tblgen::NamedAttribute &attribute : op.getAttributes()) {
    const Record *record = &attribute.attr.getDef();
    if (!record->isSubClassOf("Net_Setting"))
      PrintFatalError(op.getLoc(), "argument '" + attribute.name +
                                       "' is no port, setting or array of "
                                       "NetBase.td");
    SettingRecord setting{attribute.name, record};
    insertByPosition(setting.isArray() ? layer.arrays : layer.settings,
                     setting);
  }
}

//===----------------------------------------------------------------------===//
// The promises of a record
//===----------------------------------------------------------------------===//

static void require(const LayerRecord &layer, bool kept, const Twine &promise) {
  if (!kept)
    PrintFatalError(layer.record->getLoc(),
                    "layer " + layer.mnemonic + " needs " + promise);
}

static void checkSetting(const LayerRecord &layer,
                         const SettingRecord &setting) {
  require(layer, !setting.string("doc").empty(),
          "a doc for its argument '" + setting.attribute + "'");
  bool byPosition = setting.record->getValueAsInt("position") >= 0;
  require(layer, byPosition || !setting.string("notation").empty(),
          "a position or a notation for its argument '" + setting.attribute +
              "'");
  if (setting.string("kind") == "Choice")
    require(layer,
            is_contained(setting.strings("choices"), setting.string("default")),
            "a default among the choices of '" + setting.attribute + "'");
}

static void checkLayer(const LayerRecord &layer) {
  require(layer, layer.notation.ends_with("Layer"),
          "a notation that ends in Layer");
  require(layer, !layer.record->getValueAsString("summary").empty(),
          "a summary");
  require(layer, StringRef(layer.description).contains("Example"),
          "a description with an example");
  require(layer, !layer.outputs.empty(), "an output port");
  for (const SettingRecord &setting : layer.settings)
    checkSetting(layer, setting);
  for (const SettingRecord &array : layer.arrays)
    checkSetting(layer, array);
}

static void checkNames(ArrayRef<LayerRecord> layers) {
  StringMap<const LayerRecord *> owners;
  for (const LayerRecord &layer : layers) {
    std::vector<StringRef> names =
        layer.record->getValueAsListOfStrings("aliases");
    names.push_back(layer.notation);
    for (StringRef name : names)
      require(layer, owners.try_emplace(name, &layer).second,
              "a name of its own, not '" + name + "' again");
  }
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static LayerRecord readLayer(const Record *record) {
  mlir::tblgen::Operator op(record);
  LayerRecord layer;
  layer.record = record;
  layer.mnemonic = op.getOperationName();
  std::optional<StringRef> notation =
      record->getValueAsOptionalString("notation");
  require(layer, notation.has_value(), "a notation");
  layer.notation = *notation;
  layer.description = reindented(op.getDescription());
  layer.inputs = readPorts(op.getOperands());
  layer.outputs = readPorts({op.result_begin(), op.result_end()});
  readSettings(op, layer);
  checkLayer(layer);
  return layer;
}

std::vector<LayerRecord> netc::tblgen::readLayers(const RecordKeeper &records) {
  std::vector<LayerRecord> layers;
  for (const Record *record : records.getAllDerivedDefinitions("Net_LayerOp"))
    layers.push_back(readLayer(record));
  llvm::sort(layers, [](const LayerRecord &a, const LayerRecord &b) {
    return a.notation < b.notation;
  });
  checkNames(layers);
  return layers;
}
