//===- Specs.h - every spec of the repository -----------------------------===//

#ifndef NETC_TEST_UNIT_FRONTEND_SPECS_H
#define NETC_TEST_UNIT_FRONTEND_SPECS_H

#include <string>
#include <vector>

namespace netc {

struct Spec {
  std::string name; // `test/cases/seed-cases.json/primer-tanh-apply`
  std::string text;
  bool isTextproto = false;
  bool mayFail = false; // the case expects an error or is left out
};

/// The nets of examples/, docs/ and test/: files and the specs of test cases.
/// Files whose name says `invalid` hold errors only.
std::vector<Spec> readSpecs();

} // namespace netc

#endif // NETC_TEST_UNIT_FRONTEND_SPECS_H
