//===- Prepare.cpp - the net that is trained -----------------------------===//

#include "compiler/Session/Training/Prepare.h"
#include "compiler/Initialization/Initialize.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/Training/DataCoders.h"
#include "compiler/Session/Training/Judged.h"
#include "compiler/Session/Training/Labels.h"
#include "dialects/Net/IR/NetTypes.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

static net::RootOp rootOf(const BuiltNet &net) {
  return *net.module.get().getOps<net::RootOp>().begin();
}

net::RootOp Prepared::root() const { return rootOf(training); }

namespace {

class Preparer {
public:
  Preparer(const Job &job, Table &table, MLIRContext *context)
      : job(job), table(table), context(context) {}

  FailureOr<Prepared> run();

private:
  LogicalResult build();
  LogicalResult buildLosses();
  LogicalResult describePorts();
  LogicalResult attachAll();
  LogicalResult attach(const LossRule &rule, BuiltNet &loss);
  LogicalResult finishShapes();
  LogicalResult initialize();
  LogicalResult makeFeeds();
  bool takesClasses(const LossRule &rule) const;
  bool takesVectors(unsigned output, const Expr &column) const;
  unsigned outputNamed(StringRef name) const;
  std::string freshName(StringRef name, ArrayAttr known) const;
  /// Null for an output that nothing is compared with.
  Expr columnFor(StringRef port) const {
    const Column *column = table.find(port);
    return column ? column->value : Expr();
  }

  const Job &job;
  Table &table;
  MLIRContext *context;
  Prepared result;
  net::RootOp given; ///< of result.net
  SmallVector<std::string> inputs;
  SmallVector<LossRule> rules;
  /// The nets of rules that name one.
  SmallVector<BuiltNet> lossNets;
  /// Columns that losses need: outputs to compare, and other inputs of theirs.
  SmallVector<std::string> compared;
  /// Output to the input of the training net that holds its target.
  llvm::StringMap<std::string> targets;
};

} // namespace

LogicalResult Preparer::build() {
  FailureOr<BuiltNet> built = buildNet(job.net, context);
  if (failed(built))
    return failure();
  if ((*built->module)->hasAttr(coderAttribute))
    return reportError(context, job.net.span(), "bad-argument")
           << "a coder has nothing to train";
  for (const auto &[key, data] : job.weights)
    built->arrays.insert(key, data);
  if (failed(inferShapes(*built->module)))
    return failure();
  result.net = std::move(*built);
  given = rootOf(result.net);
  for (auto name : given.getInputNames().getAsRange<StringAttr>())
    inputs.push_back(name.str());
  return success();
}

/// A loss may do without a target, and may read more than that.
LogicalResult Preparer::buildLosses() {
  for (const LossRule &rule : rules) {
    BuiltNet &net = lossNets.emplace_back();
    auto need = [&](const std::string &column) {
      if (!llvm::is_contained(compared, column))
        compared.push_back(column);
    };
    if (rule.isAutomatic)
      need(rule.output);
    if (!rule.layer)
      continue;
    FailureOr<BuiltNet> built = buildNet(rule.layer, context);
    if (failed(built) || failed(inferShapes(*built->module)))
      return failure();
    net = std::move(*built);
    for (auto name : rootOf(net).getInputNames().getAsRange<StringAttr>())
      if (name.getValue() != "Input")
        need(name.getValue() == "Target" ? rule.output : name.str());
  }
  return success();
}

unsigned Preparer::outputNamed(StringRef name) const {
  net::RootOp root = given;
  return llvm::find_if(root.getOutputNames(),
                       [&](Attribute each) {
                         return cast<StringAttr>(each).getValue() == name;
                       }) -
         root.getOutputNames().begin();
}

/// Whether the loss compares with places of classes, unless vectors are given.
bool Preparer::takesClasses(const LossRule &rule) const {
  Expr layer = rule.layer;
  if (rule.isAutomatic)
    layer = automaticLoss(given, outputNamed(rule.output), false);
  if (!layer.isCall("CrossEntropyLossLayer"))
    return false;
  ArrayRef<Expr> args = layer.args();
  return args.empty() || args[0].isRule() || args[0].isString("Index");
}

/// Whether each example has a number for every number of the output.
bool Preparer::takesVectors(unsigned output, const Expr &column) const {
  net::RootOp root = given;
  auto type = cast<net::ArrayType>(
      (*std::next(root.getOutputs().begin(), output)).getType());
  size_t rank = exampleShape(column).size();
  return kindOf(column) == ValueKind::Arrays &&
         (type.getRanked() ? static_cast<int64_t>(rank) == type.getRank()
                           : rank > 0);
}

/// The data tells coders and shapes, before losses are chosen by them.
LogicalResult Preparer::describePorts() {
  for (auto [i, name] : llvm::enumerate(inputs))
    if (failed(describeInput(given, i, columnFor(name))))
      return failure();
  for (const LossRule &rule : rules) {
    Expr column = columnFor(rule.output);
    if (rule.isAttached() && column &&
        failed(describeOutput(given, outputNamed(rule.output), column,
                              takesClasses(rule))))
      return failure();
  }
  return inferShapes(*result.net.module);
}

std::string Preparer::freshName(StringRef name, ArrayAttr known) const {
  std::string fresh = name.str();
  auto isTaken = [&](Attribute each) {
    return cast<StringAttr>(each).getValue() == fresh;
  };
  for (int i = 2; llvm::any_of(known, isTaken); ++i)
    fresh = name.str() + std::to_string(i);
  return fresh;
}

LogicalResult Preparer::attach(const LossRule &rule, BuiltNet &loss) {
  net::RootOp root = result.root();
  unsigned output = outputNamed(rule.output);
  Expr column = columnFor(rule.output), layer = rule.layer;
  bool vectors = column && takesVectors(output, column);
  if (rule.isAutomatic) {
    if (failed(checkAutomaticLoss(given, output)))
      return failure();
    layer = automaticLoss(given, output, vectors)
                .withSpan(rule.place ? rule.place : job.net.span());
    FailureOr<BuiltNet> built = buildNet(layer, context);
    if (failed(built) || failed(inferShapes(*built->module)))
      return failure();
    loss = std::move(*built);
  }
  std::string prefix = rules.size() == 1 ? "" : rule.output;
  if (!targets.contains(rule.output))
    targets[rule.output] = freshName(prefix + "Target", root.getInputNames());
  LossAttachment attachment{rule.output, targets[rule.output],
                            freshName(prefix + "Loss", root.getOutputNames())};
  if (failed(attachLoss(root, rootOf(loss), attachment)))
    return failure();
  for (const auto &[key, data] : loss.arrays)
    result.training.arrays.insert(attachment.port + "." + key, data);
  result.losses.push_back({attachment.port, rule.scale});
  result.lossLayers.push_back(layer);
  return success();
}

LogicalResult Preparer::attachAll() {
  result.training.module = result.net.module->clone();
  result.training.arrays = result.net.arrays;
  for (auto [rule, loss] : llvm::zip(rules, lossNets)) {
    result.lossOutputs.push_back(rule.output);
    if (rule.isAttached()) {
      if (failed(attach(rule, loss)))
        return failure();
      continue;
    }
    result.losses.push_back({rule.output, rule.scale});
    result.lossLayers.push_back(Expr());
  }
  return success();
}

/// Targets have sizes, too, and may tell those of the net.
LogicalResult Preparer::finishShapes() {
  net::RootOp root = result.root();
  if (failed(inferShapes(*result.training.module)))
    return failure();
  for (auto [name, port] : llvm::zip(
           root.getInputNames().getAsRange<StringAttr>(), root.getInputPorts()))
    for (const auto &target : targets) {
      auto type = cast<net::ArrayType>(port.getType());
      if (target.getValue() == name.getValue() && !type.fixedShape() &&
          columnFor(target.getKey()))
        port.setType(fillType(type, exampleShape(columnFor(target.getKey()))));
    }
  if (failed(inferShapes(*result.training.module)))
    return failure();
  // The given net learns what its losses told.
  SymbolTable symbols(*result.net.module);
  for (auto array : result.training.module->getOps<net::ArrayOp>())
    if (auto same = symbols.lookup<net::ArrayOp>(array.getSymName()))
      same.setType(array.getType());
  return inferShapes(*result.net.module);
}

LogicalResult Preparer::initialize() {
  InitializeOptions options;
  options.seed = job.options.seed;
  fillConstants(*result.training.module, result.training.arrays);
  return initializeArrays(*result.training.module, result.training.arrays,
                          options);
}

LogicalResult Preparer::makeFeeds() {
  net::RootOp root = result.root();
  for (auto [i, name] : llvm::enumerate(root.getInputNames())) {
    Feed feed;
    feed.port = feed.column = cast<StringAttr>(name).str();
    feed.coder = coderAt(root.getInputCodersAttr(), i);
    feed.type = cast<net::ArrayType>(root.getInputPorts()[i].getType());
    for (const auto &target : targets) {
      if (target.getValue() != feed.port)
        continue;
      feed.column = target.getKey().str();
      unsigned output = outputNamed(feed.column);
      if (!takesVectors(output, columnFor(feed.column)))
        feed.coder = coderAt(root.getOutputCodersAttr(), output);
    }
    if (!feed.type.fixedShape())
      return reportError(context, table.place, "unknown-shape")
             << "port \"" << feed.port
             << "\" needs a fixed size to train; this version of netc cannot "
                "train on lengths that vary";
    result.feeds.push_back(feed);
  }
  return success();
}

FailureOr<Prepared> Preparer::run() {
  if (failed(build()))
    return failure();
  FailureOr<SmallVector<LossRule>> read =
      readLossRules(job.options.loss, given);
  if (failed(read))
    return failure();
  rules = std::move(*read);
  if (failed(buildLosses()) ||
      failed(nameColumns(table, inputs, compared, context)) ||
      failed(describePorts()) || failed(attachAll()) ||
      failed(finishShapes()) || failed(initialize()) || failed(makeFeeds()))
    return failure();
  result.outputs = judgedOutputs(result.root(), result.losses);
  result.inputs = std::move(inputs);
  result.targets = std::move(compared);
  return std::move(result);
}

FailureOr<Prepared> training::prepare(const Job &job, Table &table,
                                      MLIRContext *context) {
  return Preparer(job, table, context).run();
}
