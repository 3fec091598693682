//===- ReadText.cpp - .net text to nets ----------------------------------===//

#include "compiler/Frontend/Text/Text.h"
#include "compiler/Frontend/Tree/BuildContext.h"
#include "compiler/Initialization/NetInitialize.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Parser.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace netc;

//===----------------------------------------------------------------------===//
// Names of layers
//===----------------------------------------------------------------------===//

// Evaluated associations keep the last of equal keys, so the names of layers
// are compared before.
static LogicalResult checkNames(const Expr &layers, MLIRContext *context) {
  llvm::StringMap<Expr> names;
  for (const Expr &rule : layers.args()) {
    if (!rule.isRule())
      continue;
    std::optional<StringRef> name = rule.args()[0].nameOrText();
    if (!name)
      continue;
    auto [first, isNew] = names.try_emplace(*name, rule.args()[0]);
    if (isNew)
      continue;
    InFlightDiagnostic diagnostic =
        reportError(context, rule.args()[0].span(), "duplicate-name");
    diagnostic << "two layers are named \"" << *name << "\"";
    diagnostic.attachNote(first->second.span().getLocation(context))
        << "the other one is here";
    return diagnostic;
  }
  return success();
}

static LogicalResult checkNamesIn(const Expr &expr, MLIRContext *context) {
  bool isContainer = expr.isCall("NetChain") || expr.isCall("NetGraph");
  if (isContainer && !expr.args().empty() && expr.args()[0].isAssociation() &&
      failed(checkNames(expr.args()[0], context)))
    return failure();
  return checkLayerNames(expr.args(), context);
}

LogicalResult netc::checkLayerNames(ArrayRef<Expr> exprs,
                                    MLIRContext *context) {
  for (const Expr &expr : exprs)
    if (failed(checkNamesIn(expr, context)))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

EvaluatorHooks netc::textHooks(const SourceBuffer &source,
                               MLIRContext *context, NetValues values) {
  EvaluatorHooks hooks;
  hooks.isNetHead = isNetHead;
  hooks.getNetHeads = netHeads;
  hooks.getFutureNetHeads = futureNetHeads;
  hooks.importFile = [&source, context](StringRef path, Span span) {
    return importFile(path, source, span, context);
  };
  hooks.callNetFunction = [context, values](const Expr &call) {
    return netInitialize(call, values == NetValues::Make, context);
  };
  return hooks;
}

//===----------------------------------------------------------------------===//
// Names defined before the text
//===----------------------------------------------------------------------===//

static void collectSymbols(const Expr &expr, SetVector<StringRef> &symbols) {
  if (expr.isSymbol())
    symbols.insert(expr.name());
  if (!expr.isCall())
    return;
  collectSymbols(expr.head(), symbols);
  for (const Expr &arg : expr.args())
    collectSymbols(arg, symbols);
}

static LogicalResult reportUnused(StringRef name, Span span,
                                  const SetVector<StringRef> &symbols,
                                  const Evaluator &evaluator) {
  InFlightDiagnostic error =
      reportError(evaluator.getContext(), span, "unknown-name")
      << "the text never uses the name " << name;
  SmallVector<StringRef> free;
  for (StringRef symbol : symbols)
    if (!evaluator.isProtected(symbol) && !isNetHead(symbol))
      free.push_back(symbol);
  if (std::string hint = didYouMean(name, free); !hint.empty())
    error.attachNote() << "hint: " << hint;
  return error;
}

/// A value that the text never looks at is a slip of the pen: a name it does
/// not use, or one it sets itself first.
static LogicalResult checkDefinition(StringRef name, const Expr &value,
                                     ArrayRef<Expr> statements,
                                     const Evaluator &evaluator) {
  MLIRContext *context = evaluator.getContext();
  if (evaluator.isProtected(name) || isNetHead(name))
    return reportError(context, value.span(), "bad-argument")
           << name << " has a meaning of its own and cannot be defined";
  SetVector<StringRef> symbols;
  for (const Expr &statement : statements) {
    bool sets = statement.isCall("Set", 2) && statement.args()[0].isSymbol(name);
    collectSymbols(sets ? statement.args()[1] : statement, symbols);
    if (symbols.contains(name))
      return success();
    if (!sets)
      continue;
    InFlightDiagnostic error =
        reportError(context, value.span(), "bad-argument")
        << "the text sets " << name << " itself before it uses it";
    error.attachNote(statement.span().getLocation(context)) << "set here";
    return error;
  }
  return reportUnused(name, value.span(), symbols, evaluator);
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
    InFlightDiagnostic diagnostic = reportError(context, whole, "unknown-name")
                                    << "nothing in the text is named "
                                    << options.net;
    std::string hint = didYouMean(options.net, evaluator.getNames());
    if (!hint.empty())
      diagnostic.attachNote() << "hint: " << hint;
    else if (auto names = evaluator.getNames(); !names.empty())
      diagnostic.attachNote() << "its names: " << llvm::join(names, ", ");
    return failure();
  }
  if (!last.isSymbol("Null"))
    return last;
  reportError(context, whole, "no-net") << "the text has no value";
  return failure();
}

LogicalResult netc::checkIsNet(const Expr &value, const Expr &last,
                               MLIRContext *context) {
  if (isNetExpression(value))
    return success();
  return reportError(context, value.span() ? value.span() : last.span(),
                     "no-net")
         << "the text gives " << tree::show(value) << ", which is no net";
}

FailureOr<BuiltNet> netc::readNetText(const SourceBuffer &source,
                                      MLIRContext *context,
                                      const TextOptions &options) {
  FailureOr<SmallVector<Expr>> statements = parseStatements(source, context);
  if (failed(statements))
    return failure();
  if (failed(checkLayerNames(*statements, context)))
    return failure();
  Evaluator evaluator(context, textHooks(source, context), options.limits);
  for (const auto &[name, value] : options.definitions) {
    if (failed(checkDefinition(name, value, *statements, evaluator)))
      return failure();
    evaluator.define(name, value);
  }
  FailureOr<Expr> last = evaluator.evaluate(*statements);
  if (failed(last))
    return failure();
  FailureOr<Expr> net = chooseNet(evaluator, *last, options, source, context);
  if (failed(net))
    return failure();
  if (failed(checkIsNet(*net, statements->back(), context)))
    return failure();
  BuildOptions build;
  build.inputCount = options.inputCount;
  return buildNet(*net, context, build);
}
