//===- CoderPorts.cpp - the arrays that coders give and take --------------===//

#include "compiler/Frontend/Tree/Coders.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;
using net::CoderDirection;

std::optional<int64_t> tree::channelsOf(net::CoderAttr coder) {
  auto space = coder.getParameters().getAs<StringAttr>("ColorSpace");
  if (space.getValue() == "Automatic")
    return std::nullopt;
  // The decoder's RGB is a default that gives way to the number of channels.
  if (coder.getDirection() == CoderDirection::Decoder &&
      space.getValue() == "RGB")
    return std::nullopt;
  return space.getValue() == "Grayscale" ? 1
         : space.getValue() == "CMYK"    ? 4
                                         : 3;
}

static bool isTrue(net::CoderAttr coder, StringRef name) {
  auto truth = coder.getParameters().getAs<BoolAttr>(name);
  return truth && truth.getValue();
}

static net::Dimension dimensionOf(std::optional<int64_t> size) {
  return size ? net::Dimension::fixed(*size) : net::Dimension::unknown();
}

static SmallVector<net::Dimension> imageDimensions(net::CoderAttr coder) {
  net::Dimension channel = dimensionOf(channelsOf(coder));
  net::Dimension width, height;
  if (auto size = coder.getParameters().getAs<ArrayAttr>("ImageSize")) {
    width = dimensionOf(cast<IntegerAttr>(size[0]).getInt());
    height = dimensionOf(cast<IntegerAttr>(size[1]).getInt());
  }
  if (isTrue(coder, "DataTransposed"))
    std::swap(width, height);
  if (isTrue(coder, "Interleaving"))
    return {height, width, channel};
  return {channel, height, width};
}

static std::optional<int64_t> labelCount(net::CoderAttr coder) {
  if (auto labels = coder.getParameters().getAs<ArrayAttr>("Labels"))
    return labels.size();
  return std::nullopt;
}

static void appendDepth(SmallVectorImpl<net::Dimension> &dimensions,
                        net::CoderAttr coder, int64_t preset) {
  auto depth = coder.getParameters().getAs<IntegerAttr>("InputDepth");
  int64_t levels = depth ? depth.getInt() : preset;
  dimensions.append(std::min<int64_t>(levels, 1000), net::Dimension::unknown());
}

// Levels of a coder's own "Dimensions" or of the arrays it is mapped over.
static void appendLevels(SmallVectorImpl<net::Dimension> &dimensions,
                         net::CoderAttr coder, StringRef name,
                         BuildContext &build) {
  auto levels = coder.getParameters().getAs<ArrayAttr>(name);
  if (!levels)
    return;
  for (auto level : levels.getAsRange<IntegerAttr>())
    dimensions.push_back(level.getInt() < 0
                             ? build.freshLength()
                             : net::Dimension::fixed(level.getInt()));
}

static net::Element appendClass(SmallVectorImpl<net::Dimension> &dimensions,
                                net::CoderAttr coder) {
  std::optional<int64_t> count = labelCount(coder);
  if (coder.getDirection() == CoderDirection::Decoder) {
    appendDepth(dimensions, coder, 1);
    if (!dimensions.empty())
      dimensions.back() = dimensionOf(count);
    return net::Element::real();
  }
  auto form = coder.getParameters().getAs<StringAttr>("Form");
  if (!form)
    return net::Element::integer(1, *count);
  dimensions.push_back(dimensionOf(count));
  return net::Element::real();
}

net::ArrayType tree::coderPortType(net::CoderAttr coder, BuildContext &build) {
  SmallVector<net::Dimension> dimensions;
  net::Element element = net::Element::real();
  appendLevels(dimensions, coder, levelsName, build);
  appendLevels(dimensions, coder, "Dimensions", build);
  StringRef type = coder.getType();
  if (type == "Image") {
    llvm::append_range(dimensions, imageDimensions(coder));
  } else if (type == "Class") {
    element = appendClass(dimensions, coder);
  } else if (type == "Boolean" &&
             coder.getDirection() == CoderDirection::Decoder) {
    appendDepth(dimensions, coder, 0);
  } else if (type == "UnitVector") {
    auto size = coder.getParameters().getAs<IntegerAttr>("Size");
    dimensions.push_back(dimensionOf(size.getInt()));
  }
  return net::ArrayType::of(build.context, dimensions, element);
}
