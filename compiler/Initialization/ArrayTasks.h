//===- ArrayTasks.h - what the value of an array depends on ----*- C++ -*-===//

#ifndef NETC_COMPILER_INITIALIZATION_ARRAYTASKS_H
#define NETC_COMPILER_INITIALIZATION_ARRAYTASKS_H

#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

namespace netc {

/// What reads the output of the layer that owns an array.
enum class Follower : uint8_t { Other, Ramp, Selu };

/// One array to fill.
struct ArrayTask {
  net::ArrayOp array;
  mlir::Operation *layer = nullptr;
  llvm::StringRef name; // "Weights"
  net::ArrayRole role = net::ArrayRole::Free;
  Follower follower = Follower::Other;
  llvm::SmallVector<int64_t> shape;

  llvm::StringRef key() { return array.getSymName(); }
  int64_t fanOut() const { return shape.empty() ? 1 : shape.front(); }
  int64_t fanIn() const;
  int64_t count() const { return fanOut() * fanIn(); }
  bool isWeights() const;
};

/// The arrays that layers use, by symbol, without shapes. Where layers share
/// one, the first of them decides.
llvm::StringMap<ArrayTask> findArrayTasks(mlir::ModuleOp module);

} // namespace netc

#endif // NETC_COMPILER_INITIALIZATION_ARRAYTASKS_H
