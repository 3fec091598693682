//===- ReferencePages.cpp - -gen-layer-pages: docs/layers/*.md -----------===//

#include "LayerRecord.h"
#include "mlir/TableGen/GenInfo.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TableGen/Error.h"

using namespace llvm;
using namespace netc::tblgen;

static cl::opt<std::string>
    pagesFolder("pages", cl::desc("folder for the reference pages"));

static StringRef describeKind(StringRef kind) {
  return StringSwitch<StringRef>(kind)
      .Case("Size", "whole number above 0")
      .Case("Sizes", "`n`, `{n, ...}`, `{}` or `Automatic`")
      .Case("SpatialSizes", "`n` or `{n, ...}`, one per spatial dimension")
      .Case("Padding",
            "`p`, `{p, ...}`, `{{before, after}, ...}` or `\"Same\"`")
      .Case("Level", "level: whole number, not 0, negative from the end")
      .Case("ScalarFunction", "function of numbers")
      .Case("Shape", "list of sizes, `Automatic`, `Inherited`")
      .Case("Choice", "one of")
      .Case("Boolean", "`True` or `False`")
      .Case("BroadcastSpec", "`Automatic`, `None`, level, or a list of these")
      .Case("Integer", "whole number")
      .Case("Real", "number")
      .Case("InputPorts", "`{shape, ...}` or `<|\"name\" -> shape, ...|>`")
      .Case("Array", "array, `Automatic`")
      .Default(kind);
}

static std::string code(StringRef text) { return "`" + text.str() + "`"; }

static std::string listed(ArrayRef<StringRef> names) {
  return join(map_range(names, code), ", ");
}

// `LinearLayer[dimensions, options]`
static void emitForm(raw_ostream &os, const LayerRecord &layer) {
  std::vector<std::string> parts;
  for (const SettingRecord &setting : layer.settings)
    if (setting.record->getValueAsInt("position") >= 0)
      parts.push_back(setting.attribute.str());
  parts.push_back("options");
  os << "```\n" << layer.notation << "[" << join(parts, ", ") << "]\n```\n\n";
}

static void emitSetting(raw_ostream &os, const SettingRecord &setting) {
  StringRef name = setting.string("notation");
  bool byPosition = setting.record->getValueAsInt("position") >= 0;
  os << "| " << code(name.empty() ? setting.attribute : name)
     << (byPosition ? " (by place)" : "") << " | "
     << describeKind(setting.string("kind"));
  if (std::vector<StringRef> choices = setting.strings("choices");
      !choices.empty())
    os << " " << listed(choices);
  if (setting.isArray() && setting.bit("arrayMayBeNone"))
    os << ", `None`";
  StringRef fallback = setting.string("default");
  os << " | " << (fallback.empty() ? "" : code(fallback)) << " | "
     << setting.string("doc");
  if (std::vector<StringRef> others = setting.strings("otherNames");
      !others.empty())
    os << "; also " << listed(others);
  os << " |\n";
}

static void emitSettings(raw_ostream &os, const LayerRecord &layer) {
  if (layer.settings.empty() && layer.arrays.empty())
    return;
  os << "\n| setting | value | default | meaning |\n|---|---|---|---|\n";
  for (const SettingRecord &setting : layer.settings)
    emitSetting(os, setting);
  for (const SettingRecord &array : layer.arrays)
    emitSetting(os, array);
}

static void emitPorts(raw_ostream &os, StringRef title,
                      ArrayRef<PortRecord> ports) {
  std::vector<std::string> names;
  for (const PortRecord &port : ports)
    names.push_back(port.variadic
                        ? code(port.name + "1") + ", " + code(port.name + "2") +
                              ", ..."
                        : code(port.name) + (port.optional ? " (state)" : ""));
  os << "- " << title << ": " << join(names, ", ") << "\n";
}

static void emitPage(raw_ostream &os, const LayerRecord &layer) {
  os << "# " << layer.notation << "\n\n"
     << layer.record->getValueAsString("summary") << "\n\n";
  emitForm(os, layer);
  os << layer.description << "\n\n";
  emitPorts(os, "Inputs", layer.inputs);
  emitPorts(os, "Outputs", layer.outputs);
  std::vector<StringRef> aliases =
      layer.record->getValueAsListOfStrings("aliases");
  if (!aliases.empty())
    os << "- Also called " << listed(aliases) << "\n";
  emitSettings(os, layer);
  os << "\nIn IR: " << code(layer.mnemonic) << "\n";
}

static void writePage(const LayerRecord &layer) {
  SmallString<128> path(pagesFolder);
  sys::path::append(path, layer.notation + ".md");
  std::error_code error;
  raw_fd_ostream file(path, error);
  if (error)
    PrintFatalError("cannot write " + path + ": " + error.message());
  emitPage(file, layer);
}

// Writes a page per layer into the folder; the output is the list of them.
static bool emitPages(const RecordKeeper &records, raw_ostream &os) {
  // A page of a layer that is gone must not stay.
  sys::fs::remove_directories(pagesFolder);
  if (std::error_code error = sys::fs::create_directories(pagesFolder))
    PrintFatalError("cannot make " + pagesFolder + ": " + error.message());
  for (const LayerRecord &layer : readLayers(records)) {
    writePage(layer);
    os << "- [" << layer.notation << "](" << layer.notation
       << ".md): " << layer.record->getValueAsString("summary") << "\n";
  }
  return false;
}

static mlir::GenRegistration registration("gen-layer-pages",
                                          "Write the layers' reference pages",
                                          emitPages);
