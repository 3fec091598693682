//===- ScalarTerms.cpp - simplified functions of numbers -----------------===//

#include "dialects/Net/IR/ScalarTerms.h"
#include "dialects/Net/IR/ScalarOperations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/bit.h"
#include <cmath>

using namespace netc::net;
using llvm::ArrayRef;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Making terms
//===----------------------------------------------------------------------===//

unsigned ScalarTerms::intern(ScalarTerm term) {
  Key key{static_cast<int>(term.kind),
          static_cast<int>(term.sort),
          llvm::bit_cast<uint64_t>(term.value),
          term.exact,
          term.input,
          term.operation,
          {term.operands.begin(), term.operands.end()}};
  auto [place, isNew] = known.try_emplace(key, terms.size());
  if (isNew) {
    // Once for each term: a graph has more paths than terms.
    term.keepsIntegers = staysWhole(term);
    terms.push_back(std::move(term));
  }
  return place->second;
}

unsigned ScalarTerms::constant(double value, bool exact) {
  ScalarTerm term{ScalarTerm::Kind::Constant};
  term.value = value == 0 ? 0 : value; // one zero
  term.exact = exact;
  return intern(term);
}

unsigned ScalarTerms::truth(bool value) {
  ScalarTerm term{ScalarTerm::Kind::Constant, Sort::Truth};
  term.value = value;
  return intern(term);
}

unsigned ScalarTerms::input(unsigned number) {
  ScalarTerm term{ScalarTerm::Kind::Input};
  term.input = number;
  return intern(term);
}

unsigned ScalarTerms::raw(const ScalarOperation &operation,
                          ArrayRef<unsigned> operands) {
  ScalarTerm term{ScalarTerm::Kind::Apply, operation.result};
  term.operation = &operation;
  term.operands.assign(operands.begin(), operands.end());
  return intern(term);
}

unsigned ScalarTerms::apply(const ScalarOperation &operation,
                            ArrayRef<unsigned> operands) {
  SmallVector<double> values;
  bool exact = operation.keepsIntegers;
  for (unsigned operand : operands) {
    if (!isConstant(operand))
      return raw(operation, operands);
    values.push_back(terms[operand].value);
    exact &= isExact(operand);
  }
  double value = operation.fold(values);
  return operation.result == Sort::Truth ? truth(value != 0)
                                         : constant(value, exact);
}

unsigned ScalarTerms::chain(const ScalarOperation &operation,
                            ArrayRef<unsigned> operands) {
  unsigned result = operands.front();
  for (unsigned operand : operands.drop_front())
    result = apply(operation, {result, operand});
  return result;
}

//===----------------------------------------------------------------------===//
// Sums, products, powers
//===----------------------------------------------------------------------===//

std::pair<double, unsigned> ScalarTerms::splitCoefficient(unsigned term) {
  if (!isApply(term, timesOperation) ||
      !isConstant(terms[term].operands.front()))
    return {1, term};
  SmallVector<unsigned> rest(terms[term].operands.begin() + 1,
                             terms[term].operands.end());
  double coefficient = terms[terms[term].operands.front()].value;
  return {coefficient, rest.size() == 1 ? rest[0] : raw(timesOperation, rest)};
}

std::pair<double, unsigned> ScalarTerms::splitExponent(unsigned term) const {
  if (!isApply(term, powerOperation) || !isConstant(terms[term].operands[1]))
    return {1, term};
  return {terms[terms[term].operands[1]].value, terms[term].operands[0]};
}

namespace {

// Numbers by the term they belong to, in the order of the terms.
class Collected {
public:
  void add(unsigned term, double amount, bool exact) {
    auto same = llvm::find_if(
        entries, [&](const Entry &entry) { return entry.term == term; });
    if (same == entries.end()) {
      entries.push_back({term, amount, exact});
      return;
    }
    same->amount += amount;
    same->exact &= exact;
  }
  struct Entry {
    unsigned term;
    double amount;
    bool exact;
  };
  SmallVector<Entry> entries;
};

} // namespace

// 2 x + 3 + x => 3 x + 3
unsigned ScalarTerms::plus(ArrayRef<unsigned> operands) {
  Collected sum;
  double number = 0;
  bool exact = true;
  SmallVector<unsigned> todo(llvm::reverse(operands));
  while (!todo.empty()) {
    unsigned operand = todo.pop_back_val();
    if (isApply(operand, plusOperation)) {
      llvm::append_range(todo, llvm::reverse(terms[operand].operands));
    } else if (isConstant(operand)) {
      number += terms[operand].value;
      exact &= isExact(operand);
    } else {
      bool exactFactor = !isApply(operand, timesOperation) ||
                         !isConstant(terms[operand].operands.front()) ||
                         isExact(terms[operand].operands.front());
      auto [coefficient, rest] = splitCoefficient(operand);
      sum.add(rest, coefficient, exactFactor);
    }
  }
  SmallVector<unsigned> rest;
  for (auto [term, coefficient, exactFactor] : sum.entries)
    if (coefficient != 0)
      rest.push_back(times({constant(coefficient, exactFactor), term}));
  if (number != 0 || rest.empty())
    rest.push_back(constant(number, exact));
  return rest.size() == 1 ? rest[0] : raw(plusOperation, rest);
}

// x 2 x => 2 x^2
unsigned ScalarTerms::times(ArrayRef<unsigned> factors) {
  Collected product;
  double number = 1;
  bool exact = true;
  SmallVector<unsigned> todo(llvm::reverse(factors));
  while (!todo.empty()) {
    unsigned factor = todo.pop_back_val();
    if (isApply(factor, timesOperation)) {
      llvm::append_range(todo, llvm::reverse(terms[factor].operands));
    } else if (isConstant(factor)) {
      number *= terms[factor].value;
      exact &= isExact(factor);
    } else {
      auto [exponent, base] = splitExponent(factor);
      product.add(base, exponent, exponent == std::trunc(exponent));
    }
  }
  if (number == 0)
    return constant(0, exact);
  SmallVector<unsigned> rest;
  for (auto [base, exponent, exactExponent] : product.entries)
    if (exponent != 0)
      rest.push_back(power(base, constant(exponent, exactExponent)));
  if (number != 1 || rest.empty())
    rest.insert(rest.begin(), constant(number, exact));
  return rest.size() == 1 ? rest[0] : raw(timesOperation, rest);
}

unsigned ScalarTerms::power(unsigned base, unsigned exponent) {
  if (isConstant(exponent, 0) || isConstant(base, 1))
    return constant(1, true);
  if (isConstant(exponent, 1))
    return base;
  if (isConstant(base) && isConstant(exponent)) {
    const ScalarTerm &a = terms[base], &b = terms[exponent];
    return constant(std::pow(a.value, b.value),
                    a.exact && b.exact && b.value >= 0);
  }
  if (isConstant(base, std::exp(1.0)))
    return apply(expOperation, exponent);
  // (x^a)^n => x^(a n) for whole n
  if (isConstant(exponent) &&
      terms[exponent].value == std::trunc(terms[exponent].value)) {
    auto [inner, root] = splitExponent(base);
    double combined = inner * terms[exponent].value;
    if (root != base)
      return power(root, constant(combined, combined == std::trunc(combined)));
  }
  return raw(powerOperation, {base, exponent});
}

unsigned ScalarTerms::select(unsigned condition, unsigned onTrue,
                             unsigned onFalse) {
  if (isConstant(condition))
    return terms[condition].value != 0 ? onTrue : onFalse;
  if (onTrue == onFalse)
    return onTrue;
  return raw(selectOperation, {condition, onTrue, onFalse});
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

// Powers with greater exponents are computed as reals.
static constexpr double largestIntegerExponent = 16;

bool ScalarTerms::staysWhole(const ScalarTerm &term) const {
  if (term.kind == ScalarTerm::Kind::Constant)
    return term.exact;
  if (term.kind == ScalarTerm::Kind::Input)
    return true;
  if (!term.operation->keepsIntegers)
    return false;
  ArrayRef<unsigned> operands = term.operands;
  if (term.operation == &selectOperation)
    operands = operands.drop_front(); // the condition may be about reals
  if (term.operation == &powerOperation) {
    const ScalarTerm &exponent = terms[operands[1]];
    if (!isConstant(operands[1]) || !exponent.exact || exponent.value < 0 ||
        exponent.value > largestIntegerExponent)
      return false;
  }
  return llvm::all_of(operands,
                      [&](unsigned operand) { return keepsIntegers(operand); });
}
