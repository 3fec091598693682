//===- ScalarReader.cpp - a user's function as terms ---------------------===//

#include "dialects/Net/IR/ScalarReader.h"
#include "dialects/Net/IR/ScalarHints.h"
#include "dialects/Net/IR/ScalarOperations.h"
#include "llvm/ADT/StringSwitch.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Applying
//===----------------------------------------------------------------------===//

FailureOr<unsigned> ScalarReader::apply(Attribute function,
                                        ArrayRef<unsigned> operands,
                                        const Scope *scope) {
  if (auto symbol = dyn_cast<SymbolAttr>(function))
    return applySymbol(symbol.getName(), operands);
  if (auto name = dyn_cast<StringAttr>(function))
    return applyName(name.getValue(), operands);
  auto call = dyn_cast<CallAttr>(function);
  if (!call)
    return report() << "a number is not a function";
  if (call.isCall("Function"))
    return applyFunction(call, operands, scope);
  if (call.isCall("Composition"))
    return applyComposition(call.getArgs(), operands, scope);
  if (call.isCall("RightComposition")) {
    SmallVector<Attribute> turned(llvm::reverse(call.getArgs()));
    return applyComposition(turned, operands, scope);
  }
  InFlightDiagnostic error = report();
  error << showHead(call) << "[...] is not a function";
  error.attachNote() << "hint: write it with a slot and &, such as #^2 &";
  return error;
}

FailureOr<unsigned> ScalarReader::applySymbol(StringRef name,
                                              ArrayRef<unsigned> operands) {
  if (const ScalarDefinition *definition = findScalarSymbol(name))
    return applyDefinition(*definition, operands);
  if (name == "Clip" && operands.size() == 1) {
    Scalar x(terms, operands[0]);
    Scalar raised = netc::net::apply(maxOperation, x, x.like(-1));
    return netc::net::apply(minOperation, raised, x.like(1)).term();
  }
  InFlightDiagnostic error = report();
  error << name << " is not one of the functions of numbers";
  attachHint(error, hintForSymbol(name));
  return error;
}

FailureOr<unsigned> ScalarReader::applyName(StringRef name,
                                            ArrayRef<unsigned> operands) {
  if (const ScalarDefinition *definition = findScalarName(name))
    return applyDefinition(*definition, operands);
  InFlightDiagnostic error = report();
  error << "\"" << name << "\" is not one of the named functions";
  attachHint(error, hintForName(name));
  return error;
}

FailureOr<unsigned>
ScalarReader::applyDefinition(const ScalarDefinition &definition,
                              ArrayRef<unsigned> operands) {
  unsigned count = operands.size();
  if (count < definition.minimum || count > definition.maximum) {
    InFlightDiagnostic error = report();
    error << definition.name << " takes " << definition.minimum;
    if (definition.maximum == ScalarDefinition::any)
      error << " or more";
    else if (definition.maximum != definition.minimum)
      error << " or " << definition.maximum;
    return error << " argument(s), got " << count;
  }
  SmallVector<Scalar> scalars;
  for (unsigned operand : operands) {
    if (failed(requireSort(operand, definition.operands, definition.name)))
      return failure();
    scalars.push_back({terms, operand});
  }
  return definition.define(scalars).term();
}

// `body &`, Function[x, body], Function[{x, y}, body]
FailureOr<unsigned> ScalarReader::applyFunction(CallAttr function,
                                                ArrayRef<unsigned> operands,
                                                const Scope *scope) {
  ArrayRef<Attribute> parts = function.getArgs();
  Scope inner;
  inner.outer = scope;
  if (parts.size() == 1) {
    inner.slots = operands;
    inner.namedSlots = slotNames(parts[0], operands);
    return evaluate(parts[0], &inner);
  }
  if (parts.size() != 2)
    return report() << "Function takes a body, or parameters and a body";
  SmallVector<Attribute> parameters{parts[0]};
  if (auto list = dyn_cast<CallAttr>(parts[0]); list && list.isCall("List"))
    parameters.assign(list.getArgs().begin(), list.getArgs().end());
  if (parameters.size() > operands.size())
    return report() << "a function of " << parameters.size()
                    << " parameters is applied to " << operands.size()
                    << " number(s)";
  if (scope) {
    inner.slots = scope->slots;
    inner.namedSlots = scope->namedSlots;
  }
  for (auto [parameter, operand] : llvm::zip(parameters, operands)) {
    auto symbol = dyn_cast<SymbolAttr>(parameter);
    if (!symbol)
      return report() << "the parameters of a function are symbols";
    inner.variables.push_back({symbol.getName(), operand});
  }
  return evaluate(parts[1], &inner);
}

FailureOr<unsigned>
ScalarReader::applyComposition(ArrayRef<Attribute> functions,
                               ArrayRef<unsigned> operands,
                               const Scope *scope) {
  SmallVector<unsigned> current(operands);
  for (Attribute function : llvm::reverse(functions)) {
    Result result = apply(function, current, scope);
    if (failed(result))
      return failure();
    current.assign(1, *result);
  }
  if (current.size() != 1)
    return report() << "an empty composition is applied to " << current.size()
                    << " numbers";
  return current.front();
}

LogicalResult ScalarReader::requireSort(unsigned term, Sort sort,
                                        StringRef where) {
  if (terms[term].sort == sort)
    return success();
  if (sort == Sort::Truth)
    return report() << where
                    << " needs a condition such as # > 0, got a number";
  InFlightDiagnostic error = report();
  error << where << " needs a number, got a condition";
  error.attachNote() << "hint: Boole makes True to 1 and False to 0";
  return error;
}

//===----------------------------------------------------------------------===//
// Evaluating
//===----------------------------------------------------------------------===//

FailureOr<unsigned> ScalarReader::evaluate(Attribute expression,
                                           const Scope *scope) {
  if (auto integer = dyn_cast<IntegerAttr>(expression))
    return terms.constant(integer.getValue().signedRoundToDouble(), true);
  if (auto real = dyn_cast<FloatAttr>(expression))
    return terms.constant(real.getValueAsDouble(), false);
  if (auto symbol = dyn_cast<SymbolAttr>(expression))
    return evaluateSymbol(symbol.getName(), scope);
  if (auto call = dyn_cast<CallAttr>(expression))
    return evaluateCall(call, scope);
  if (auto text = dyn_cast<StringAttr>(expression))
    return report() << "the text \"" << text.getValue()
                    << "\" stands where a number is needed";
  return report() << "a value stands where a number is needed";
}

FailureOr<SmallVector<unsigned>>
ScalarReader::evaluateAll(ArrayRef<Attribute> expressions, const Scope *scope) {
  SmallVector<unsigned> values;
  for (Attribute expression : expressions) {
    auto call = dyn_cast<CallAttr>(expression);
    if (call && call.isCall("SlotSequence") && scope) {
      auto first = call.getArgs().empty()
                       ? IntegerAttr()
                       : dyn_cast<IntegerAttr>(call.getArgs()[0]);
      size_t skipped = first ? std::max<int64_t>(first.getInt() - 1, 0) : 0;
      llvm::append_range(values, scope->slots.drop_front(
                                     std::min(skipped, scope->slots.size())));
      continue;
    }
    Result value = evaluate(expression, scope);
    if (failed(value))
      return failure();
    values.push_back(*value);
  }
  return values;
}

static std::optional<double> constantSymbol(StringRef name) {
  return llvm::StringSwitch<std::optional<double>>(name)
      .Case("Pi", 3.14159265358979323846)
      .Case("E", std::exp(1.0))
      .Case("Degree", 0.017453292519943295)
      .Case("GoldenRatio", 1.618033988749895)
      .Case("EulerGamma", 0.5772156649015329)
      .Case("Catalan", 0.915965594177219)
      .Case("Infinity", std::numeric_limits<double>::infinity())
      .Default(std::nullopt);
}

FailureOr<unsigned> ScalarReader::evaluateSymbol(StringRef name,
                                                 const Scope *scope) {
  for (const Scope *at = scope; at; at = at->outer)
    for (auto [variable, term] : at->variables)
      if (variable == name)
        return term;
  if (std::optional<double> value = constantSymbol(name))
    return terms.constant(*value, false);
  if (name == "True" || name == "False")
    return terms.truth(name == "True");
  InFlightDiagnostic error = report();
  error << "the symbol " << name << " has no value";
  if (findScalarSymbol(name))
    attachHint(error, "write " + name.str() + "[#] for its value at #");
  return error;
}

FailureOr<unsigned> ScalarReader::evaluateCall(CallAttr call,
                                               const Scope *scope) {
  if (call.isCall("Slot"))
    return evaluateSlot(call, scope);
  if (std::optional<Result> form = evaluateForm(call, scope))
    return *form;
  Results operands = evaluateAll(call.getArgs(), scope);
  if (failed(operands))
    return failure();
  // A variable may not be applied; a symbol it hides is one of ours.
  return apply(call.getHead(), *operands, scope);
}

FailureOr<unsigned> ScalarReader::evaluateSlot(CallAttr slot,
                                               const Scope *scope) {
  Attribute name = slot.getArgs().empty() ? Attribute() : slot.getArgs()[0];
  if (!scope)
    return report() << "a slot stands outside of a function";
  if (auto text = dyn_cast_or_null<StringAttr>(name)) {
    for (auto [known, term] : scope->namedSlots)
      if (known == text.getValue())
        return term;
    return report() << "the slot #" << text.getValue() << " has no input";
  }
  auto integer = dyn_cast_or_null<IntegerAttr>(name);
  int64_t index = integer ? integer.getInt() : 1;
  if (index >= 1 && index <= static_cast<int64_t>(scope->slots.size()))
    return scope->slots[index - 1];
  return report() << "the slot #" << index << " has no input: the function is "
                  << "applied to " << scope->slots.size() << " number(s)";
}

FailureOr<unsigned> ScalarReader::number(Attribute expression,
                                         const Scope *scope) {
  Result value = evaluate(expression, scope);
  if (failed(value) || failed(requireSort(*value, Sort::Number, "this place")))
    return failure();
  return value;
}

FailureOr<unsigned> ScalarReader::condition(Attribute expression,
                                            const Scope *scope) {
  Result value = evaluate(expression, scope);
  if (failed(value) || failed(requireSort(*value, Sort::Truth, "a choice")))
    return failure();
  return value;
}
