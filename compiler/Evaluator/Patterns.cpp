//===- Patterns.cpp - matching and replacing parts of expressions ---------===//

#include "compiler/Evaluator/Patterns.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

static StringRef getTypeName(const Expr &expr) {
  switch (expr.kind()) {
  case Expr::Kind::Symbol:
    return "Symbol";
  case Expr::Kind::Integer:
    return "Integer";
  case Expr::Kind::Rational:
    return "Rational";
  case Expr::Kind::Real:
    return "Real";
  case Expr::Kind::String:
    return "String";
  case Expr::Kind::Call:
    return expr.headName();
  case Expr::Kind::Numeric:
    return "List";
  case Expr::Kind::Net:
    return "Net";
  }
  return {};
}

static bool matchBlank(const Expr &blank, const Expr &expr) {
  return blank.args().empty() || blank.args()[0].isSymbol(getTypeName(expr));
}

bool netc::matchPattern(const Expr &pattern, const Expr &expr,
                        Bindings &bindings) {
  if (pattern.isCall("Blank"))
    return matchBlank(pattern, expr);
  if (pattern.isCall("Pattern", 2) && pattern.args()[0].isSymbol()) {
    if (!matchPattern(pattern.args()[1], expr, bindings))
      return false;
    auto [place, isNew] = bindings.try_emplace(pattern.args()[0].name(), expr);
    return isNew || place->second == expr;
  }
  if (pattern.isCall("Alternatives"))
    return llvm::any_of(pattern.args(), [&](const Expr &alternative) {
      return matchPattern(alternative, expr, bindings);
    });
  if (!pattern.isCall() || !expr.isCall())
    return pattern == expr;
  if (pattern.args().size() != expr.args().size() ||
      !matchPattern(pattern.head(), expr.head(), bindings))
    return false;
  for (auto [part, value] : llvm::zip(pattern.args(), expr.args()))
    if (!matchPattern(part, value, bindings))
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// Replacing
//===----------------------------------------------------------------------===//

Expr netc::replaceParts(const Expr &expr,
                        llvm::function_ref<Expr(const Expr &)> replace) {
  if (Expr replaced = replace(expr))
    return replaced;
  if (!expr.isCall())
    return expr;
  Expr head = replaceParts(expr.head(), replace);
  bool isChanged = !head.isIdentical(expr.head());
  SmallVector<Expr> args;
  args.reserve(expr.args().size());
  for (const Expr &arg : expr.args()) {
    args.push_back(replaceParts(arg, replace));
    isChanged |= !args.back().isIdentical(arg);
  }
  return isChanged ? Expr::call(head, args, expr.span()) : expr;
}

SmallVector<StringRef> netc::getParameters(const Expr &function) {
  SmallVector<StringRef> names;
  if (function.args().size() < 2)
    return names;
  const Expr &parameters = function.args()[0];
  if (parameters.isSymbol())
    names.push_back(parameters.name());
  for (const Expr &parameter : parameters.args())
    if (parameter.isSymbol())
      names.push_back(parameter.name());
  return names;
}

Expr netc::substitute(const Expr &expr, const Bindings &bindings) {
  if (bindings.empty())
    return expr;
  return replaceParts(expr, [&](const Expr &part) -> Expr {
    if (part.isSymbol())
      return bindings.lookup(part.name());
    if (!part.isCall("Function", 2))
      return {};
    SmallVector<StringRef> bound = getParameters(part);
    if (llvm::none_of(bound,
                      [&](StringRef name) { return bindings.contains(name); }))
      return {};
    Bindings inner = bindings;
    for (StringRef name : bound)
      inner.erase(name);
    return Expr::call(part.head(),
                      {part.args()[0], substitute(part.args()[1], inner)},
                      part.span());
  });
}

//===----------------------------------------------------------------------===//
// Slots
//===----------------------------------------------------------------------===//

namespace {

class SlotFiller {
public:
  SlotFiller(const Expr &function, ArrayRef<Expr> args, Expr &missing)
      : function(function), args(args), missing(missing) {}

  Expr fill(const Expr &expr) {
    if (!expr.isCall() || isInnerFunction(expr))
      return expr;
    if (expr.isCall("Slot", 1))
      return fillSlot(expr);
    if (expr.isCall("SlotSequence", 1))
      return fillBody(expr);
    SmallVector<Expr> parts;
    bool isChanged = false;
    Expr head = fill(expr.head());
    if (!head)
      return {};
    for (const Expr &arg : expr.args())
      if (!fillArg(arg, parts, isChanged))
        return {};
    if (!isChanged && head.isIdentical(expr.head()))
      return expr;
    return Expr::call(head, parts, expr.span());
  }

private:
  /// Slots in it are its own.
  static bool isInnerFunction(const Expr &expr) {
    return expr.isCall("Function", 1);
  }

  bool fillArg(const Expr &arg, llvm::SmallVectorImpl<Expr> &parts,
               bool &isChanged) {
    // `##` stands for several arguments.
    if (arg.isCall("SlotSequence", 1)) {
      size_t first = static_cast<size_t>(arg.args()[0].asInt64().value_or(1));
      parts.append(args.begin() + std::min(args.size(), first - 1), args.end());
      isChanged = true;
      return true;
    }
    Expr filled = fill(arg);
    if (!filled)
      return false;
    isChanged |= !filled.isIdentical(arg);
    parts.push_back(std::move(filled));
    return true;
  }

  /// `## &`: a value is one expression.
  Expr fillBody(const Expr &sequence) {
    SmallVector<Expr> parts;
    bool isChanged = false;
    fillArg(sequence, parts, isChanged);
    if (parts.size() == 1)
      return parts[0];
    missing = sequence;
    return {};
  }

  Expr fillSlot(const Expr &slot) {
    const Expr &key = slot.args()[0];
    if (std::optional<int64_t> number = key.asInt64()) {
      if (*number == 0)
        return function;
      if (*number > 0 && static_cast<size_t>(*number) <= args.size())
        return args[*number - 1];
    }
    if (key.isString() && !args.empty() && args[0].isAssociation())
      for (const Expr &rule : args[0].args())
        if (rule.args()[0] == key)
          return rule.args()[1];
    missing = slot;
    return {};
  }

  const Expr &function;
  ArrayRef<Expr> args;
  Expr &missing;
};

} // namespace

Expr netc::fillSlots(const Expr &body, const Expr &function,
                     ArrayRef<Expr> args, Expr &missing) {
  return SlotFiller(function, args, missing).fill(body);
}
