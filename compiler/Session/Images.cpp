//===- Images.cpp - image values of the notation -------------------------===//

#include "compiler/Session/Images.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Dense.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace netc {

bool isImageData(const Expr &value) {
  if (value.isCall("Image"))
    return true;
  if (value.isNumeric())
    return value.array()->element == ElementType::Unsigned8;
  return value.isList() && !value.args().empty() &&
         value.args().front().isCall("Image");
}

/// The element type that `Image`'s second argument names; real by default.
static FailureOr<ElementType> pixelType(const Expr &image,
                                        MLIRContext *context) {
  for (const Expr &argument : image.args().drop_front()) {
    if (!argument.isString())
      continue;
    auto type = llvm::StringSwitch<std::optional<ElementType>>(argument.text())
                    .Case("Byte", ElementType::Unsigned8)
                    .Case("Bit16", ElementType::Unsigned16)
                    .Cases({"Real32", "Real", "Real64"}, ElementType::Real64)
                    .Default(std::nullopt);
    if (!type)
      return reportError(context, argument.span(), "bad-argument")
             << "an image has the type \"Byte\", \"Bit16\", \"Real32\" or "
                "\"Real\", not "
             << toInputForm(argument);
    return *type;
  }
  return ElementType::Real64;
}

static FailureOr<ArrayData>
readImage(const Expr &image, const llvm::Twine &what, MLIRContext *context) {
  if (!image.isCall("Image") || image.args().empty())
    return reportError(context, image.span(), "bad-input")
           << what.str() << ": expected Image[...], got " << toInputForm(image);
  FailureOr<ElementType> type = pixelType(image, context);
  FailureOr<ArrayData> data = toDense(image.args()[0], false, what, context);
  if (failed(type) || failed(data))
    return failure();
  size_t rank = data->shape.size();
  if (rank != 2 && rank != 3)
    return reportError(context, image.args()[0].span(), "bad-input")
           << what.str()
           << ": pixels are {rows, columns} or {rows, columns, channels}, got "
              "an array of dimensions "
           << showDimensions(data->shape);
  return convertElements(*data, *type, [&] {
    return reportError(context, image.args()[0].span(), "bad-input")
           << what.str() << ": ";
  });
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
