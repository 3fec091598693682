//===- Shapes.h - inferred shapes at a place of the text -------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_SHAPES_H
#define NETC_COMPILER_LANGUAGESERVER_SHAPES_H

#include "compiler/LanguageServer/Document.h"

namespace netc::lsp {

/// The ports and arrays of the layer, container or port that stands at a place
/// or that the word there names, a paragraph for each; empty where nothing is
/// known.
std::string shapesAt(Document &document, uint32_t offset);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_SHAPES_H
