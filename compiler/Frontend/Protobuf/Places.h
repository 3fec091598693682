//===- Places.h - where in a message an expression stands ------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_PROTOBUF_PLACES_H
#define NETC_COMPILER_FRONTEND_PROTOBUF_PLACES_H

#include "compiler/Notation/Source.h"
#include <google/protobuf/text_format.h>

namespace netc {

/// A field of a message, for messages to the user.
struct Place {
  uint32_t id = 0;
  const google::protobuf::Descriptor *type = nullptr;
  const google::protobuf::TextFormat::ParseInfoTree *tree = nullptr;
};

/// All fields that were looked at. An expression carries its place as the offset
/// of its span; text files know lines and columns, binary ones the field's path.
class Places {
public:
  explicit Places(llvm::StringRef fileName)
      : fileName(fileName), source(fileName.str(), "") {}

  Place root(const google::protobuf::Descriptor *type,
             const google::protobuf::TextFormat::ParseInfoTree *tree);
  /// The field `name` of a message; `index` counts from 0 where it is repeated.
  Place child(const Place &parent, const char *name, int index = -1);

  Span span(const Place &place) const { return {&source, place.id, place.id}; }
  mlir::Location locate(Span span, mlir::MLIRContext *context) const;
  mlir::Location locate(const Place &place, mlir::MLIRContext *context) const {
    return locate(span(place), context);
  }

private:
  struct Entry {
    uint32_t parent;
    const char *field; // null for the root
    int index;
    int line, column; // from 0; negative where not known
  };

  std::string pathOf(uint32_t id) const;

  llvm::StringRef fileName;
  SourceBuffer source;
  std::vector<Entry> entries;
};

} // namespace netc

#endif // NETC_COMPILER_FRONTEND_PROTOBUF_PLACES_H
