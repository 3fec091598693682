//===- Measurer.h - measures while a net is trained ------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_MEASURER_H
#define NETC_COMPILER_SESSION_TRAINING_MEASURER_H

#include "compiler/Session/Training/Measured.h"
#include "compiler/Session/Training/Prepare.h"

namespace netc::training {

/// The measurements of the options, as the loop asks for them.
class Measurer {
public:
  /// Reports what does not fit the net.
  static mlir::FailureOr<std::unique_ptr<Measurer>>
  make(const Options &options, const Prepared &net, mlir::MLIRContext *context);

  const MeasuredColumns &columns() const { return measured; }
  /// Keys of the positions of layers that entries must give the values of.
  std::vector<std::string> probes() const;
  /// Null where nothing is measured; lives as long as this.
  const netrt_measurements *asHook();
  /// Says which value a stopping criterion is about.
  mlir::LogicalResult resolve(const Stopping &wanted, netrt_stopping &stopping,
                              mlir::MLIRContext *context) const;

private:
  struct Item {
    measurements::Measurement what;
    Interval interval;
    size_t sumBegin, sumCount;
  };

  mlir::LogicalResult add(const measurements::Spec &spec, const Prepared &net,
                          mlir::MLIRContext *context);
  mlir::LogicalResult addLosses(const Prepared &net,
                                mlir::MLIRContext *context);
  void read(const netrt_train_event &event, double *sums);

  std::vector<Item> items;
  MeasuredColumns measured;
  size_t sumCount = 0, valueCount = 0;
  std::string description;
  netrt_measurements hook{};
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_MEASURER_H
