//===- Runner.h - applies a compiled net to values -------------*- C++ -*-===//
//
// Knows nothing but the descriptor: a library from disk and a net compiled a
// moment ago run the same way. Order of work: framework.md 3.5.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_COMPILER_SESSION_RUNNER_H
#define NETC_COMPILER_SESSION_RUNNER_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Session/GuardedMemory.h"
#include "compiler/Session/Request.h"
#include <functional>

namespace netc {

struct RunnerOptions {
  ElementType precision = ElementType::Real32;
  netrt_mode mode = NETRT_TEST;
  int64_t batchSize = 0; ///< 0: automatic
  int threads = 0;       ///< 0: one per processor
  uint64_t seed = 0;
  Guard guard = Guard::None;
  /// Where the application is written, for messages about what it lacks.
  Span place;
  /// Asked now and then; once it says true, the run ends with the error
  /// `interrupted`.
  std::function<bool()> interrupted;
};

/// A value for an input port; an empty name means the only port.
struct NamedValue {
  std::string port;
  Expr value;
  /// The name of the array in its file: its port where the net has several and
  /// `port` is empty.
  std::string key = "";
  /// As written, where the value is imposed at an output rather than given to
  /// `port`: `NetPortGradient["Output"]`.
  Expr gradient = {};

  bool isFor(llvm::StringRef name, size_t portCount) const {
    if (gradient)
      return false;
    if (port.empty() && portCount == 1)
      return true;
    return name == (port.empty() ? key : port);
  }
};

class Runner {
public:
  /// `net` and `arrays` must outlive the runner.
  Runner(const netrt_net *net, const netrt_arrays *arrays,
         const RunnerOptions &options, mlir::MLIRContext *context);
  ~Runner();

  /// The value of an application: framework.md 3.1 to 3.5.
  mlir::FailureOr<Expr> apply(llvm::ArrayRef<NamedValue> inputs,
                              const Expr &request, const RequestNames &names);

private:
  struct Input {
    uint32_t port;
    ArrayData data;
    bool isBatch;
    bool isImages; ///< bytes that the port's encoder takes
    Span span;     ///< where the value is written
    bool isImposed = false; ///< a gradient; one example's is for all of them
  };

  mlir::LogicalResult chooseEntry(bool gradients);
  mlir::LogicalResult matchInputs(llvm::ArrayRef<NamedValue> values);
  mlir::LogicalResult matchImposed(llvm::ArrayRef<NamedValue> values,
                                   const GradientNames &names);
  mlir::LogicalResult addInput(uint32_t port, const Expr &value);
  mlir::FailureOr<ArrayData> readArray(const Input &input, const Expr &value);
  std::string describe(const Input &input) const;
  llvm::SmallVector<uint32_t> inputPorts(bool imposed) const;
  mlir::LogicalResult checkBatches();
  int64_t examplesOf(const Input &input) const;
  mlir::LogicalResult reportBatches(const Input &first, const Input &other);
  Span placeOf(llvm::StringRef message) const;
  mlir::LogicalResult createContext();
  void allocateOutputs();
  mlir::LogicalResult runAll();
  mlir::LogicalResult runChunk(int64_t begin, int64_t end);
  mlir::FailureOr<ArrayData> encode(const Input &input, int64_t begin,
                                    int64_t end);
  mlir::FailureOr<Expr> makeResult(const RequestList &requests);
  mlir::FailureOr<Expr> valueOf(const Request &request);
  int64_t chunkSize();
  ElementType elementOf(const netrt_port &port) const;

  const netrt_net *net;
  const netrt_arrays *arrays;
  RunnerOptions options;
  mlir::MLIRContext *context;
  netrt_context *runtime = nullptr;
  uint32_t entryPlace = 0;
  const netrt_entry *entry = nullptr;
  llvm::SmallVector<Input> inputs;
  llvm::SmallVector<ArrayData> outputs; ///< in the entry's order
  bool isBatch = false;
  int64_t count = 1;
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_RUNNER_H
