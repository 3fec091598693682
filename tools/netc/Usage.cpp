//===- Usage.cpp - messages about the command line itself ----------------===//

#include "tools/netc/Usage.h"
#include "compiler/Notation/NearestNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace netc {

/// Of the whole command line, but not built yet.
static constexpr StringRef laterCommands[] = {"measure", "show", "edit",
                                              "bench"};

static std::string explainCommand(const CLI::App &root, StringRef given) {
  if (llvm::is_contained(laterCommands, given))
    return "this version of netc has no sub-command " + given.str();
  std::vector<std::string> names;
  for (const CLI::App *app : root.get_subcommands({}))
    names.push_back(app->get_name());
  llvm::SmallVector<StringRef> candidates(names.begin(), names.end());
  std::string text = "there is no sub-command " + given.str();
  if (std::string hint = didYouMean(given, candidates); !hint.empty())
    return text + "\nhint: " + hint;
  return text + "\nsub-commands: " + llvm::join(names, ", ");
}

/// A hint where the first argument that nobody took resembles an option.
static std::string hintForOption(const CLI::App &app) {
  for (const std::string &left : app.remaining()) {
    StringRef given = StringRef(left).split('=').first;
    if (!given.starts_with("-"))
      continue;
    std::vector<std::string> names;
    for (const CLI::Option *option : app.get_options())
      for (const std::string &name : option->get_lnames())
        names.push_back("--" + name);
    llvm::SmallVector<StringRef> candidates(names.begin(), names.end());
    if (std::string hint = didYouMean(given, candidates); !hint.empty())
      return "\nhint: " + hint;
  }
  return "";
}

std::string explainUsage(const CLI::App &root, const CLI::ParseError &error,
                         int argc, char **argv) {
  std::vector<CLI::App *> parsed = root.get_subcommands();
  std::string text = error.what(), help = "netc --help";
  if (!parsed.empty()) {
    text += hintForOption(*parsed.front());
    help = "netc " + parsed.front()->get_name() + " --help";
  } else if (argc > 1 && argv[1][0] != '-') {
    text = explainCommand(root, argv[1]);
  }
  if (!text.empty() && llvm::isUpper(text[0]) && !llvm::isUpper(text[1]))
    text[0] = llvm::toLower(text[0]);
  return "netc: error[bad-argument]: " + text + "\nsee " + help + "\n";
}

} // namespace netc
