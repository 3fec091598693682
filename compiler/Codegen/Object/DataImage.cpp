//===- DataImage.cpp - C structs as constants of an LLVM module ----------===//

#include "compiler/Codegen/Object/DataImage.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace netc;

static Constant *emitPrivate(Module &module, Constant *value, StringRef name,
                             unsigned alignment) {
  auto *global =
      new GlobalVariable(module, value->getType(), /*isConstant=*/true,
                         GlobalValue::PrivateLinkage, value, name);
  global->setAlignment(Align(alignment));
  return global;
}

Constant *DataImage::emit(Module &module, StringRef name) const {
  if (bytes.empty())
    return nullptr;
  // Bytes and addresses by turns, packed: no layout rules but ours apply.
  SmallVector<Constant *> parts;
  LLVMContext &context = module.getContext();
  size_t position = 0;
  auto addBytesUpTo = [&](size_t end) {
    if (position < end)
      parts.push_back(ConstantDataArray::getRaw(
          StringRef(bytes.data() + position, end - position), end - position,
          Type::getInt8Ty(context)));
    position = end;
  };
  auto sorted = pointers;
  llvm::sort(sorted, less_first());
  for (auto [offset, target] : sorted) {
    addBytesUpTo(offset);
    parts.push_back(target);
    position += sizeof(void *);
  }
  addBytesUpTo(bytes.size());
  Constant *value = ConstantStruct::getAnon(context, parts, /*Packed=*/true);
  return emitPrivate(module, value, name, alignof(std::max_align_t));
}

Constant *netc::emitString(Module &module, StringRef text) {
  Constant *value = ConstantDataArray::getString(module.getContext(), text);
  auto *global = cast<GlobalVariable>(emitPrivate(module, value, "text", 1));
  global->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  return global;
}
