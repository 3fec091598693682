//===- CoderData.cpp - coders as constants of the descriptor -------------===//

#include "compiler/Codegen/Object/CoderData.h"

#include "compiler/Codegen/Object/DataImage.h"
#include "compiler/Codegen/Object/LibraryDescription.h"
#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace netc;

namespace {
/// A coder's settings as a constant, and the kind that says how to read them.
struct Settings {
  int32_t kind;
  Constant *data;
};

struct SettingsWriter {
  Module &module;

  Settings operator()(std::monostate) { return {NETRT_CODER_OTHER, nullptr}; }
  Settings operator()(const ImageCoderDescription &image);
  Settings operator()(const ClassCoderDescription &classes);

  Constant *doubles(const std::vector<double> &values, StringRef name) {
    DataImage image;
    for (double value : values)
      image.add(value);
    return image.emit(module, name);
  }
};
} // namespace

Settings SettingsWriter::operator()(const ImageCoderDescription &image) {
  netrt_image_coder record = image.settings;
  record.struct_size = sizeof(record);
  record.mean = record.variance = nullptr;
  record.mean_count = image.mean.size();
  record.variance_count = image.variance.size();
  DataImage data;
  data.add(record);
  data.setPointer(offsetof(netrt_image_coder, mean),
                  doubles(image.mean, "mean"));
  data.setPointer(offsetof(netrt_image_coder, variance),
                  doubles(image.variance, "variance"));
  return {image.kind, data.emit(module, "image_coder")};
}

Settings SettingsWriter::operator()(const ClassCoderDescription &classes) {
  DataImage labels;
  for (const LabelDescription &label : classes.labels) {
    netrt_label record{};
    record.kind = label.kind;
    record.integer = label.integer;
    record.real = label.real;
    size_t offset = labels.add(record);
    labels.setPointer(offset + offsetof(netrt_label, text),
                      emitString(module, label.text));
  }
  netrt_class_coder record{};
  record.struct_size = sizeof(record);
  record.labels.count =
      classes.labels.empty() ? classes.count : classes.labels.size();
  record.labels.stride = sizeof(netrt_label);
  record.depth = classes.depth;
  record.multilabel = classes.multilabel;
  DataImage data;
  data.add(record);
  data.setPointer(offsetof(netrt_class_coder, labels) +
                      offsetof(netrt_table, data),
                  labels.emit(module, "labels"));
  return {NETRT_CODER_CLASS_DECODER, data.emit(module, "class_coder")};
}

void netc::addCoder(const CoderDescription &coder, DataImage &table,
                    Module &module) {
  Settings settings = std::visit(SettingsWriter{module}, coder.settings);
  netrt_coder record{};
  record.kind = settings.kind;
  size_t offset = table.add(record);
  table.setPointer(offset + offsetof(netrt_coder, notation),
                   emitString(module, coder.notation));
  table.setPointer(offset + offsetof(netrt_coder, settings), settings.data);
}
