//===- Describe.cpp - ports and arrays of a net as data ------------------===//

#include "compiler/Pipeline/Describe.h"

#include "compiler/Pipeline/DescribeCoder.h"
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

  void describePorts();
  void describeArray(net::ArrayOp array);

private:
  void addPort(StringRef name, net::ArrayType type, int32_t direction,
               Attribute coder);
  SmallVector<int64_t> dims(net::ArrayType type);
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

SmallVector<int64_t> NetDescriber::dims(net::ArrayType type) {
  SmallVector<int64_t> result;
  for (net::Dimension dimension : type.getDimensions()) {
    assert((dimension.isFixed() || dimension.isLength()) &&
           "decomposition refuses nets with sizes that are not known");
    result.push_back(dimension.isLength() ? lengthPlace(dimension.length)
                                          : dimension.size);
  }
  return result;
}

void NetDescriber::addPort(StringRef name, net::ArrayType type,
                           int32_t direction, Attribute coder) {
  PortDescription port;
  port.name = name;
  port.direction = direction;
  port.dims = dims(type);
  net::Element element = type.getElement();
  if (element.isInteger()) {
    port.element = NETRT_INTEGER64;
    port.minimum = element.low;
    port.maximum = element.high;
  }
  if (auto attribute = dyn_cast_if_present<net::CoderAttr>(coder))
    port.coder = describeCoder(attribute, port);
  description.ports.push_back(std::move(port));
}

void NetDescriber::describePorts() {
  auto add = [&](ValueRange values, ArrayAttr names, ArrayAttr coders,
                 int32_t direction) {
    for (auto [place, value] : llvm::enumerate(values))
      addPort(cast<StringAttr>(names[place]).getValue(),
              cast<net::ArrayType>(value.getType()), direction,
              coders ? coders[place] : Attribute());
  };
  SmallVector<Value> inputs(root.getInputPorts());
  add(inputs, root.getInputNames(), root.getInputCodersAttr(), NETRT_INPUT);
  add(root.getOutputs(), root.getOutputNames(), root.getOutputCodersAttr(),
      NETRT_OUTPUT);
}

void NetDescriber::describeArray(net::ArrayOp array) {
  ArrayDescription result;
  result.key = array.getSymName();
  result.dims = dims(array.getType());
  if (array.getType().getElement().isInteger())
    result.element = NETRT_INTEGER64;
  result.role = array.getRole();
  result.flags = array.getTrainable() ? 0 : NETRT_ARRAY_FROZEN;
  if (std::optional<APFloat> multiplier = array.getMultiplier())
    result.learningRateMultiplier = multiplier->convertToDouble();
  description.arrays.push_back(std::move(result));
}

void netc::describeNet(ModuleOp net, LibraryDescription &description) {
  NetDescriber describer(*net.getOps<net::RootOp>().begin(), description);
  describer.describePorts();
  for (net::ArrayOp array : net.getOps<net::ArrayOp>())
    describer.describeArray(array);
}
