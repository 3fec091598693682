//===- Library.h - from lowered modules to a library file ----------------===//

#ifndef NETC_CODEGEN_OBJECT_LIBRARY_H
#define NETC_CODEGEN_OBJECT_LIBRARY_H

#include "compiler/Codegen/Object/LibraryDescription.h"
#include "compiler/Codegen/Object/MemoryFile.h"
#include "mlir/IR/BuiltinOps.h"
#include <mutex>
#include <vector>

namespace llvm {
class LLVMContext;
class MemoryBuffer;
class Module;
class TargetMachine;
} // namespace llvm

namespace netc {

class OutputFile;

/// Collects the code of one net and links it. Variants may be added from
/// several threads; they meet only in the list of finished objects.
class LibraryBuilder {
public:
  /// Objects make the three kinds of library; Text makes LLVM IR and assembly,
  /// which are one module each, without the values of arrays.
  enum class Form { Objects, Text };

  /// `entries` are the names of the entry functions in the lowered modules.
  LibraryBuilder(Form form, llvm::StringRef prefix,
                 std::vector<std::string> entries, llvm::StringRef triple,
                 mlir::Location location);
  ~LibraryBuilder();

  /// Compiles `lowered` (LLVM dialect) for the processors of `variant`.
  mlir::LogicalResult addVariant(mlir::ModuleOp lowered,
                                 const CpuVariant &variant);
  mlir::LogicalResult addCore();
  /// Compiles the descriptor and places the embedded arrays; after all
  /// variants, since it says how much memory their entries need.
  mlir::LogicalResult addDescriptor(const LibraryDescription &description);

  mlir::LogicalResult writeSharedLibrary(OutputFile &output);
  mlir::LogicalResult writeStaticLibrary(OutputFile &output);
  mlir::LogicalResult writeObject(OutputFile &output);
  mlir::LogicalResult writeLlvm(llvm::raw_ostream &output);
  mlir::LogicalResult writeAssembly(llvm::raw_ostream &output);

private:
  class Task;
  mlir::LogicalResult finish(std::unique_ptr<llvm::Module> module,
                             llvm::TargetMachine &machine);
  mlir::LogicalResult addObject(llvm::StringRef name, llvm::StringRef bytes);
  mlir::LogicalResult report(llvm::Error error);
  llvm::ArrayRef<MemoryFile> orderedObjects();
  std::string exported() const { return prefix + "_net"; }

  Form form;
  std::string prefix;
  std::vector<std::string> entries;
  std::string triple;
  mlir::Location location;
  std::mutex mutex; ///< guards what follows
  std::vector<MemoryFile> objects;
  std::unique_ptr<llvm::LLVMContext> textContext;
  std::unique_ptr<llvm::Module> text;
};

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_LIBRARY_H
