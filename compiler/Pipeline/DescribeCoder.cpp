//===- DescribeCoder.cpp - coders of the net dialect as data -------------===//
//
// Reads the parameters as the notation names them (framework.md 6.2, 6.12).
// What the runtime cannot interpret keeps its notation only, so that a host can
// tell.
//
//===----------------------------------------------------------------------===//

#include "compiler/Pipeline/DescribeCoder.h"

#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace netc;

namespace {
/// The parameters of one coder, with the values that absence stands for.
struct Parameters {
  DictionaryAttr attributes;

  StringRef word(StringRef name, StringRef preset) const {
    auto value = attributes.getAs<StringAttr>(name);
    return value ? value.getValue() : preset;
  }
  bool truth(StringRef name) const {
    auto value = attributes.getAs<BoolAttr>(name);
    return value && value.getValue();
  }
  int64_t integer(StringRef name, int64_t preset) const {
    auto value = attributes.getAs<IntegerAttr>(name);
    return value ? value.getInt() : preset;
  }
  bool has(StringRef name) const { return attributes.contains(name); }
};
} // namespace

static void appendReals(Attribute value, std::vector<double> &result) {
  if (auto list = dyn_cast_if_present<ArrayAttr>(value))
    for (Attribute element : list)
      appendReals(element, result);
  else if (auto real = dyn_cast_if_present<FloatAttr>(value))
    result.push_back(real.getValueAsDouble());
  else if (auto integer = dyn_cast_if_present<IntegerAttr>(value))
    result.push_back(integer.getInt());
}

static int32_t methodOf(StringRef name) {
  return llvm::StringSwitch<int32_t>(name)
      .Case("Fit", NETRT_FIT)
      .Case("Fill", NETRT_FILL)
      .Default(NETRT_STRETCH);
}

static int32_t resamplingOf(StringRef name) {
  return llvm::StringSwitch<int32_t>(name)
      .Case("Nearest", NETRT_RESAMPLE_NEAREST)
      .Cases({"Linear", "Bilinear"}, NETRT_RESAMPLE_LINEAR)
      .Case("Cubic", NETRT_RESAMPLE_CUBIC)
      .Case("Lanczos", NETRT_RESAMPLE_LANCZOS)
      .Default(NETRT_RESAMPLE_AUTOMATIC);
}

/// Sets the ends that a word or number of "Alignment" speaks of.
static void align(Attribute value, bool vertical, netrt_image_coder &settings) {
  double &place = vertical ? settings.align_y : settings.align_x;
  if (auto number = dyn_cast<FloatAttr>(value)) {
    // Numbers count from the bottom, rows from the top.
    place =
        vertical ? 1 - number.getValueAsDouble() : number.getValueAsDouble();
    return;
  }
  StringRef word = cast<StringAttr>(value).getValue();
  if (word == "Left" || word == "Right")
    settings.align_x = word == "Right";
  else if (word == "Top" || word == "Bottom")
    settings.align_y = word == "Bottom";
}

static void readAlignment(Attribute value, netrt_image_coder &settings) {
  settings.align_x = settings.align_y = 0.5;
  auto pair = dyn_cast_if_present<ArrayAttr>(value);
  if (pair && pair.size() == 2) {
    align(pair[0], /*vertical=*/false, settings);
    align(pair[1], /*vertical=*/true, settings);
  } else if (isa_and_present<StringAttr>(value)) {
    align(value, /*vertical=*/false, settings);
  }
}

static void readPadding(Attribute value, netrt_image_coder &settings) {
  std::vector<double> color;
  if (auto word = dyn_cast_if_present<StringAttr>(value)) {
    settings.padding =
        word.getValue() == "Fixed" ? NETRT_PAD_EDGE : NETRT_PAD_COLOR;
    color.push_back(word.getValue() == "White");
  }
  appendReals(value, color);
  if (color.empty())
    color.push_back(0);
  // One number stands for all channels.
  for (size_t channel = 0; channel < std::size(settings.pad_color); ++channel)
    settings.pad_color[channel] = color[std::min(channel, color.size() - 1)];
}

/// The number of channels, which for an automatic colour space the port tells.
static std::optional<int32_t> colorOf(const Parameters &parameters,
                                      const PortDescription &port) {
  StringRef space = parameters.word("ColorSpace", "RGB");
  if (space == "Grayscale")
    return NETRT_GRAYSCALE;
  if (space == "RGB")
    return NETRT_RGB;
  if (space != "Automatic" || port.dims.size() != 3)
    return std::nullopt;
  int64_t channels =
      parameters.truth("Interleaving") ? port.dims[2] : port.dims[0];
  if (channels != NETRT_GRAYSCALE && channels != NETRT_RGB)
    return std::nullopt;
  return channels;
}

static std::optional<ImageCoderDescription>
describeImageEncoder(const Parameters &parameters,
                     const PortDescription &port) {
  auto size = parameters.attributes.getAs<ArrayAttr>("ImageSize");
  std::optional<int32_t> color = colorOf(parameters, port);
  if (!size || size.size() != 2 || !color)
    return std::nullopt;
  ImageCoderDescription image;
  netrt_image_coder &settings = image.settings;
  settings.width = cast<IntegerAttr>(size[0]).getInt();
  settings.height = cast<IntegerAttr>(size[1]).getInt();
  settings.color = *color;
  settings.interleave = parameters.truth("Interleaving");
  settings.transpose = parameters.truth("DataTransposed");
  settings.method = methodOf(parameters.word("Method", "Stretch"));
  settings.resampling =
      resamplingOf(parameters.word("Resampling", "Automatic"));
  readAlignment(parameters.attributes.get("Alignment"), settings);
  readPadding(parameters.attributes.get("Padding"), settings);
  appendReals(parameters.attributes.get("MeanImage"), image.mean);
  appendReals(parameters.attributes.get("VarianceImage"), image.variance);
  return image;
}

/// The port tells the size of the images.
static std::optional<ImageCoderDescription>
describeImageDecoder(const Parameters &parameters,
                     const PortDescription &port) {
  if (port.dims.size() != 3 ||
      llvm::any_of(port.dims, [](int64_t size) {
        return size <= 0 || size > INT32_MAX;
      }))
    return std::nullopt;
  ImageCoderDescription image;
  netrt_image_coder &settings = image.settings;
  image.kind = NETRT_CODER_IMAGE_DECODER;
  settings.interleave = parameters.truth("Interleaving");
  settings.transpose = parameters.truth("DataTransposed");
  bool interleaved = settings.interleave;
  int64_t channels = port.dims[interleaved ? 2 : 0];
  settings.height = port.dims[interleaved ? 0 : 1];
  settings.width = port.dims[interleaved ? 1 : 2];
  if (settings.transpose)
    std::swap(settings.width, settings.height);
  // RGB is a default that gives way to the number of channels.
  StringRef space = parameters.word("ColorSpace", "RGB");
  bool isKnown = space == "RGB" || space == "Grayscale" || space == "Automatic";
  if (!isKnown || (channels != NETRT_GRAYSCALE && channels != NETRT_RGB))
    return std::nullopt;
  settings.color = channels;
  appendReals(parameters.attributes.get("MeanImage"), image.mean);
  appendReals(parameters.attributes.get("VarianceImage"), image.variance);
  return image;
}

static LabelDescription describeLabel(Attribute value) {
  LabelDescription label;
  Expr expression = tree::toExpr(value);
  if (expression.isString()) {
    label.text = expression.text();
    return label;
  }
  label.text = toInputForm(expression);
  label.kind = expression.isSymbol() ? NETRT_LABEL_SYMBOL : NETRT_LABEL_OTHER;
  if (expression.isInteger() && expression.asInt64()) {
    label.kind = NETRT_LABEL_INTEGER;
    label.integer = *expression.asInt64();
    label.real = label.integer;
  } else if (expression.isReal()) {
    label.kind = NETRT_LABEL_REAL;
    label.real = *expression.asDouble();
  }
  return label;
}

static ClassCoderDescription describeClassDecoder(const Parameters &parameters,
                                                  const PortDescription &port) {
  ClassCoderDescription classes;
  classes.depth = parameters.integer("InputDepth", 1);
  classes.multilabel = parameters.truth("Multilabel");
  classes.count = port.dims.empty() ? 1 : port.dims.back();
  if (auto labels = parameters.attributes.getAs<ArrayAttr>("Labels"))
    for (Attribute label : labels)
      classes.labels.push_back(describeLabel(label));
  return classes;
}

CoderDescription netc::describeCoder(net::CoderAttr coder,
                                     const PortDescription &port) {
  CoderDescription result;
  result.notation = toInputForm(tree::writeCoder(coder));
  Parameters parameters{coder.getParameters()};
  // Mapped over levels of lists, which only hosts have.
  if (parameters.has("Levels"))
    return result;
  bool encodes = coder.getDirection() == net::CoderDirection::Encoder;
  if (encodes && coder.getType() == "Image") {
    if (auto image = describeImageEncoder(parameters, port))
      result.settings = std::move(*image);
  } else if (coder.getType() == "Image") {
    if (auto image = describeImageDecoder(parameters, port))
      result.settings = std::move(*image);
  } else if (!encodes && coder.getType() == "Class") {
    result.settings = describeClassDecoder(parameters, port);
  }
  return result;
}
