//===- LayerPages.cpp - the reference pages of the layers ----------------===//

#include "dialects/Net/IR/LayerPages.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/LayersToCome.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace netc::net {

std::vector<std::string> layerNames(bool all) {
  std::vector<std::string> names;
  if (all)
    names.assign(layersToCome().begin(), layersToCome().end());
  for (const LayerSchema &schema : layerSchemas()) {
    names.push_back(schema.notation.str());
    if (all)
      for (llvm::StringRef alias : schema.aliases)
        names.push_back(alias.str());
  }
  llvm::sort(names);
  return names;
}

std::string layerList(bool all) {
  std::string text;
  for (const LayerSchema &schema : layerSchemas()) {
    text += schema.notation.str() + ": " + schema.summary.str();
    if (all && !schema.aliases.empty())
      text += " (also " + llvm::join(schema.aliases, ", ") + ")";
    text += "\n";
  }
  if (all)
    text += "\nnot built yet\n" + llvm::join(layersToCome(), "\n") + "\n";
  return text;
}

/// The text of a .td block without its common indentation.
static std::string unindent(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> lines;
  text.trim('\n').split(lines, '\n');
  size_t indent = llvm::StringRef::npos;
  for (llvm::StringRef line : lines)
    if (!line.trim().empty())
      indent = std::min(indent, line.find_first_not_of(' '));
  std::string result;
  for (llvm::StringRef line : lines)
    result +=
        line.drop_front(std::min(indent, line.size())).rtrim().str() + "\n";
  return result;
}

static std::string describeArgument(const ArgumentSchema &argument) {
  std::string text = "  ";
  if (argument.position >= 0)
    text += "argument " + std::to_string(argument.position + 1);
  if (!argument.name.empty())
    text += (argument.position >= 0 ? ", option " : "option ") +
            argument.name.str();
  if (argument.required)
    text += ", required";
  else if (!argument.defaultText.empty())
    text += ", default " + argument.defaultText.str();
  if (!argument.choices.empty())
    text += ", one of " + llvm::join(argument.choices, ", ");
  if (!argument.doc.empty())
    text += ": " + argument.doc.str();
  return text + "\n";
}

static std::string describePorts(llvm::ArrayRef<PortSchema> ports) {
  std::string text;
  for (const PortSchema &port : ports)
    text += (text.empty() ? "" : ", ") + port.name.str() +
            (port.variadic ? " (any number)" : "");
  return text.empty() ? "none" : text;
}

std::optional<std::string> layerPage(const std::string &name) {
  const LayerSchema *schema = findLayer(name);
  if (!schema)
    return std::nullopt;
  std::string text =
      schema->notation.str() + ": " + schema->summary.str() + "\n\n";
  if (!schema->aliases.empty())
    text += "also called " + llvm::join(schema->aliases, ", ") + "\n\n";
  text += unindent(schema->description);
  text += "\ninputs: " + describePorts(schema->inputs) +
          "\noutputs: " + describePorts(schema->outputs) + "\n";
  if (!schema->arguments.empty())
    text += "\nsettings\n";
  for (const ArgumentSchema &argument : schema->arguments)
    text += describeArgument(argument);
  if (!schema->arrays.empty())
    text += "\narrays\n";
  for (const ArraySchema &array : schema->arrays)
    text += "  " + array.name.str() + (array.mayBeNone ? " (or None)" : "") +
            (array.doc.empty() ? "" : ": " + array.doc.str()) + "\n";
  return text;
}

} // namespace netc::net
