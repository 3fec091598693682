//===- ReadText.cpp - .net text to nets ----------------------------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Frontend/Tree/BuildContext.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Notation/Parser.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace netc;

//===----------------------------------------------------------------------===//
// Names of layers
//===----------------------------------------------------------------------===//

// Evaluated associations keep the last of equal keys, so the names of layers are
// compared before.
static LogicalResult checkNames(const Expr &layers, MLIRContext *context) {
  llvm::StringSet<> names;
  for (const Expr &rule : layers.args()) {
    if (!rule.isRule())
      continue;
    std::optional<StringRef> name = rule.args()[0].nameOrText();
    if (name && !names.insert(*name).second) {
      reportError(context, rule.args()[0].span(), "duplicate-name")
          << "two layers are named \"" << *name << "\"";
      return failure();
    }
  }
  return success();
}

static LogicalResult checkLayerNames(const Expr &expr, MLIRContext *context) {
  bool isContainer = expr.isCall("NetChain") || expr.isCall("NetGraph");
  if (isContainer && !expr.args().empty() &&
      expr.args()[0].isAssociation() &&
      failed(checkNames(expr.args()[0], context)))
    return failure();
  for (const Expr &arg : expr.args())
    if (failed(checkLayerNames(arg, context)))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

// Files are named relative to the text that imports them.
static FailureOr<Expr> importFile(StringRef path, const SourceBuffer &source,
                                  Span span, MLIRContext *context) {
  SmallString<128> full(path);
  if (!llvm::sys::path::is_absolute(path)) {
    full = llvm::sys::path::parent_path(source.getName());
    llvm::sys::path::append(full, path);
  }
  FailureOr<ArrayData> data = readArrayFile(full, [&] {
    return emitError(span.getLocation(context));
  });
  if (failed(data))
    return failure();
  return makeNumeric(std::move(*data), span);
}

static EvaluatorHooks netHooks(const SourceBuffer &source,
                               MLIRContext *context) {
  EvaluatorHooks hooks;
  hooks.isNetHead = isNetHead;
  hooks.getNetHeads = netHeads;
  hooks.importFile = [&source, context](StringRef path, Span span) {
    return importFile(path, source, span, context);
  };
  return hooks;
}

// The value of a name, or of the last statement that has one.
static FailureOr<Expr> chooseNet(Evaluator &evaluator, const Expr &last,
                                 const TextOptions &options,
                                 const SourceBuffer &source,
                                 MLIRContext *context) {
  Span whole{&source, 0, 0};
  if (!options.net.empty()) {
    if (Expr value = evaluator.lookup(options.net))
      return value;
    InFlightDiagnostic diagnostic =
        reportError(context, whole, "unknown-name")
        << "nothing in the text is named " << options.net;
    std::string hint = didYouMean(options.net, evaluator.getNames());
    if (!hint.empty())
      diagnostic.attachNote() << "hint: " << hint;
    return failure();
  }
  if (!last.isSymbol("Null"))
    return last;
  reportError(context, whole, "no-net") << "the text has no value";
  return failure();
}

FailureOr<BuiltNet> netc::readNetText(const SourceBuffer &source,
                                      MLIRContext *context,
                                      const TextOptions &options) {
  FailureOr<SmallVector<Expr>> statements = parseStatements(source, context);
  if (failed(statements))
    return failure();
  for (const Expr &statement : *statements)
    if (failed(checkLayerNames(statement, context)))
      return failure();
  Evaluator evaluator(context, netHooks(source, context));
  for (const auto &[name, value] : options.definitions)
    evaluator.define(name, value);
  FailureOr<Expr> last = evaluator.evaluate(*statements);
  if (failed(last))
    return failure();
  FailureOr<Expr> net = chooseNet(evaluator, *last, options, source, context);
  if (failed(net))
    return failure();
  if (!isNetExpression(*net)) {
    reportError(context, net->span() ? net->span() : statements->back().span(),
                "no-net")
        << "the text gives " << tree::show(*net) << ", which is no net";
    return failure();
  }
  BuildOptions build;
  build.inputCount = options.inputCount;
  return buildNet(*net, context, build);
}
