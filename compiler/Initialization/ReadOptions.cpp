//===- ReadOptions.cpp - NetInitialize's options -------------------------===//

#include "compiler/Initialization/ReadOptions.h"
#include "compiler/Notation/Distributions.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>
#include <random>

using namespace mlir;
using namespace netc;
using Kind = InitializeMethod::Kind;

namespace {

struct MethodSchema {
  StringRef name;
  Kind kind;
  ArrayRef<StringRef> suboptions;
};

} // namespace

static constexpr StringRef distributionOption[] = {"Distribution"};
static constexpr StringRef randomOptions[] = {"Weights", "Biases"};
static constexpr MethodSchema methods[] = {
    {"Kaiming", Kind::Kaiming, distributionOption},
    {"Xavier", Kind::Xavier, distributionOption},
    {"Orthogonal", Kind::Orthogonal, {}},
    {"Random", Kind::Random, randomOptions},
    {"Identity", Kind::Identity, distributionOption},
};

/// With the nearest of the names, or all of them.
static LogicalResult failName(const Expr &where, StringRef code,
                              const Twine &text, StringRef name,
                              ArrayRef<StringRef> known, StringRef knownAs,
                              MLIRContext *context) {
  InFlightDiagnostic error = reportError(context, where.span(), code);
  error << text;
  if (std::string hint = didYouMean(name, known); !hint.empty())
    error.attachNote() << "hint: " << hint;
  if (known.empty())
    error.attachNote() << "hint: it has no " << knownAs;
  else
    error.attachNote() << knownAs << ": " << llvm::join(known, ", ");
  return error;
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

static FailureOr<const MethodSchema *> findMethod(const Expr &name,
                                                  MLIRContext *context) {
  std::optional<StringRef> text = name.nameOrText();
  SmallVector<StringRef> names;
  for (const MethodSchema &method : methods) {
    if (text == method.name)
      return &method;
    names.push_back(method.name);
  }
  if (text == "Automatic")
    return &methods[0];
  return failName(name, "bad-argument",
                  "there is no initialization method " + toInputForm(name),
                  text.value_or(""), names, "methods", context);
}

/// A number s stands for NormalDistribution[0, s].
static FailureOr<Distribution> readDraws(const Expr &value,
                                         MLIRContext *context) {
  std::optional<double> deviation = value.asDouble();
  if (deviation && *deviation >= 0 && std::isfinite(*deviation))
    return Distribution::normal(*deviation); // 0: no noise
  if (value.isNumber())
    return reportError(context, value.span(), "bad-argument")
           << "expected a distribution or its standard deviation, a number "
              "that is not negative, got "
           << toInputForm(value);
  std::string problem;
  if (std::optional<Distribution> distribution =
          readDistribution(value, problem))
    return *distribution;
  return reportError(context, value.span(), "bad-argument")
         << problem << "; or a number, the standard deviation of a normal one";
}

/// "Normal" and "Uniform" of Kaiming and Xavier.
static LogicalResult readShapeOfDraws(const Expr &value,
                                      InitializeMethod &method,
                                      MLIRContext *context) {
  static constexpr StringRef names[] = {"Normal", "Uniform"};
  std::optional<StringRef> name = value.nameOrText();
  if (!name || !llvm::is_contained(names, *name))
    return failName(value, "bad-argument",
                    "\"Distribution\" of this method is \"Normal\" or "
                    "\"Uniform\", not " +
                        toInputForm(value),
                    name.value_or(""), names, "distributions", context);
  method.isUniform = *name == "Uniform";
  return success();
}

static LogicalResult readSuboption(const Expr &option,
                                   const MethodSchema &schema,
                                   InitializeMethod &method,
                                   MLIRContext *context) {
  std::optional<StringRef> name =
      option.isRule() ? option.args()[0].nameOrText() : std::nullopt;
  if (!name || !llvm::is_contained(schema.suboptions, *name))
    return failName(option, "bad-option",
                    "the method \"" + schema.name + "\" has no option " +
                        toInputForm(option),
                    name.value_or(""), schema.suboptions, "options", context);
  const Expr &value = option.args()[1];
  if (value.isSymbol("Automatic"))
    return success();
  if (method.kind == Kind::Kaiming || method.kind == Kind::Xavier)
    return readShapeOfDraws(value, method, context);
  if (*name == "Biases" && value.isSymbol("None"))
    return success();
  FailureOr<Distribution> draws = readDraws(value, context);
  if (failed(draws))
    return failure();
  if (*name == "Biases")
    method.biases = *draws;
  else
    (*name == "Weights" ? method.weights : method.noise) = *draws;
  return success();
}

FailureOr<InitializeMethod> netc::readInitializeMethod(const Expr &written,
                                                       MLIRContext *context) {
  bool isList = written.isList() && !written.args().empty();
  FailureOr<const MethodSchema *> schema =
      findMethod(isList ? written.args()[0] : written, context);
  if (failed(schema))
    return failure();
  InitializeMethod method;
  method.kind = (*schema)->kind;
  for (const Expr &option :
       isList ? written.args().drop_front() : ArrayRef<Expr>())
    if (failed(readSuboption(option, **schema, method, context)))
      return failure();
  return method;
}

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

FailureOr<uint64_t> netc::readSeed(const Expr &seed, MLIRContext *context) {
  if (std::optional<int64_t> number = seed.asInt64())
    return static_cast<uint64_t>(*number);
  if (seed.isString())
    return seedOf(seed.text());
  // An integer of more than 64 bits.
  if (seed.isInteger())
    return seedOf(toInputForm(seed));
  if (seed.isSymbol("Automatic")) {
    std::random_device device;
    return uint64_t(device()) << 32 | device();
  }
  return reportError(context, seed.span(), "bad-argument")
         << "RandomSeeding is an integer, a text, Automatic or Inherited, not "
         << toInputForm(seed);
}

static LogicalResult readOption(const Expr &option, InitializeOptions &options,
                                MLIRContext *context) {
  static constexpr StringRef names[] = {"Method", "RandomSeeding"};
  std::optional<StringRef> name = option.args()[0].nameOrText();
  const Expr &value = option.args()[1];
  if (name == "Method") {
    FailureOr<InitializeMethod> method = readInitializeMethod(value, context);
    if (failed(method))
      return failure();
    options.method = *method;
    return success();
  }
  if (name == "RandomSeeding") {
    FailureOr<uint64_t> seed = readSeed(value, context);
    if (failed(seed))
      return failure();
    options.seed = *seed;
    return success();
  }
  return failName(option, "bad-option",
                  "NetInitialize has no option " + toInputForm(option),
                  name.value_or(""), names, "options", context);
}

LogicalResult netc::readInitializeOptions(ArrayRef<Expr> args,
                                          InitializeOptions &options,
                                          MLIRContext *context) {
  for (auto [i, arg] : llvm::enumerate(args)) {
    if (arg.isRule()) {
      if (failed(readOption(arg, options, context)))
        return failure();
      continue;
    }
    bool isFirst = i == 0;
    if (isFirst && arg.isSymbol("All"))
      options.all = true;
    else if (!isFirst || !arg.isSymbol("Automatic"))
      return reportError(context, arg.span(), "bad-argument")
             << "NetInitialize takes a net, All, and options; got "
             << toInputForm(arg);
  }
  return success();
}
