//===- EntryBuilder.h - one entry point of prim ops from a net ------------===//

#ifndef NETC_COMPILER_CONVERSION_ENTRYBUILDER_H
#define NETC_COMPILER_CONVERSION_ENTRYBUILDER_H

#include "compiler/Conversion/DecomposeLayers.h"
#include "dialects/Net/IR/Decomposition.h"
#include "dialects/Net/IR/NetOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace netc {

class EntryBuilder {
public:
  EntryBuilder(net::RootOp root, const EntryOptions &options,
               llvm::ArrayRef<mlir::Value> probes,
               llvm::ArrayRef<std::string> probeNames);

  // The function, at the end of the root's module.
  llvm::LogicalResult build(llvm::StringRef name);

private:
  mlir::Type elementOf(net::Element element);
  mlir::RankedTensorType portType(mlir::Value port);
  mlir::RankedTensorType arrayType(net::ArrayOp array);
  llvm::SmallVector<mlir::Type> argumentTypes();
  void bindArguments(mlir::func::FuncOp function);

  llvm::LogicalResult decomposeBody(mlir::Block &body);
  llvm::LogicalResult decomposeContainer(mlir::Operation *container);
  llvm::LogicalResult decomposeLayer(mlir::Operation *layer);

  void finish(mlir::func::FuncOp function);
  mlir::DictionaryAttr entryAttribute();
  llvm::LogicalResult setRequest(mlir::func::FuncOp function);
  mlir::FailureOr<mlir::DictionaryAttr> gradientAttribute();
  mlir::DictionaryAttr withSegments(mlir::DictionaryAttr request);
  bool hasLosses() const; // those attached to the net

  net::RootOp root;
  const EntryOptions &options;
  llvm::ArrayRef<mlir::Value> probes;
  llvm::ArrayRef<std::string> probeNames;
  llvm::SmallVector<net::ArrayOp> arrays;
  mlir::OpBuilder builder;
  net::Decomposition decomposition;
};

} // namespace netc

#endif
