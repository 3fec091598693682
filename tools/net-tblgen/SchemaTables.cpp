//===- SchemaTables.cpp - -gen-layer-schema: the tables of LayerSchema.h -===//

#include "LayerRecord.h"
#include "mlir/TableGen/GenInfo.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace netc::tblgen;

static std::string quoted(StringRef text) {
  return "R\"net(" + text.str() + ")net\"";
}

static void emitPorts(raw_ostream &os, StringRef name,
                      ArrayRef<PortRecord> ports) {
  if (ports.empty())
    return;
  os << "static constexpr PortSchema " << name << "[] = {\n";
  for (const PortRecord &port : ports)
    os << "  {" << quoted(port.name) << ", " << port.variadic << ", "
       << port.optional << "},\n";
  os << "};\n";
}

// A list of names, or nothing: C++ has no empty arrays.
static void emitNames(raw_ostream &os, const Twine &name,
                      ArrayRef<StringRef> names) {
  if (names.empty())
    return;
  os << "static const llvm::StringRef " << name << "[] = {"
     << join(map_range(names, quoted), ", ") << "};\n";
}

static std::string reference(const Twine &name, bool empty) {
  return empty ? "{}" : name.str();
}

static void emitSettings(raw_ostream &os, const Twine &prefix,
                         ArrayRef<SettingRecord> settings) {
  for (const SettingRecord &setting : settings) {
    emitNames(os, prefix + setting.attribute + "Choices",
              setting.strings("choices"));
    emitNames(os, prefix + setting.attribute + "Aliases",
              setting.strings("otherNames"));
  }
}

static void emitArguments(raw_ostream &os, const std::string &prefix,
                          ArrayRef<SettingRecord> settings) {
  emitSettings(os, prefix, settings);
  if (settings.empty())
    return;
  os << "static const ArgumentSchema " << prefix << "Arguments[] = {\n";
  for (const SettingRecord &s : settings) {
    std::string own = prefix + s.attribute.str();
    os << "  {" << quoted(s.string("notation")) << ", " << quoted(s.attribute)
       << ", ArgumentKind::" << s.string("kind") << ", "
       << s.record->getValueAsInt("position") << ", " << s.bit("required")
       << ", " << quoted(s.string("default")) << ", "
       << reference(own + "Choices", s.strings("choices").empty()) << ", "
       << reference(own + "Aliases", s.strings("otherNames").empty()) << ", "
       << quoted(s.string("doc")) << "},\n";
  }
  os << "};\n";
}

static void emitArrays(raw_ostream &os, const std::string &prefix,
                       ArrayRef<SettingRecord> arrays) {
  emitSettings(os, prefix, arrays);
  if (arrays.empty())
    return;
  os << "static const ArraySchema " << prefix << "Arrays[] = {\n";
  for (const SettingRecord &s : arrays) {
    std::string own = prefix + s.attribute.str();
    os << "  {" << quoted(s.string("notation")) << ", " << quoted(s.attribute)
       << ", ArrayRole::" << s.string("arrayRole") << ", "
       << s.bit("arrayMayBeNone") << ", "
       << reference(own + "Aliases", s.strings("otherNames").empty()) << ", "
       << quoted(s.string("doc")) << "},\n";
  }
  os << "};\n";
}

static void emitParts(raw_ostream &os, const LayerRecord &layer) {
  std::string prefix = layer.notation.str();
  emitNames(os, prefix + "Aliases",
            layer.record->getValueAsListOfStrings("aliases"));
  emitPorts(os, prefix + "Inputs", layer.inputs);
  emitPorts(os, prefix + "Outputs", layer.outputs);
  emitArguments(os, prefix, layer.settings);
  emitArrays(os, prefix, layer.arrays);
}

static void emitLayer(raw_ostream &os, const LayerRecord &layer) {
  const Record &record = *layer.record;
  std::string prefix = layer.notation.str();
  bool noAliases = record.getValueAsListOfStrings("aliases").empty();
  os << "  {" << quoted(layer.notation) << ", " << quoted(layer.mnemonic)
     << ",\n   " << quoted(record.getValueAsString("summary")) << ",\n   "
     << quoted(layer.description) << ",\n   "
     << reference(prefix + "Aliases", noAliases) << ", "
     << reference(prefix + "Arguments", layer.settings.empty()) << ", "
     << reference(prefix + "Inputs", layer.inputs.empty()) << ", "
     << reference(prefix + "Outputs", layer.outputs.empty()) << ", "
     << reference(prefix + "Arrays", layer.arrays.empty()) << ", "
     << record.getValueAsBit("random") << ", "
     << record.getValueAsBit("mixesBatch") << "},\n";
}

static bool emitSchema(const RecordKeeper &records, raw_ostream &os) {
  std::vector<LayerRecord> layers = readLayers(records);
  os << "// Made by net-tblgen from the layers' records.\n\n";
  for (const LayerRecord &layer : layers)
    emitParts(os, layer);
  os << "static const LayerSchema generatedSchemas[] = {\n";
  for (const LayerRecord &layer : layers)
    emitLayer(os, layer);
  os << "};\n";
  return false;
}

static mlir::GenRegistration
    registration("gen-layer-schema", "Generate the layers as data", emitSchema);
