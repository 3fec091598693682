//===- Describe.cpp - ports and arrays of a net as data ------------------===//

#include "compiler/Pipeline/Describe.h"

#include "compiler/Pipeline/DescribeCoder.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace netc;

namespace {
/// Fills the tables of one description.
class NetDescriber {
public:
  NetDescriber(net::RootOp root, LibraryDescription &description)
      : root(root), description(description) {}

  LogicalResult describePorts();
  LogicalResult describeArray(net::ArrayOp array);

private:
  LogicalResult addPort(StringRef name, net::ArrayType type, int32_t direction,
                        Attribute coder);
  FailureOr<SmallVector<int64_t>> dims(net::ArrayType type, const Twine &what,
                                       Location location);
  int64_t lengthPlace(StringAttr name);

  net::RootOp root;
  LibraryDescription &description;
};
} // namespace

/// `-1-k` for the named length k of the description.
int64_t NetDescriber::lengthPlace(StringAttr name) {
  auto &lengths = description.lengths;
  auto found = llvm::find(lengths, name.getValue());
  int64_t place = found - lengths.begin();
  if (found == lengths.end())
    lengths.push_back(name.str());
  return -1 - place;
}

FailureOr<SmallVector<int64_t>>
NetDescriber::dims(net::ArrayType type, const Twine &what, Location location) {
  SmallVector<int64_t> result;
  bool known = type.getRanked() && !type.getElement().isUnknown();
  for (net::Dimension dimension : type.getDimensions()) {
    known &= dimension.isFixed() || dimension.isLength();
    result.push_back(dimension.isLength() ? lengthPlace(dimension.length)
                                          : dimension.size);
  }
  if (!known) {
    emitCoded(location, "unknown-shape")
        << "the size of " << what << " could not be determined";
    return failure();
  }
  return result;
}

LogicalResult NetDescriber::addPort(StringRef name, net::ArrayType type,
                                    int32_t direction, Attribute coder) {
  auto sizes = dims(type, "port \"" + name + "\"", root.getLoc());
  if (failed(sizes))
    return failure();
  PortDescription port;
  port.name = name;
  port.direction = direction;
  port.dims = *sizes;
  net::Element element = type.getElement();
  if (element.isInteger()) {
    port.element = NETRT_INTEGER64;
    port.minimum = element.low;
    port.maximum = element.high;
  }
  if (auto attribute = dyn_cast_if_present<net::CoderAttr>(coder))
    port.coder = describeCoder(attribute, port);
  description.ports.push_back(std::move(port));
  return success();
}

LogicalResult NetDescriber::describePorts() {
  auto add = [&](ValueRange values, ArrayAttr names, ArrayAttr coders,
                 int32_t direction) -> LogicalResult {
    for (auto [place, value] : llvm::enumerate(values))
      if (failed(addPort(cast<StringAttr>(names[place]).getValue(),
                         cast<net::ArrayType>(value.getType()), direction,
                         coders ? coders[place] : Attribute())))
        return failure();
    return success();
  };
  SmallVector<Value> inputs(root.getInputPorts());
  if (failed(add(inputs, root.getInputNames(), root.getInputCodersAttr(),
                 NETRT_INPUT)))
    return failure();
  return add(root.getOutputs(), root.getOutputNames(),
             root.getOutputCodersAttr(), NETRT_OUTPUT);
}

LogicalResult NetDescriber::describeArray(net::ArrayOp array) {
  auto sizes = dims(array.getType(), "array \"" + array.getSymName() + "\"",
                    array.getLoc());
  if (failed(sizes))
    return failure();
  ArrayDescription result;
  result.key = array.getSymName();
  result.dims = *sizes;
  if (array.getType().getElement().isInteger())
    result.element = NETRT_INTEGER64;
  result.role = array.getRole();
  result.flags = array.getTrainable() ? 0 : NETRT_ARRAY_FROZEN;
  if (std::optional<APFloat> multiplier = array.getMultiplier())
    result.learningRateMultiplier = multiplier->convertToDouble();
  description.arrays.push_back(std::move(result));
  return success();
}

LogicalResult netc::describeNet(ModuleOp net, LibraryDescription &description) {
  auto roots = net.getOps<net::RootOp>();
  if (!llvm::hasSingleElement(roots))
    return emitCoded(net.getLoc(), "not-a-net")
           << "expected one net, found " << llvm::range_size(roots);
  NetDescriber describer(*roots.begin(), description);
  if (failed(describer.describePorts()))
    return failure();
  for (net::ArrayOp array : net.getOps<net::ArrayOp>())
    if (failed(describer.describeArray(array)))
      return failure();
  return success();
}
