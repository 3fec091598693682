//===- Fuzzing.h - what the fuzz targets share -----------------*- C++ -*-===//
//
// Each target is a libFuzzer program: build it in the `fuzz` preset, where the
// compiler is instrumented too, and give it test/fuzz/corpus/<name>.

#ifndef NETC_TEST_FUZZ_FUZZING_H
#define NETC_TEST_FUZZ_FUZZING_H

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Frontend/Tree/Tree.h"

namespace netc::fuzzing {

using Bytes = llvm::ArrayRef<uint8_t>;

llvm::StringRef asText(Bytes bytes);

/// Runs on a context whose messages are printed, to nowhere, with lines of
/// `text`: they may not crash either. Now and then the context is a new one, for
/// it keeps all that it has seen.
void withContext(llvm::StringRef text,
                 llvm::function_ref<void(mlir::MLIRContext *)> run);

/// Infers the shapes of a net that was read, writes it and reads it again:
/// aborts unless that gives the same text.
void checkRoundTrip(
    netc::BuiltNet net, mlir::MLIRContext *context,
    llvm::function_ref<mlir::FailureOr<std::string>(const netc::BuiltNet &)>
        write,
    llvm::function_ref<mlir::FailureOr<netc::BuiltNet>(llvm::StringRef)> read);

/// Gives the bytes as a file and reads all of the arrays that `read` finds.
void readAsFile(Bytes bytes, llvm::StringRef ending,
                llvm::function_ref<mlir::FailureOr<netc::ArrayStore>(
                    llvm::StringRef path, netc::EmitArrayError emitError)>
                    read);

/// The same for a format that holds one array.
void readAsFile(Bytes bytes, llvm::StringRef ending,
                mlir::FailureOr<netc::ArrayData> (*read)(
                    llvm::StringRef path, netc::EmitArrayError emitError));

} // namespace netc::fuzzing

#endif // NETC_TEST_FUZZ_FUZZING_H
