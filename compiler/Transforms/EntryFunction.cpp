//===- EntryFunction.cpp - an entry point and what its values are ---------===//

#include "compiler/Transforms/EntryFunction.h"

using namespace mlir;
using namespace netc;

func::ReturnOp EntryFunction::terminator() {
  return cast<func::ReturnOp>(body().getTerminator());
}

SmallVector<Operation *> EntryFunction::ops() {
  return llvm::map_to_vector(body().without_terminator(),
                             [](Operation &op) { return &op; });
}

size_t EntryFunction::segmentsOf(DictionaryAttr request) {
  auto segments = request.getAs<IntegerAttr>(entry::segments);
  return segments ? std::max<int64_t>(segments.getInt(), 1) : 1;
}

StringAttr EntryFunction::argumentName(unsigned index, StringRef kind) {
  return function.getArgAttrOfType<StringAttr>(index, kind);
}

StringAttr EntryFunction::resultName(unsigned index, StringRef kind) {
  return function.getResultAttrOfType<StringAttr>(index, kind);
}

Value EntryFunction::argument(StringRef kind, StringRef name) {
  for (BlockArgument argument : body().getArguments()) {
    StringAttr known = argumentName(argument.getArgNumber(), kind);
    if (known && known.getValue() == name)
      return argument;
  }
  return {};
}

Value EntryFunction::result(StringRef kind, StringRef name) {
  for (unsigned i = 0, e = function.getNumResults(); i < e; ++i) {
    StringAttr known = resultName(i, kind);
    if (known && known.getValue() == name)
      return terminator().getOperand(i);
  }
  return {};
}

static DictionaryAttr named(MLIRContext *context, StringRef kind,
                            StringRef name) {
  return DictionaryAttr::get(
      context, NamedAttribute(StringAttr::get(context, kind),
                              StringAttr::get(context, name)));
}

Value EntryFunction::addArgument(Type type, StringRef kind, StringRef name) {
  unsigned index = function.getNumArguments();
  (void)function.insertArgument(index, type,
                                named(function.getContext(), kind, name),
                                function.getLoc());
  return function.getArgument(index);
}

void EntryFunction::addResult(Value value, StringRef kind, StringRef name) {
  func::ReturnOp end = terminator();
  unsigned index = end.getNumOperands();
  end->insertOperands(index, value);
  (void)function.insertResult(index, value.getType(),
                              named(function.getContext(), kind, name));
}

void EntryFunction::dropResults() {
  llvm::BitVector all(function.getNumResults(), true);
  (void)function.eraseResults(all);
  terminator()->setOperands({});
}
