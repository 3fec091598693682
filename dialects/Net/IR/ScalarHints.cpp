//===- ScalarHints.cpp - what a wrong scalar function was meant to be ----===//

#include "dialects/Net/IR/ScalarHints.h"
#include "dialects/Net/IR/ScalarDefinitions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Hints
//===----------------------------------------------------------------------===//

// The nearest name, if one is near.
static StringRef nearest(StringRef name, ArrayRef<ScalarDefinition> known) {
  StringRef best;
  unsigned least = std::max<size_t>(name.size() / 3, 1) + 1;
  for (const ScalarDefinition &definition : known) {
    unsigned distance =
        StringRef(definition.name).edit_distance_insensitive(name);
    if (distance >= least)
      continue;
    least = distance;
    best = definition.name;
  }
  return best;
}

std::string netc::net::hintForSymbol(StringRef name) {
  if (findScalarName(name))
    return "write \"" + name.str() + "\" in quotes";
  if (StringRef near = nearest(name, scalarSymbols()); !near.empty())
    return "did you mean " + near.str() + "?";
  if (StringRef near = nearest(name, scalarNames()); !near.empty())
    return "did you mean \"" + near.str() + "\"?";
  return "";
}

// What other systems call so.
static StringRef knownElsewhere(StringRef name) {
  return llvm::StringSwitch<StringRef>(name)
      .Case("ReLU6", "write Clip[#, {0, 6}] &")
      .Cases({"LeakyReLU", "LeakyRelu"}, "write If[# > 0, #, 0.01 #] &")
      .Cases({"Softmax", "SoftMax"}, "use SoftmaxLayer[]")
      .Case("PReLU", "use ParametricRampLayer[]")
      .Case("SiLU", "write \"Swish\"")
      .Default("");
}

std::string netc::net::hintForName(StringRef name) {
  if (StringRef known = knownElsewhere(name); !known.empty())
    return known.str();
  if (findScalarSymbol(name))
    return "write " + name.str() + " without quotes";
  if (StringRef near = nearest(name, scalarNames()); !near.empty())
    return "did you mean \"" + near.str() + "\"?";
  if (StringRef near = nearest(name, scalarSymbols()); !near.empty())
    return "did you mean " + near.str() + ", without quotes?";
  return "";
}

void netc::net::attachHint(InFlightDiagnostic &error, const std::string &hint) {
  if (!hint.empty())
    error.attachNote() << "hint: " << hint;
}

std::string netc::net::showHead(CallAttr call) {
  if (auto symbol = dyn_cast<SymbolAttr>(call.getHead()))
    return symbol.getName().str();
  if (auto name = dyn_cast<StringAttr>(call.getHead()))
    return "\"" + name.getValue().str() + "\"";
  return "a function";
}

//===----------------------------------------------------------------------===//
// Slots
//===----------------------------------------------------------------------===//

// Slots of the body itself, not those of functions inside.
static void forEachSlot(Attribute body,
                        llvm::function_ref<void(Attribute)> visit) {
  auto call = dyn_cast<CallAttr>(body);
  if (!call || call.isCall("Function"))
    return;
  if (call.isCall("Slot")) {
    if (!call.getArgs().empty())
      visit(call.getArgs()[0]);
    return;
  }
  forEachSlot(call.getHead(), visit);
  for (Attribute arg : call.getArgs())
    forEachSlot(arg, visit);
}

SmallVector<std::pair<StringRef, unsigned>>
netc::net::slotNames(Attribute body, ArrayRef<unsigned> operands) {
  SmallVector<std::pair<StringRef, unsigned>> names;
  forEachSlot(body, [&](Attribute slot) {
    auto text = dyn_cast<StringAttr>(slot);
    if (!text || names.size() == operands.size() ||
        llvm::is_contained(llvm::make_first_range(names), text.getValue()))
      return;
    names.push_back({text.getValue(), operands[names.size()]});
  });
  return names;
}

unsigned netc::net::highestSlot(Attribute body) {
  int64_t highest = 0;
  SmallVector<StringRef> names;
  forEachSlot(body, [&](Attribute slot) {
    if (auto index = dyn_cast<IntegerAttr>(slot))
      highest = std::max(highest, index.getInt());
    else if (auto text = dyn_cast<StringAttr>(slot))
      if (!llvm::is_contained(names, text.getValue()))
        names.push_back(text.getValue());
  });
  return std::max<int64_t>(highest, names.size());
}
