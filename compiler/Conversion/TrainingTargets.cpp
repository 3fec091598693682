//===- TrainingTargets.cpp - what a training step changes, and how --------===//

#include "compiler/Conversion/TrainingTargets.h"

#include "compiler/Transforms/Optimizers.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;

namespace {
class TrainingBuilder {
public:
  TrainingBuilder(net::RootOp root, const TrainingRequest &request)
      : root(root), request(request), builder(root.getContext()) {}

  FailureOr<DictionaryAttr> build(unsigned group);

private:
  InFlightDiagnostic report(StringRef code) {
    return emitCoded(root.getLoc(), code);
  }
  FailureOr<Attribute> losses();
  FailureOr<Attribute> optimizer();
  FailureOr<Attribute> arrays(unsigned group);
  LogicalResult checkKeys();
  std::optional<ArrayTraining> trainingOf(net::ArrayOp array, unsigned group);
  std::string groupsOf(StringRef key);
  Attribute number(double value) { return builder.getF64FloatAttr(value); }

  net::RootOp root;
  const TrainingRequest &request;
  Builder builder;
};
} // namespace

FailureOr<Attribute> TrainingBuilder::losses() {
  NamedAttrList list;
  for (const auto &[name, scale] : request.losses) {
    bool known = false;
    for (auto [port, attribute] :
         llvm::zip(root.getOutputs(), root.getOutputNames())) {
      if (cast<StringAttr>(attribute) != name)
        continue;
      known = true;
      if (cast<net::ArrayType>(port.getType()).getElement().isInteger())
        return report("not-a-loss")
               << "output \"" << name << "\" holds integers: it is no loss";
    }
    if (!known)
      return report("unknown-port")
             << "the net has no output port \"" << name << "\" to train by";
    list.set(name, number(scale));
  }
  if (list.empty())
    return report("not-a-loss") << "there is no loss to train by";
  return Attribute(list.getDictionary(builder.getContext()));
}

// The method's own defaults where the request says nothing.
FailureOr<Attribute> TrainingBuilder::optimizer() {
  const OptimizerOptions &options = request.optimizer;
  const OptimizerSchema *schema = findOptimizer(options.method);
  if (!schema)
    return report("bad-option")
           << "unknown method \"" << options.method << "\"; the methods are "
           << llvm::join(optimizerNames(), ", ");
  NamedAttrList list;
  list.set("method", builder.getStringAttr(schema->name));
  for (const OptimizerParameter &parameter : schema->parameters)
    list.set(parameter.name, number(parameter.byDefault));
  for (const auto &[name, value] : options.parameters) {
    if (!list.get(name))
      return report("bad-option")
             << "method \"" << schema->name << "\" has no parameter " << name;
    list.set(name, number(value));
  }
  return Attribute(list.getDictionary(builder.getContext()));
}

LogicalResult TrainingBuilder::checkKeys() {
  auto isKnown = [&](StringRef key) {
    return llvm::any_of(
        root->getParentRegion()->getOps<net::ArrayOp>(),
        [&](net::ArrayOp array) { return array.getSymName() == key; });
  };
  SmallVector<StringRef> keys;
  for (const auto &[key, training] : request.arrays)
    keys.push_back(key);
  for (const auto &group : request.groups)
    keys.append(group.begin(), group.end());
  for (StringRef key : keys)
    if (!isKnown(key))
      return report("unknown-array")
             << "the net has no array \"" << key << "\" to train";
  return success();
}

std::optional<ArrayTraining> TrainingBuilder::trainingOf(net::ArrayOp array,
                                                         unsigned group) {
  std::string key = array.getSymName().str();
  bool isReal = !cast<net::ArrayType>(array.getType()).getElement().isInteger();
  if (!array.getTrainable() || !isReal ||
      (!request.groups.empty() &&
       !llvm::is_contained(request.groups[group], key)))
    return std::nullopt;
  ArrayTraining training;
  if (std::optional<APFloat> multiplier = array.getMultiplier())
    training.multiplier = multiplier->convertToDouble();
  auto given = request.arrays.find(key);
  if (given != request.arrays.end())
    training = given->second;
  if (training.multiplier == 0)
    return std::nullopt;
  return training;
}

// Arrays that the same groups update have had the same number of steps. Empty:
// each step updates the array.
std::string TrainingBuilder::groupsOf(StringRef key) {
  SmallVector<std::string> members;
  for (auto [i, group] : llvm::enumerate(request.groups))
    if (llvm::is_contained(group, key))
      members.push_back(std::to_string(i + 1));
  return members.size() == request.groups.size() ? ""
                                                 : llvm::join(members, "+");
}

FailureOr<Attribute> TrainingBuilder::arrays(unsigned group) {
  if (failed(checkKeys()))
    return failure();
  NamedAttrList list;
  for (auto array : root->getParentRegion()->getOps<net::ArrayOp>()) {
    std::optional<ArrayTraining> training = trainingOf(array, group);
    if (!training)
      continue;
    NamedAttrList settings;
    settings.set("multiplier", number(training->multiplier));
    auto add = [&](StringRef name, std::optional<double> value) {
      if (value)
        settings.set(name, number(*value));
    };
    add("regularization", training->regularization);
    add("gradient_clip", training->gradientClip);
    add("weight_clip", training->weightClip);
    if (std::string groups = groupsOf(array.getSymName()); !groups.empty())
      settings.set("steps", builder.getStringAttr(groups));
    list.set(array.getSymName(), settings.getDictionary(builder.getContext()));
  }
  if (list.empty())
    return report("bad-option") << "there is nothing to train: the net has no "
                                   "arrays that may change";
  return Attribute(list.getDictionary(builder.getContext()));
}

FailureOr<DictionaryAttr> TrainingBuilder::build(unsigned group) {
  FailureOr<Attribute> lossList = losses(), method = failure(),
                       arrayList = failure();
  if (failed(lossList) || failed(method = optimizer()) ||
      failed(arrayList = arrays(group)))
    return failure();
  NamedAttrList result;
  result.set("losses", *lossList);
  result.set("optimizer", *method);
  result.set("arrays", *arrayList);
  if (request.gradients)
    result.set("gradients", builder.getUnitAttr());
  return result.getDictionary(builder.getContext());
}

FailureOr<DictionaryAttr>
netc::trainingAttribute(net::RootOp root, const TrainingRequest &request,
                        unsigned group) {
  return TrainingBuilder(root, request).build(group);
}
