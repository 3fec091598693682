//===- CompileOptions.h - what a user asks of one compilation ------------===//

#ifndef NETC_COMPILER_PIPELINE_COMPILEOPTIONS_H
#define NETC_COMPILER_PIPELINE_COMPILEOPTIONS_H

#include "compiler/Arrays/ElementType.h"
#include "compiler/Conversion/EntryOptions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace netc {

enum class EmitKind {
  SharedLibrary,
  StaticLibrary,
  Object,
  Header,
  Mlir,
  Llvm,
  Assembly,
};

/// `so`, `static`, `obj`, `header`, `mlir`, `llvm`, `asm`.
std::optional<EmitKind> parseEmitKind(llvm::StringRef name);
llvm::ArrayRef<llvm::StringRef> emitKindNames();
/// Libraries and objects, which come with a header.
bool isBinary(EmitKind kind);

enum class Accuracy { Fast, Strict };

/// What becomes of the values of arrays.
enum class ArrayPlacement {
  EmbedGiven, ///< those in the store become part of the library
  External,   ///< all are given at run time
};

/// A batch size that is open until run time.
inline constexpr int64_t openBatch = 0;

struct CompileOptions {
  EmitKind emit = EmitKind::SharedLibrary;
  /// File to write; `-` gives the text of textual kinds in the result. The
  /// header of a library is written beside it.
  std::string output;
  bool header = true; ///< write it
  /// Begins the names of the library's functions; empty: made from `output`.
  std::string prefix;
  /// The user's file, as named in the header.
  std::string source;
  std::string triple; ///< empty: this machine's
  std::string cpu = "multi";
  /// One entry for each, and the best one is used; `openBatch` takes any.
  std::vector<int64_t> batches = {1, openBatch};
  ElementType precision = ElementType::Real32;
  bool trainingMode = false; ///< entries that infer or derive run in it
  bool infer = true;         ///< an entry that runs the net
  /// An entry that computes gradients.
  std::optional<GradientRequest> gradient;
  /// Entries that train.
  std::optional<TrainingRequest> training;
  /// Bytes of scratch memory that entries with gradients may take for the
  /// largest batch that has code of its own, else for 64 examples; 0: any. To
  /// keep it, parts of the net are computed again on the way back. Where that
  /// does not help, compiling fails with `memory-limit`.
  int64_t memoryLimit = 0;
  /// Parts that the way back is cut into; found from the limit.
  unsigned segments = 1;
  bool evaluate = false; ///< one that computes attached losses in Test mode
  Accuracy accuracy = Accuracy::Fast;
  ArrayPlacement arrays = ArrayPlacement::EmbedGiven;
  /// Every array must have a value, and every value an array: set when the user
  /// named a file of values.
  bool requireArrays = false;
  /// Positions whose values become further outputs.
  std::vector<std::string> probes;
  /// Name of the last phase to run, with EmitKind::Mlir; empty: `shapes`.
  std::string stopAfter;
  /// Asked between steps, from several threads; once it says true, the
  /// compilation ends with the error `interrupted`.
  std::function<bool()> interrupted;
};

/// One row of `--time-phases`. The variants' phases run side by side, so that
/// the sum may be more than the total.
struct PhaseTime {
  std::string phase;
  double milliseconds;
};

} // namespace netc

#endif // NETC_COMPILER_PIPELINE_COMPILEOPTIONS_H
