//===- Columns.cpp - data as dense arrays for the training loop ----------===//

#include "compiler/Session/Training/Columns.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Decoding.h"
#include "compiler/Session/Dense.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/LabelEncoding.h"
#include "compiler/Session/Training/Labels.h"
#include "dialects/Net/IR/NetTypes.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;
using net::CoderDirection;

static ArrayData allocate(ElementType element, ArrayRef<int64_t> shape) {
  ArrayData data;
  data.element = element;
  data.shape.assign(shape.begin(), shape.end());
  auto owner = std::make_shared<std::vector<char>>(data.elementCount() *
                                                   sizeInBytes(element));
  data.bytes = ArrayRef<char>(owner->data(), owner->size());
  data.owner = owner;
  return data;
}

static char *bytesOf(const ArrayData &data) {
  return const_cast<char *>(data.bytes.data()); // allocated above
}

DenseData DenseData::take(ArrayRef<int64_t> places) const {
  DenseData taken{ports, {}, static_cast<int64_t>(places.size())};
  for (const ArrayData &array : arrays) {
    SmallVector<int64_t> shape(array.shape);
    shape[0] = taken.count;
    ArrayData rows = allocate(array.element, shape);
    size_t bytes = count ? array.bytes.size() / count : 0;
    for (auto [i, place] : llvm::enumerate(places))
      memcpy(bytesOf(rows) + i * bytes, array.bytes.data() + place * bytes,
             bytes);
    taken.arrays.push_back(std::move(rows));
  }
  return taken;
}

namespace {

class ColumnEncoder {
public:
  ColumnEncoder(const netrt_net *net, ElementType precision,
                MLIRContext *context)
      : net(net), precision(precision), context(context) {}
  ~ColumnEncoder() { netrt_context_destroy(runtime); }

  FailureOr<ArrayData> encode(const Feed &feed, const Expr &column);

private:
  FailureOr<ArrayData> encodeValues(const Feed &feed, const Expr &column);
  FailureOr<ArrayData> encodeClasses(const Feed &feed, const Expr &column);
  FailureOr<ArrayData> encodeImages(const Feed &feed, const Expr &column);
  LogicalResult encodeBatch(const Feed &feed, const Expr &images,
                            const ArrayData &all, int64_t begin);
  LogicalResult checkShape(const Feed &feed, const ArrayData &data,
                           const Expr &column);
  FailureOr<ArrayData> fitElements(const Feed &feed, ArrayData data,
                                   const Expr &column);
  std::string describe(const Feed &feed) const {
    return feed.port == feed.column
               ? "port \"" + feed.port + "\""
               : "the target of output \"" + feed.column + "\"";
  }

  const netrt_net *net;
  netrt_context *runtime = nullptr;
  ElementType precision;
  MLIRContext *context;
};

} // namespace

//===----------------------------------------------------------------------===//
// Images
//===----------------------------------------------------------------------===//

static uint32_t findPort(const netrt_net *net, StringRef name) {
  uint32_t place = 0;
  while (netrt_get_port(net, place)->name != name ||
         netrt_get_port(net, place)->direction != NETRT_INPUT)
    ++place;
  return place;
}

/// Images of one size at once, into `all` from row `begin` on.
LogicalResult ColumnEncoder::encodeBatch(const Feed &feed, const Expr &images,
                                         const ArrayData &all, int64_t begin) {
  FailureOr<ImageBatch> batch = readImages(images, describe(feed), context);
  if (failed(batch))
    return failure();
  int64_t count = batch->isBatch ? batch->data.shape[0] : 1;
  std::vector<netrt_image> views =
      imagesOf(batch->data, batch->isBatch, 0, count);
  ArrayData rows = sliceRows(all, begin, begin + count);
  netrt_tensor tensor = tensorOf(rows);
  if (netrt_encode_image(runtime, findPort(net, feed.port), views.data(),
                         views.size(), &tensor) == NETRT_OK)
    return success();
  return reportError(context, images.span(), "bad-input")
         << describe(feed) << ": " << netrt_last_error(runtime);
}

FailureOr<ArrayData> ColumnEncoder::encodeImages(const Feed &feed,
                                                 const Expr &column) {
  netrt_options options{};
  options.struct_size = sizeof options;
  options.threads = -1;
  netrt_message message{};
  options.message = &message;
  if (!runtime && netrt_context_create(net, &options, &runtime) != NETRT_OK)
    return reportError(context, {}, "runtime") << message.text;
  int64_t count = *countOf(column);
  SmallVector<int64_t> shape(*feed.type.fixedShape());
  shape.insert(shape.begin(), count);
  ArrayData all = allocate(precision, shape);
  if (column.isNumeric()) {
    if (failed(encodeBatch(feed, column, all, 0)))
      return failure();
    return all;
  }
  for (auto [i, image] : llvm::enumerate(column.args()))
    if (failed(encodeBatch(feed, image, all, i)))
      return failure();
  return all;
}

//===----------------------------------------------------------------------===//
// Labels and numbers
//===----------------------------------------------------------------------===//

/// Labels of a decoder become places, or vectors with a 1 where the loss takes
/// real numbers.
FailureOr<ArrayData> ColumnEncoder::encodeClasses(const Feed &feed,
                                                  const Expr &column) {
  auto labels = feed.coder.getParameters().getAs<ArrayAttr>("Labels");
  if (!labels)
    return toDense(column, /*booleans=*/false, describe(feed), context);
  LabelTable table(llvm::map_to_vector(
      labels, [](Attribute label) { return tree::toExpr(label); }));
  return feed.type.getElement().isInteger()
             ? table.encode(column, context)
             : table.encodeIndicators(column, context);
}

FailureOr<ArrayData> ColumnEncoder::encodeValues(const Feed &feed,
                                                 const Expr &column) {
  StringRef type = feed.coder ? feed.coder.getType() : StringRef();
  bool isDecoder =
      feed.coder && feed.coder.getDirection() == CoderDirection::Decoder;
  if (type == "Class" && isDecoder)
    return encodeClasses(feed, column);
  bool areImages = holdsImages(column);
  if (areImages && failed(checkAllImages(column, describe(feed), context)))
    return failure();
  if (type == "Image" && !isDecoder && (areImages || isImageData(column)))
    return encodeImages(feed, column);
  if (areImages)
    return reportError(context, column.span(), "bad-input")
           << describe(feed)
           << " takes arrays, not images: it has no image encoder";
  Expr values = column;
  if (feed.coder && !isDecoder) {
    FailureOr<Expr> encoded = encodeLabels(
        column, toInputForm(tree::writeCoder(feed.coder)), context);
    if (failed(encoded))
      return failure();
    values = *encoded;
  }
  return toDense(values, /*booleans=*/type == "Boolean", describe(feed),
                 context);
}

LogicalResult ColumnEncoder::checkShape(const Feed &feed, const ArrayData &data,
                                        const Expr &column) {
  SmallVector<int64_t> needed = *feed.type.fixedShape();
  ArrayRef<int64_t> shape(data.shape);
  if (!shape.empty() && shape.drop_front() == ArrayRef(needed))
    return success();
  auto show = [](ArrayRef<int64_t> sizes) {
    return sizes.empty() ? std::string("a number")
           : sizes.size() == 1
               ? "a vector of length " + std::to_string(sizes[0])
               : "an array of dimensions " + showDimensions(sizes);
  };
  return reportError(context, column.span(), "bad-input")
         << describe(feed) << " needs " << show(needed)
         << " for each example, got " << show(shape.drop_front());
}

FailureOr<ArrayData> ColumnEncoder::fitElements(const Feed &feed,
                                                ArrayData data,
                                                const Expr &column) {
  bool isWhole = feed.type.getElement().isInteger();
  size_t size = sizeInBytes(data.element);
  bool isAligned = reinterpret_cast<uintptr_t>(data.bytes.data()) % size == 0;
  if (!isWhole && isAligned)
    return data;
  FailureOr<ArrayData> fitted =
      convertElements(data, isWhole ? ElementType::Integer64 : precision, [&] {
        return reportError(context, column.span(), "bad-input")
               << describe(feed) << ": ";
      });
  if (failed(fitted) || !isWhole)
    return fitted;
  net::Element element = feed.type.getElement();
  for (int64_t i = 0, count = fitted->elementCount(); i < count; ++i) {
    int64_t value;
    memcpy(&value, fitted->bytes.data() + i * sizeof value, sizeof value);
    if (value < element.low || value > element.high)
      return reportError(context, column.span(), "index-out-of-range")
             << describe(feed) << ": " << value << " is not in " << element.low
             << ".." << element.high << ", in example "
             << i / (count / fitted->shape[0]) + 1;
  }
  return fitted;
}

FailureOr<ArrayData> ColumnEncoder::encode(const Feed &feed,
                                           const Expr &column) {
  FailureOr<ArrayData> data = encodeValues(feed, column);
  if (failed(data) || failed(checkShape(feed, *data, column)))
    return failure();
  return fitElements(feed, *data, column);
}

FailureOr<DenseData> training::encodeData(const Table &table,
                                          ArrayRef<Feed> feeds,
                                          const netrt_net *net,
                                          ElementType precision,
                                          MLIRContext *context) {
  ColumnEncoder encoder(net, precision, context);
  DenseData dense;
  dense.count = table.count;
  for (const Feed &feed : feeds) {
    FailureOr<ArrayData> data =
        encoder.encode(feed, table.find(feed.column)->value);
    if (failed(data))
      return failure();
    dense.ports.push_back(feed.port);
    dense.arrays.push_back(std::move(*data));
  }
  return std::move(dense);
}
