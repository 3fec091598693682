//===- Results.h - what a training tells -----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_RESULTS_H
#define NETC_COMPILER_SESSION_TRAINING_RESULTS_H

#include "compiler/Session/Training/Training.h"

namespace netc::training {

/// `NetTrainResultsObject[<|"TrainedNet" -> net, ...|>]`: everything of
/// framework.md 7.8 that is kept. `inputForm` shows the call. Arrays with more
/// elements than `inlineLimit` are left out of the nets.
mlir::FailureOr<Expr> makeResultsObject(const Outcome &outcome,
                                        llvm::StringRef inputForm,
                                        int64_t inlineLimit = INT64_MAX);

/// A property of such an object by name, an older name, or a list of these; no
/// name gives the trained net.
mlir::FailureOr<Expr> resultsProperty(const Expr &object,
                                      llvm::ArrayRef<Expr> args, Span place,
                                      mlir::MLIRContext *context);
/// The same of one name.
mlir::FailureOr<Expr> resultsProperty(const Expr &object, const Expr &name,
                                      mlir::MLIRContext *context);

/// What a person reads of it: the object with few numbers.
Expr summaryOf(const Expr &object);

/// "MaxTrainingRounds", "TimeGoal", ...: why it ended.
llvm::StringRef reasonOf(int32_t end);

/// Losses over batches as an SVG drawing, logarithmic; validation losses stand
/// at the batches `validationPlaces`.
std::string drawLosses(llvm::ArrayRef<double> training,
                       llvm::ArrayRef<double> validation,
                       llvm::ArrayRef<int64_t> validationPlaces,
                       llvm::StringRef title);

/// A name and a value for each batch.
using Curve = std::pair<std::string, std::vector<double>>;
/// Norms of arrays over batches in the same way, one curve for each.
std::string drawNorms(llvm::ArrayRef<Curve> curves, llvm::StringRef title);

/// How often values of `array` lie where, as an SVG drawing.
std::string drawHistogram(const ArrayData &array, llvm::StringRef title);

/// Notes what a property, or a list of these, needs while the net is trained.
void collectFor(const Expr &property, Collection &collect);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_RESULTS_H
