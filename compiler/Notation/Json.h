//===- Json.h - values as JSON --------------------------------------------===//

#ifndef NETC_COMPILER_NOTATION_JSON_H
#define NETC_COMPILER_NOTATION_JSON_H

#include "compiler/Notation/Expr.h"
#include <nlohmann/json_fwd.hpp>

namespace netc {

/// Numbers round-trip; NaN and infinities are strings; lists are arrays; an
/// association is an object whose keys are in the notation without the quotes
/// of a string, and a rule is one with one key; a symbol is a string; a net is
/// `{"net": "<InputForm>"}`, and so is every other expression under the key
/// "expression".
nlohmann::ordered_json toJson(const Expr &value);

/// The other way: objects are associations, `null` is Null. A null expression,
/// with what is wrong in `problem`, where the text is no JSON.
Expr fromJson(llvm::StringRef text, Span span, std::string &problem);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_JSON_H
