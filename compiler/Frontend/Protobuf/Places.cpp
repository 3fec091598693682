//===- Places.cpp - where in a message an expression stands --------------===//

#include "compiler/Frontend/Protobuf/Places.h"
#include "llvm/ADT/SmallVector.h"

using namespace netc;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;

Place Places::root(const Descriptor *type,
                   const TextFormat::ParseInfoTree *tree) {
  entries.push_back({0, nullptr, -1, tree ? 0 : -1, 0});
  return {static_cast<uint32_t>(entries.size() - 1), type, tree};
}

Place Places::child(const Place &parent, const char *name, int index) {
  const FieldDescriptor *field = parent.type->FindFieldByName(name);
  assert(field && "a field that net.proto does not have");
  Entry entry{parent.id, name, index, -1, -1};
  Place place{static_cast<uint32_t>(entries.size()), field->message_type(),
              nullptr};
  if (parent.tree) {
    TextFormat::ParseLocation location =
        parent.tree->GetLocation(field, index);
    entry.line = location.line;
    entry.column = location.column;
    if (field->message_type())
      place.tree = parent.tree->GetTreeForNested(field, index);
  }
  entries.push_back(entry);
  return place;
}

std::string Places::pathOf(uint32_t id) const {
  llvm::SmallVector<std::string> fields;
  for (; entries[id].field; id = entries[id].parent) {
    const Entry &entry = entries[id];
    std::string field = entry.field;
    if (entry.index >= 0)
      field += "[" + std::to_string(entry.index) + "]";
    fields.push_back(std::move(field));
  }
  std::string path;
  for (const std::string &field : llvm::reverse(fields))
    path += (path.empty() ? "" : ".") + field;
  return path;
}

mlir::Location Places::locate(Span span, mlir::MLIRContext *context) const {
  if (span.source != &source || span.begin >= entries.size())
    return mlir::FileLineColLoc::get(context, fileName, 0, 0);
  // A field that the text leaves out stands where the message around it does.
  uint32_t id = span.begin;
  while (entries[id].field && entries[id].line < 0 &&
         entries[entries[id].parent].line >= 0)
    id = entries[id].parent;
  const Entry &entry = entries[id];
  if (entry.line >= 0)
    return mlir::FileLineColLoc::get(context, fileName, entry.line + 1,
                                     entry.column + 1);
  std::string path = pathOf(span.begin);
  return mlir::FileLineColLoc::get(
      context, path.empty() ? fileName.str() : (fileName + "#" + path).str(), 0,
      0);
}
