//===- Analysis.cpp - what the compiler finds in a text ------------------===//

#include "compiler/LanguageServer/Analysis.h"
#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/LanguageServer/Recovery.h"
#include "compiler/Notation/Parser.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/ShapeSolver.h"

using namespace netc;
using namespace netc::lsp;
using namespace mlir;

/// An editor waits for it after each key; netc itself may take longer.
static constexpr uint64_t stepLimit = 2'000'000;
/// Layers of a wrong net that are looked at each for itself.
static constexpr unsigned mostParts = 500;

Analysis::Analysis(const SourceBuffer &source)
    : source(source), context(MLIRContext::Threading::DISABLED) {
  context.printOpOnDiagnostic(false);
  ProblemCollector collector(&context, source);
  SmallVector<Span> unread;
  ParseOptions options;
  options.unread = &unread;
  FailureOr<SmallVector<Expr>> statements =
      parseStatements(source, &context, options);
  if (succeeded(statements)) {
    llvm::for_each(unread, [&](Span span) { collector.addHole(span); });
    evaluateAndBuild(*statements, collector);
  }
  problems = std::move(collector.problems);
}

/// Definitions may hold nets that no other uses yet.
static void addNet(const Expr &value, SmallVectorImpl<Expr> &found) {
  if (isNetExpression(value) &&
      llvm::none_of(found, [&](Expr &net) { return net.isIdentical(value); }))
    found.push_back(value);
}

void Analysis::evaluateAndBuild(ArrayRef<Expr> statements,
                                ProblemCollector &collector) {
  EvaluatorOptions options;
  options.stepLimit = stepLimit;
  Evaluator evaluator(&context, textHooks(source, &context, NetValues::Check), options);
  RecoveringEvaluator recovering(evaluator, collector);
  SmallVector<Expr> values;
  Expr last;
  for (const Expr &statement : statements) {
    (void)checkLayerNames(llvm::ArrayRef(statement), &context);
    Expr value = recovering.evaluate(statement);
    addNet(value, values);
    if (!value.isSymbol("Null"))
      last = value;
  }
  for (const Expr &net : values)
    if (size_t known = layers.size(); !build(net)) {
      if (layers.size() == known)
        buildKnownPart(net, collector);
      checkParts(net, collector);
    }
  // A text that is not finished, or is one of definitions, says nothing wrong.
  if (values.empty() && last && collector.problems.empty())
    (void)checkIsNet(last, statements.back(), &context);
}

/// False where something is wrong, even if layers and shapes are known.
bool Analysis::build(const Expr &net) {
  FailureOr<BuiltNet> built = buildNet(net, &context);
  if (failed(built))
    return false;
  nets.push_back(std::move(*built));
  return addLayers(*nets.back().module);
}

/// Layers and coders each for itself, since a net ends at its first conflict.
void Analysis::checkParts(const Expr &net, ProblemCollector &collector) {
  // How many inputs a layer has is often known in its net only.
  collector.ignoredCode = "missing-input";
  unsigned budget = mostParts;
  checkAlone(net.args(), budget);
  collector.ignoredCode.clear();
}

void Analysis::checkAlone(ArrayRef<Expr> parts, unsigned &budget) {
  for (const Expr &part : parts) {
    if (budget == 0)
      return;
    if (part.isRule())
      checkAlone(part.args()[1], budget);
    else if (part.isList() || part.isAssociation() || part.isCall("NetChain") ||
             part.isCall("NetGraph"))
      checkAlone(part.args(), budget);
    else if (isNetExpression(part)) {
      --budget;
      FailureOr<BuiltNet> alone = buildNet(part, &context);
      if (failed(alone))
        continue;
      for (auto root : (*alone->module).getOps<net::RootOp>())
        (void)net::ShapeSolver(root).solve();
    }
  }
}

/// Whether a problem or a part without a value lies in it.
static bool isWrong(const Expr &part, const ProblemCollector &collector) {
  Span span = part.span();
  return part.isSymbol("$Failed") || collector.touchesHole(span) ||
         llvm::any_of(collector.problems, [&](const Problem &problem) {
           return problem.range.overlaps({span.begin, span.end});
         });
}

/// The layers of a chain before the first wrong one, and a graph without its
/// wrong edges, for their shapes.
void Analysis::buildKnownPart(const Expr &net, ProblemCollector &collector) {
  bool isGraph = net.isCall("NetGraph") && net.args().size() >= 2 &&
                 net.args()[1].isList();
  if ((!isGraph && !net.isCall("NetChain")) || net.args().empty() ||
      (!net.args()[0].isList() && !net.args()[0].isAssociation()))
    return;
  auto isPartWrong = [&](const Expr &part) { return isWrong(part, collector); };
  const Expr &layers = net.args()[0];
  SmallVector<Expr> args{layers};
  if (isGraph) {
    SmallVector<Expr> edges(net.args()[1].args());
    llvm::erase_if(edges, isPartWrong);
    args.push_back(Expr::list(edges, net.args()[1].span()));
  } else {
    args[0] = Expr::call(layers.head(), layers.args().take_until(isPartWrong),
                         layers.span());
  }
  // What the net ends in is not known, but its input is.
  for (const Expr &option : net.args().drop_front(args.size()))
    if (option.isRule() && option.args()[0].nameOrText() == "Input" &&
        !isPartWrong(option))
      args.push_back(option);
  collector.isMuted = true;
  build(Expr::call(net.head(), args, net.span()));
  collector.isMuted = false;
}

bool Analysis::addLayers(ModuleOp module) {
  bool isGood = true;
  for (auto root : module.getOps<net::RootOp>()) {
    net::ShapeSolver solver(root);
    isGood &= succeeded(solver.solve());
    // After a conflict, too, much is known.
    solver.writeBack();
    root->walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (isa<net::RootOp, net::YieldOp>(op))
        return;
      if (std::optional<ByteRange> range = findRange(op->getLoc(), source))
        layers.push_back({*range, op});
    });
  }
  return isGood;
}
