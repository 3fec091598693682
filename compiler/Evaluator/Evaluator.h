//===- Evaluator.h - values and builtins of the notation ------------------===//

#ifndef NETC_COMPILER_EVALUATOR_EVALUATOR_H
#define NETC_COMPILER_EVALUATOR_EVALUATOR_H

#include "compiler/Arrays/Distributions.h"
#include "compiler/Notation/Expr.h"
#include "llvm/ADT/StringMap.h"
#include <chrono>
#include <functional>

namespace netc {

struct Builtin;
class Evaluator;

/// What the evaluator does not know itself.
struct EvaluatorHooks {
  /// Whether calls with this head are nets: layers, containers and coders. They
  /// stay as they are, with their arguments evaluated.
  std::function<bool(llvm::StringRef)> isNetHead;
  /// All such heads that can be used, to complete a name.
  std::function<llvm::SmallVector<llvm::StringRef>()> getNetHeads;
  /// The others, which are an error by themselves: with them the nearest name of
  /// a misspelled one is found.
  std::function<llvm::SmallVector<llvm::StringRef>()> getFutureNetHeads;
  /// `net[args]`; reports its own errors.
  std::function<mlir::FailureOr<Expr>(const Expr &net,
                                      llvm::ArrayRef<Expr> args, Span span)>
      apply;
  /// Further functions, such as those of nets, on evaluated arguments; nothing
  /// where the call is none of them.
  std::function<std::optional<mlir::FailureOr<Expr>>(const Expr &call)>
      callFunction;
  /// The functions of nets that are builtins, such as NetInitialize, on
  /// evaluated arguments; reports its own errors.
  std::function<mlir::FailureOr<Expr>(const Expr &call)> callNetFunction;
  /// NetTrain on evaluated arguments, where functions among them are applied
  /// by the evaluator; reports its own errors.
  std::function<mlir::FailureOr<Expr>(Evaluator &evaluator, const Expr &call)>
      train;
  /// The contents of a file that `Import` or `File` names: an array, or an
  /// association where the file names its arrays.
  std::function<mlir::FailureOr<Expr>(llvm::StringRef path, Span span)>
      importFile;
};

struct EvaluatorOptions {
  /// Deepest nesting of evaluations, such as of a function that calls itself.
  unsigned depthLimit = 1200;
  /// Calls that one evaluation of statements may make.
  uint64_t stepLimit = 10'000'000;
  /// Atoms of a value, characters of a string.
  uint64_t sizeLimit = uint64_t(1) << 26;
  /// Bytes of all values together.
  uint64_t memoryLimit = uint64_t(1) << 30;
  /// Seconds that one evaluation of statements may take; what nets and files
  /// take in it does not count.
  double timeLimit = 30;
  /// Asked at every call; once it says true, the evaluation ends with the error
  /// `interrupted`. Definitions stay.
  std::function<bool()> interrupted;
};

/// What SeedRandom begins; every draw takes the next number.
class RandomDraws {
public:
  explicit RandomDraws(uint64_t seed);
  double uniform() { return uniforms.uniform(next++); }
  double normal() { return normals.normal(next++); }
  double draw(const Distribution &distribution);

private:
  RandomStream uniforms, normals;
  uint64_t next = 0;
};

/// Evaluates statements one after the other and keeps their definitions. Every
/// error is reported at its place.
class Evaluator {
public:
  explicit Evaluator(mlir::MLIRContext *context, EvaluatorHooks hooks = {},
                     EvaluatorOptions options = {});

  mlir::FailureOr<Expr> evaluate(const Expr &expr);
  /// The value of the last statement that has one; the symbol Null for none.
  mlir::FailureOr<Expr> evaluate(llvm::ArrayRef<Expr> statements);

  /// The value of `name = value`, or a null expression.
  Expr lookup(llvm::StringRef name) const { return values.lookup(name); }
  void define(llvm::StringRef name, Expr value) {
    values[name] = std::move(value);
  }
  /// Names that have values, in alphabetical order.
  llvm::SmallVector<llvm::StringRef> getNames() const;
  /// All names with a meaning, definitions included, in alphabetical order.
  llvm::SmallVector<llvm::StringRef> getKnownNames() const;

  //===--------------------------------------------------------------------===//
  // For builtins: a null expression follows an error, which is reported.
  //===--------------------------------------------------------------------===//

  Expr eval(const Expr &expr);
  /// `function[args]` for evaluated arguments.
  Expr apply(const Expr &function, llvm::ArrayRef<Expr> args, Span span);
  /// Whether it is a layer, container, coder or built net.
  bool isNet(const Expr &expr) const;
  /// Whether the notation gives the name a meaning, so that it has no value.
  bool isProtected(llvm::StringRef name) const;
  /// `f[x_] := body` and `f[x_] = body`
  void defineFunction(llvm::StringRef name, Expr pattern, Expr body);
  void clear(llvm::StringRef name);
  /// A name that no text uses, for a local variable.
  std::string makeLocalName(llvm::StringRef name);
  bool checkSize(uint64_t size, Span span);
  /// Whether there is room for so many more bytes of values.
  bool checkMemory(uint64_t bytes, Span span);
  /// Counts the work of a loop inside of a builtin; false beyond a limit.
  bool spend(uint64_t work, Span span);
  /// Runs what the time limit does not count.
  mlir::FailureOr<Expr>
  runHook(llvm::function_ref<mlir::FailureOr<Expr>()> hook);
  /// `function[args]` for a hook that runs, with limits of its own: hooks may
  /// take long and ask often.
  mlir::FailureOr<Expr> callBack(const Expr &function,
                                 llvm::ArrayRef<Expr> args);
  /// Reports the first call in `expr` that no function is known for.
  bool reportUnknown(const Expr &expr);

  /// Nothing before SeedRandom.
  std::optional<RandomDraws> &getRandom() { return random; }
  mlir::MLIRContext *getContext() const { return context; }
  const EvaluatorHooks &getHooks() const { return hooks; }

private:
  struct Definition {
    Expr pattern, body;
  };

  Expr evalCall(const Expr &call);
  Expr evalParts(const Expr &call);
  Expr checkValue(const Expr &value, Span span);
  Expr evalArgs(const Expr &call, const Expr &head, unsigned heldFirst,
                unsigned heldCount);
  std::optional<Expr> callHook(const Expr &call);
  Expr unpackArrays(const Expr &call);
  Expr evalSymbolCall(const Expr &call, llvm::StringRef name);
  Expr applyDefinitions(const Expr &call,
                        llvm::ArrayRef<Definition> definitions);
  static bool isOperatorForm(const Expr &call);
  bool checkCount(const Expr &call, const Builtin &builtin);
  Expr applyValue(const Expr &call, const Expr &head);
  Expr applySlots(const Expr &call, const Expr &function);
  Expr applyParameters(const Expr &call, const Expr &function);
  Expr applyComposition(const Expr &call, const Expr &composition);
  Expr applyNet(const Expr &call, const Expr &net);
  Expr finishNet(const Expr &call);
  Expr inlineDefinitions(const Expr &expr,
                         llvm::ArrayRef<llvm::StringRef> bound);
  Expr inlineFunction(const Expr &arg);
  Expr findUnknown(const Expr &expr) const;
  void failUnknown(const Expr &call);
  Expr evalStatement(const Expr &statement);
  Expr failDepth(Span span);
  bool failMemory(uint64_t bytes, Span span);
  bool failTime(Span span);
  void beginLimits();

  mlir::MLIRContext *context;
  EvaluatorHooks hooks;
  EvaluatorOptions options;
  llvm::StringMap<Expr> values;
  llvm::StringMap<llvm::SmallVector<Definition, 1>> functions;
  std::optional<RandomDraws> random;
  unsigned depth = 0;
  uint64_t localCount = 0;
  // Of the statements that are evaluated now.
  using Clock = std::chrono::steady_clock;
  uint64_t steps = 0;
  Clock::time_point deadline;
  /// `ExprMemory::live` when the evaluator was made.
  int64_t memoryBefore;
  /// A call without a function was kept as it is.
  bool hasUnknown = false;
};

} // namespace netc

#endif // NETC_COMPILER_EVALUATOR_EVALUATOR_H
