//===- TrainableNet.h - compiled code and values that change ---*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_TRAINABLENET_H
#define NETC_COMPILER_SESSION_TRAINING_TRAINABLENET_H

#include "compiler/Session/Training/Plan.h"
#include <memory>

namespace netc::training {

/// The training net as loaded code with its arrays.
class TrainableNet {
public:
  /// `validates` asks for code that computes losses in Test mode.
  static mlir::FailureOr<TrainableNet> compile(const Prepared &prepared,
                                               const Plan &plan, bool validates,
                                               const Job &job,
                                               mlir::MLIRContext *context);

  const netrt_net *net() const { return netrt_library_net(library.get()); }
  netrt_arrays *arrays() const { return values.get(); }
  netrt_context *context() const { return runtime.get(); }

  /// Copies the values of now for the arrays that `store` has, in place of
  /// those.
  mlir::LogicalResult readArrays(ArrayStore &store, net::RootOp root) const;

private:
  template <auto destroy> struct Destroyer {
    template <typename T> void operator()(T *object) const { destroy(object); }
  };
  mlir::LogicalResult load(llvm::StringRef path, const ArrayStore &store,
                           const Job &job, mlir::MLIRContext *context);

  std::unique_ptr<netrt_monitor> monitor;
  std::unique_ptr<std::function<bool()>> interrupted;
  std::unique_ptr<netrt_library, Destroyer<netrt_library_close>> library;
  std::unique_ptr<netrt_arrays, Destroyer<netrt_arrays_destroy>> values;
  std::unique_ptr<netrt_context, Destroyer<netrt_context_destroy>> runtime;
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_TRAINABLENET_H
