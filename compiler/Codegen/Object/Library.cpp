//===- Library.cpp - from lowered modules to a library file --------------===//

#include "compiler/Codegen/Object/Library.h"

#include "compiler/Codegen/Object/ArraysObject.h"
#include "compiler/Codegen/Object/CoreObject.h"
#include "compiler/Codegen/Object/Descriptor.h"
#include "compiler/Codegen/Object/Link.h"
#include "compiler/Codegen/Object/OutputFile.h"
#include "compiler/Codegen/Object/TargetCode.h"
#include "compiler/Codegen/Object/VariantModule.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;
using namespace netc;

/// What compiling one module needs: a context of its own, so that tasks can run
/// side by side, or the common one, held, where all modules become one text.
class LibraryBuilder::Task {
public:
  explicit Task(LibraryBuilder &builder) {
    if (builder.form == Form::Text)
      held = std::unique_lock(builder.mutex);
    else
      own = std::make_unique<llvm::LLVMContext>();
    context = own ? own.get() : builder.textContext.get();
  }

  llvm::LLVMContext *context;

private:
  std::unique_lock<std::mutex> held;
  std::unique_ptr<llvm::LLVMContext> own;
};

LibraryBuilder::LibraryBuilder(Form form, StringRef prefix,
                               std::vector<std::string> entries,
                               StringRef triple, Location location)
    : form(form), prefix(prefix), entries(std::move(entries)), triple(triple),
      location(location) {
  if (form == Form::Objects)
    return;
  textContext = std::make_unique<llvm::LLVMContext>();
  text = std::make_unique<llvm::Module>(prefix, *textContext);
}

LibraryBuilder::~LibraryBuilder() = default;

LogicalResult LibraryBuilder::report(llvm::Error error) {
  return emitError(location)
         << "[link-failed] " << llvm::toString(std::move(error));
}

LogicalResult LibraryBuilder::addObject(StringRef name, StringRef bytes) {
  llvm::Expected<MemoryFile> file = MemoryFile::create(name);
  if (!file)
    return report(file.takeError());
  if (llvm::Error error = file->write(bytes))
    return report(std::move(error));
  std::lock_guard<std::mutex> lock(mutex);
  objects.push_back(std::move(*file));
  return success();
}

LogicalResult LibraryBuilder::finish(std::unique_ptr<llvm::Module> module,
                                     llvm::TargetMachine &machine) {
  optimise(*module, machine);
  if (form == Form::Text) {
    // The mutex is held by the task whose module this is.
    text->setTargetTriple(module->getTargetTriple());
    text->setDataLayout(module->getDataLayout());
    if (llvm::Linker::linkModules(*text, std::move(module)))
      return emitError(location) << "[internal] modules do not fit together";
    return success();
  }
  SmallVector<char, 0> bytes;
  if (failed(emitCode(*module, machine, llvm::CodeGenFileType::ObjectFile,
                      bytes, location)))
    return failure();
  return addObject(module->getModuleIdentifier(),
                   StringRef(bytes.data(), bytes.size()));
}

LogicalResult LibraryBuilder::addVariant(ModuleOp lowered,
                                         const CpuVariant &variant) {
  auto machine = createTargetMachine(triple, location);
  if (failed(machine))
    return failure();
  Task task(*this);
  auto module =
      translateVariant(lowered, entries, prefix, variant.name, *task.context);
  if (failed(module))
    return failure();
  setTarget(**module, **machine);
  setProcessor(**module, variant);
  return finish(std::move(*module), **machine);
}

LogicalResult LibraryBuilder::addCore() {
  if (form == Form::Objects) {
    auto object = coreObject(prefix);
    if (!object)
      return report(object.takeError());
    return addObject("core", (*object)->getBuffer());
  }
  auto machine = createTargetMachine(triple, location);
  if (failed(machine))
    return failure();
  Task task(*this);
  auto module = loadCore(prefix, *task.context, location);
  if (failed(module))
    return failure();
  setTarget(**module, **machine);
  return finish(std::move(*module), **machine);
}

LogicalResult
LibraryBuilder::addDescriptor(const LibraryDescription &description) {
  auto machine = createTargetMachine(triple, location);
  if (failed(machine))
    return failure();
  {
    Task task(*this);
    std::unique_ptr<llvm::Module> module =
        buildDescriptor(description, *task.context);
    setTarget(*module, **machine);
    if (failed(finish(std::move(module), **machine)))
      return failure();
  }
  if (form == Form::Text)
    return success();
  llvm::Expected<MemoryFile> file = MemoryFile::create("arrays.o");
  if (!file)
    return report(file.takeError());
  if (llvm::Error error = writeArraysObject(description, *file))
    return report(std::move(error));
  objects.push_back(std::move(*file));
  return success();
}

ArrayRef<MemoryFile> LibraryBuilder::orderedObjects() {
  // Threads finish in any order; the library must not depend on it.
  llvm::sort(objects, [](const MemoryFile &left, const MemoryFile &right) {
    return left.name() < right.name();
  });
  return objects;
}

LogicalResult LibraryBuilder::writeSharedLibrary(OutputFile &output) {
  return linkSharedLibrary(orderedObjects(), output, location);
}

LogicalResult LibraryBuilder::writeObject(OutputFile &output) {
  auto object = mergeObjects(orderedObjects(), exported(),
                             output.temporaryPath(), location);
  if (failed(object))
    return failure();
  return output.write((*object)->getBuffer());
}

LogicalResult LibraryBuilder::writeStaticLibrary(OutputFile &output) {
  auto object = mergeObjects(orderedObjects(), exported(),
                             output.temporaryPath(), location);
  if (failed(object))
    return failure();
  std::string name = exported() + ".o";
  std::vector<llvm::NewArchiveMember> members;
  members.emplace_back(llvm::MemoryBufferRef((*object)->getBuffer(), name));
  auto archive = llvm::writeArchiveToBuffer(
      members, llvm::SymtabWritingMode::NormalSymtab,
      llvm::object::Archive::K_GNU, /*Deterministic=*/true, /*Thin=*/false);
  if (!archive)
    return report(archive.takeError());
  return output.write((*archive)->getBuffer());
}

LogicalResult LibraryBuilder::writeLlvm(llvm::raw_ostream &output) {
  text->print(output, nullptr);
  return success();
}

LogicalResult LibraryBuilder::writeAssembly(llvm::raw_ostream &output) {
  auto machine = createTargetMachine(triple, location);
  if (failed(machine))
    return failure();
  SmallVector<char, 0> assembly;
  if (failed(emitCode(*text, **machine, llvm::CodeGenFileType::AssemblyFile,
                      assembly, location)))
    return failure();
  output << StringRef(assembly.data(), assembly.size());
  return success();
}
