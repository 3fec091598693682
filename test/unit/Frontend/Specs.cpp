//===- Specs.cpp - every spec of the repository ---------------------------===//

#include "test/unit/Frontend/Specs.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace fs = std::filesystem;
using netc::Spec;

static std::string readFile(const fs::path &path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// The parts of a test file, which stand between lines of this kind.
static std::vector<std::string> split(const std::string &text,
                                      const std::string &marker) {
  std::vector<std::string> parts;
  size_t begin = 0;
  while (true) {
    size_t end = text.find(marker, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string::npos)
      return parts;
    begin = end + marker.size();
  }
}

static void addFile(const fs::path &path, const std::string &name,
                    std::vector<Spec> &specs) {
  bool isTextproto = path.extension() == ".textproto";
  const char *marker = isTextproto ? "# -----" : "(* ----- *)";
  // What is kept from fuzzing need not be right.
  bool mayFail = name.starts_with("test/fuzz/");
  int number = 0;
  for (const std::string &part : split(readFile(path), marker))
    specs.push_back(
        {name + "#" + std::to_string(++number), part, isTextproto, mayFail});
}

/// Names in left-out.txt: a name per line, `#` starts a reason.
static std::set<std::string> readLeftOut(const fs::path &folder) {
  std::set<std::string> names;
  std::ifstream file(folder / "left-out.txt");
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    line.erase(line.find_last_not_of(' ') + 1);
    names.insert(line);
  }
  return names;
}

static void addCases(const fs::path &path, const std::string &name,
                     std::vector<Spec> &specs) {
  std::set<std::string> leftOut = readLeftOut(path.parent_path());
  nlohmann::json file = nlohmann::json::parse(readFile(path));
  for (const auto &entry : file.at("cases")) {
    if (!entry.contains("spec") || !entry["spec"].is_string())
      continue;
    std::string own = entry.value("name", "");
    const auto &expected = entry.at("expected");
    // A full form is that of any text, net or not.
    bool mayFail = expected.contains("error") || leftOut.count(own) ||
                   expected.contains("full_form") ||
                   expected.contains("known_symbols") ||
                   expected.contains("legacy_aliases");
    specs.push_back({name + "/" + own, entry["spec"], false, mayFail});
  }
}

static bool holdsErrors(const std::string &file) {
  return file.find("invalid") != std::string::npos || file == "no-net.net";
}

std::vector<Spec> netc::readSpecs() {
  const char *source = std::getenv("NETC_SOURCE_DIR");
  fs::path root = source ? source : ".";
  std::vector<fs::path> paths;
  for (const char *folder : {"examples", "docs", "test"})
    for (const auto &entry : fs::recursive_directory_iterator(root / folder))
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Spec> specs;
  for (const fs::path &path : paths) {
    std::string name = fs::relative(path, root);
    std::string ending = path.extension();
    if ((ending == ".net" || ending == ".textproto") &&
        !holdsErrors(path.filename()))
      addFile(path, name, specs);
    bool isCases =
        name.starts_with("test/cases/") || name.starts_with("test/layers/");
    if (isCases && ending == ".json")
      addCases(path, name, specs);
  }
  return specs;
}
