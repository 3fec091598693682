//===- LibraryDescription.h - what a compiled net says about itself ------===//
//
// The compiler's side of the descriptor in netrt/descriptor.h: the same facts
// with owned strings and lists. Descriptor and header are written from it.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_CODEGEN_OBJECT_LIBRARYDESCRIPTION_H
#define NETC_CODEGEN_OBJECT_LIBRARYDESCRIPTION_H

#include "compiler/Codegen/Object/CpuVariant.h"
#include "netrt/netrt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace netc {

struct ImageCoderDescription {
  int32_t kind = NETRT_CODER_IMAGE_ENCODER; ///< or NETRT_CODER_IMAGE_DECODER
  netrt_image_coder settings{}; ///< its pointers and counts are filled later
  std::vector<double> mean;
  std::vector<double> variance;
};

struct LabelDescription {
  std::string text; ///< the string itself, else the notation of the constant
  int32_t kind = NETRT_LABEL_STRING;
  int64_t integer = 0;
  double real = 0;
};

struct ClassCoderDescription {
  std::vector<LabelDescription> labels; ///< empty: the integers 1…count
  int64_t count = 0;
  int32_t depth = 1;
  bool multilabel = false;
};

struct CoderDescription {
  std::string notation; ///< as the user wrote it
  std::variant<std::monostate, ImageCoderDescription, ClassCoderDescription>
      settings;
};

struct PortDescription {
  std::string name;
  int32_t direction = NETRT_INPUT;
  netrt_element element = NETRT_REAL; ///< or NETRT_INTEGER64
  llvm::SmallVector<int64_t> dims;    ///< size, or -1-k: named length k
  int64_t minimum = std::numeric_limits<int64_t>::min();
  int64_t maximum = std::numeric_limits<int64_t>::max();
  uint32_t flags = 0;
  std::optional<CoderDescription> coder;
};

/// An array's bytes, kept alive by `owner`: often a mapped file.
struct EmbeddedValue {
  llvm::ArrayRef<char> bytes;
  netrt_element element = NETRT_REAL32;
  std::shared_ptr<const void> owner;
};

struct ArrayDescription {
  std::string key;
  llvm::SmallVector<int64_t> dims;
  netrt_element element = NETRT_REAL;
  std::string role;
  uint32_t flags = 0;
  double learningRateMultiplier = 1;
  std::optional<EmbeddedValue> value;
};

/// What the CPU back end found out about one entry in one variant.
struct CodeDescription {
  int64_t arenaConstant = 0;
  int64_t arenaPerExample = 0;
};

struct EntryDescription {
  std::string function; ///< name in the lowered modules: `entry_0`
  int32_t kind = NETRT_INFER;
  int32_t mode = NETRT_TEST;
  netrt_element precision = NETRT_REAL32;
  int64_t batch = 0;            ///< 0: any
  uint32_t group = 0;           ///< of arrays, in training steps
  uint64_t program = 0;         ///< checksum, of training steps
  std::vector<uint32_t> inputs; ///< places in `ports`, in frame order
  std::vector<uint32_t> outputs;
  std::vector<uint32_t> arrays;      ///< places in `arrays`
  std::vector<CodeDescription> code; ///< one for each variant
};

struct LibraryDescription {
  std::string prefix; ///< the exported function is `<prefix>_net`
  std::string source; ///< name of the user's file, for the header's comment
  std::vector<PortDescription> ports; ///< inputs, outputs, probes
  std::vector<ArrayDescription> arrays;
  std::vector<EntryDescription> entries;
  llvm::SmallVector<CpuVariant> variants; ///< least demanding first
  std::vector<std::string> lengths;
};

/// Whether `prefix` can begin the names of C functions.
bool isValidPrefix(llvm::StringRef prefix);

/// A valid prefix made from a file's stem: `my-net.v2` => `my_net_v2`.
std::string prefixFromStem(llvm::StringRef stem);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_LIBRARYDESCRIPTION_H
