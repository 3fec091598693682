//===- SumPrograms.cpp - tells training steps apart ----------------------===//

#include "compiler/Pipeline/Describe.h"

#include "compiler/Transforms/EntryFunction.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace netc;

/// Without what changes neither arrays nor losses: the place among the entries,
/// how memory is saved, and whether gradients are returned.
static std::string textOf(func::FuncOp step) {
  OwningOpRef<func::FuncOp> copy = step.clone();
  copy->setSymName("step");
  for (StringRef name : {entry::attribute, entry::trainingRequest}) {
    auto attributes = (*copy)->getAttrOfType<DictionaryAttr>(name);
    if (!attributes)
      continue;
    NamedAttrList kept(attributes);
    kept.erase(entry::segments);
    kept.erase("gradients");
    (*copy)->setAttr(name, kept.getDictionary(step.getContext()));
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  copy->print(stream, OpPrintingFlags().useLocalScope());
  return text;
}

llvm::StringMap<uint64_t> netc::sumPrograms(ModuleOp decomposed) {
  llvm::StringMap<uint64_t> sums;
  for (auto function : decomposed.getOps<func::FuncOp>()) {
    auto request = function->getAttrOfType<DictionaryAttr>(entry::attribute);
    auto kind = request ? request.getAs<StringAttr>("kind") : StringAttr();
    if (kind && kind == "train_step")
      sums[function.getSymName()] = llvm::xxh3_64bits(textOf(function));
  }
  return sums;
}
