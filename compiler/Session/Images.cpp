//===- Images.cpp - image values of the notation -------------------------===//

#include "compiler/Session/Images.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Dense.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace netc {

bool isImage(const Expr &value) {
  return value.isCall("Image") || (value.isList() && !value.args().empty() &&
                                   value.args().front().isCall("Image"));
}

bool isImageData(const Expr &value) {
  return isImage(value) || (value.isNumeric() &&
                            value.array()->element == ElementType::Unsigned8);
}

bool holdsImages(const Expr &column) {
  return column.isList() && llvm::any_of(column.args(), [](const Expr &value) {
           return value.isCall("Image");
         });
}

LogicalResult checkAllImages(const Expr &column, const llvm::Twine &what,
                             MLIRContext *context) {
  if (!column.isList())
    return success();
  for (auto [i, value] : llvm::enumerate(column.args()))
    if (!value.isCall("Image"))
      return reportError(context, value.span() ? value.span() : column.span(),
                         "bad-input")
             << what.str() << ": example " << i + 1 << " is " << describe(value)
             << ", not Image[...], which other examples are";
  return success();
}

namespace {

/// Reads one `Image[data, "type", ColorSpace -> ..., Interleaving -> ...]`.
class ImageReader {
public:
  ImageReader(const Expr &image, const llvm::Twine &what, MLIRContext *context)
      : image(image), what(what.str()), context(context) {}

  FailureOr<ArrayData> read() {
    if (!image.isCall("Image") || image.args().empty())
      return fail(image, "bad-input")
             << "expected Image[...], got " << printValue(image, 0);
    FailureOr<ArrayData> data =
        toDense(image.args()[0], /*booleans=*/false, what, context);
    if (failed(data) || failed(readArguments()) || failed(checkShape(*data)))
      return failure();
    FailureOr<ArrayData> pixels = convertElements(*data, elementOf(*data), [&] {
      return fail(pixelsPlace(), "bad-input");
    });
    if (failed(pixels) || failed(spreadBits(*pixels)))
      return failure();
    return interleaved || pixels->shape.size() == 2 ? pixels
                                                    : interleave(*pixels);
  }

private:
  InFlightDiagnostic fail(const Expr &place, StringRef code) {
    auto error = reportError(context, place.span(), code);
    error << what << ": ";
    return error;
  }

  Expr pixelsPlace() const { return image.args()[0]; }

  LogicalResult readArguments() {
    for (auto [i, argument] : llvm::enumerate(image.args().drop_front())) {
      if (argument.isRule() ? failed(readOption(argument))
                            : failed(readType(argument, i)))
        return failure();
    }
    return success();
  }

  LogicalResult readType(const Expr &argument, size_t place) {
    static constexpr StringRef types[] = {"Bit",    "Byte", "Bit16",
                                          "Real32", "Real", "Real64"};
    if (place > 0 || !argument.isString() ||
        !llvm::is_contained(types, argument.text()))
      return fail(argument, "bad-argument")
             << "an image has the type \"Bit\", \"Byte\", \"Bit16\", "
                "\"Real32\" or \"Real\", not "
             << printValue(argument, 0);
    type = argument.text();
    return success();
  }

  LogicalResult readOption(const Expr &rule) {
    StringRef name = rule.args()[0].nameOrText().value_or("");
    Expr value = rule.args()[1];
    if (name == "ColorSpace")
      return readColorSpace(value);
    if (name == "Interleaving" &&
        (value.asBool() || value.isSymbol("None"))) { // None: no channels
      interleaved = value.asBool().value_or(true);
      return success();
    }
    if (name == "Interleaving")
      return fail(value, "bad-argument")
             << "Interleaving is True or False, not " << printValue(value, 0);
    auto error = fail(rule, "bad-option");
    error << "an image has no option " << printValue(rule.args()[0], 0);
    std::string hint = didYouMean(name, {"ColorSpace", "Interleaving"});
    error.attachNote() << "hint: "
                       << (hint.empty() ? "options are ColorSpace and "
                                          "Interleaving"
                                        : hint);
    return error;
  }

  LogicalResult readColorSpace(const Expr &value) {
    StringRef name = value.nameOrText().value_or("");
    if (name == "Grayscale" || name == "RGB" || name == "Automatic") {
      colorSpace = name;
      return success();
    }
    return fail(value, "bad-argument")
           << "images are Grayscale or RGB here, not " << printValue(value, 0)
           << "; convert the image first";
  }

  LogicalResult checkShape(const ArrayData &data) {
    ArrayRef<int64_t> shape(data.shape);
    if (shape.size() != 2 && shape.size() != 3)
      return fail(pixelsPlace(), "bad-input")
             << "pixels are {rows, columns} or {rows, columns, channels}, got "
                "an array of dimensions "
             << showDimensions(shape);
    int64_t channels = shape.size() == 2 ? 1
                       : interleaved     ? shape.back()
                                         : shape.front();
    // One more is alpha.
    bool isGray = channels == 1 || channels == 2;
    bool fits =
        channels >= 1 && channels <= 4 &&
        (colorSpace == "Automatic" || isGray == (colorSpace == "Grayscale"));
    if (fits)
      return success();
    return fail(pixelsPlace(), "bad-input")
           << (colorSpace == "Automatic"
                   ? std::string("an image has 1 to 4 channels")
                   : (colorSpace == "RGB" ? "an RGB" : "a Grayscale") +
                         std::string(" image has ") +
                         (colorSpace == "RGB" ? "3" : "1") +
                         " channels, or one more with alpha")
           << ", got " << channels << " in an array of dimensions "
           << showDimensions(shape)
           << (interleaved ? "" : " with Interleaving -> False");
  }

  /// Without a type, arrays of bytes and words are such images.
  ElementType elementOf(const ArrayData &data) const {
    bool isWhole = data.element == ElementType::Unsigned8 ||
                   data.element == ElementType::Unsigned16;
    return llvm::StringSwitch<ElementType>(type)
        .Cases({"Bit", "Byte"}, ElementType::Unsigned8)
        .Case("Bit16", ElementType::Unsigned16)
        .Case("Real32", ElementType::Real32)
        .Case("", isWhole ? data.element : ElementType::Real64)
        .Default(ElementType::Real64);
  }

  /// Bits become bytes: 1 is white.
  LogicalResult spreadBits(ArrayData &pixels) {
    if (type != "Bit")
      return success();
    auto bytes = std::make_shared<std::vector<char>>();
    for (char bit : pixels.bytes) {
      if (bit != 0 && bit != 1)
        return fail(pixelsPlace(), "bad-input")
               << "a bit is 0 or 1, not "
               << static_cast<unsigned>(static_cast<unsigned char>(bit));
      bytes->push_back(bit ? '\xff' : 0);
    }
    pixels.bytes = ArrayRef<char>(bytes->data(), bytes->size());
    pixels.owner = bytes;
    return success();
  }

  /// {channels, rows, columns} to {rows, columns, channels}.
  static ArrayData interleave(const ArrayData &planar) {
    int64_t channels = planar.shape[0];
    int64_t places = planar.shape[1] * planar.shape[2];
    size_t size = sizeInBytes(planar.element);
    auto bytes = std::make_shared<std::vector<char>>(planar.bytes.size());
    for (int64_t channel = 0; channel < channels; ++channel)
      for (int64_t i = 0; i < places; ++i)
        std::copy_n(planar.bytes.data() + (channel * places + i) * size, size,
                    bytes->data() + (i * channels + channel) * size);
    ArrayData result = planar;
    result.shape = {planar.shape[1], planar.shape[2], channels};
    result.bytes = ArrayRef<char>(bytes->data(), bytes->size());
    result.owner = bytes;
    return result;
  }

  Expr image;
  std::string what;
  MLIRContext *context;
  StringRef type;
  std::string colorSpace = "Automatic";
  bool interleaved = true;
};

} // namespace

static FailureOr<ArrayData>
readImage(const Expr &image, const llvm::Twine &what, MLIRContext *context) {
  return ImageReader(image, what, context).read();
}

static FailureOr<ImageBatch> readList(const Expr &list, const llvm::Twine &what,
                                      MLIRContext *context) {
  auto bytes = std::make_shared<std::vector<char>>();
  ArrayData first;
  for (auto [i, element] : llvm::enumerate(list.args())) {
    FailureOr<ArrayData> image = readImage(element, what, context);
    if (failed(image))
      return failure();
    if (i == 0)
      first = *image;
    if (image->shape != first.shape || image->element != first.element)
      return reportError(context, element.span(), "bad-input")
             << what.str() << ": image " << i + 1 << " has dimensions "
             << showDimensions(image->shape) << ", image 1 "
             << showDimensions(first.shape)
             << "; images of one list need one size and type";
    bytes->insert(bytes->end(), image->bytes.begin(), image->bytes.end());
  }
  ArrayData all = first;
  all.shape.insert(all.shape.begin(), list.args().size());
  all.owner = bytes;
  all.bytes = llvm::ArrayRef<char>(bytes->data(), bytes->size());
  return ImageBatch{all, true};
}

FailureOr<ImageBatch> readImages(const Expr &value, const llvm::Twine &what,
                                 MLIRContext *context) {
  if (value.isList())
    return readList(value, what, context);
  if (!value.isNumeric()) {
    FailureOr<ArrayData> image = readImage(value, what, context);
    if (failed(image))
      return failure();
    return ImageBatch{*image, false};
  }
  const ArrayData &data = *value.array();
  size_t rank = data.shape.size();
  if (rank < 2 || rank > 4)
    return reportError(context, value.span(), "bad-input")
           << what.str()
           << ": expected images as {rows, columns}, {count, rows, columns} or "
              "{count, rows, columns, channels}, got dimensions "
           << showDimensions(data.shape);
  return ImageBatch{data, rank > 2};
}

std::vector<netrt_image> imagesOf(const ArrayData &data, bool isBatch,
                                  int64_t begin, int64_t end) {
  ArrayRef<int64_t> shape(data.shape);
  if (isBatch)
    shape = shape.drop_front();
  size_t count = end - begin, bytes = sizeInBytes(data.element);
  for (int64_t size : shape)
    bytes *= size;
  std::vector<netrt_image> images(count);
  for (size_t i = 0; i < count; ++i) {
    images[i].struct_size = sizeof(netrt_image);
    images[i].data = data.bytes.data() + (begin + i) * bytes;
    images[i].element = static_cast<netrt_element>(data.element);
    images[i].channels = shape.size() == 3 ? shape[2] : 1;
    images[i].height = shape[0];
    images[i].width = shape[1];
  }
  return images;
}

} // namespace netc
