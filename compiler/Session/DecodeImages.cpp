//===- DecodeImages.cpp - arrays of an image decoder to images ------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Session/Images.h"
#include <cmath>

using namespace mlir;

namespace netc {

const netrt_coder *decoderAt(const netrt_net *net, uint32_t port) {
  int32_t place = netrt_get_port(net, port)->coder;
  return place < 0 ? nullptr : netrt_get_coder(net, place);
}

bool hasImageDecoder(const netrt_net *net, uint32_t port) {
  const netrt_coder *coder = decoderAt(net, port);
  return coder && (coder->kind == NETRT_CODER_IMAGE_DECODER ||
                   StringRef(coder->notation).contains("{\"Image\"") ||
                   StringRef(coder->notation).contains("[\"Image\"]"));
}

/// One value, one per channel, or an image in channel-major order.
static double settingAt(const double *values, size_t count, double none,
                        const netrt_image_coder &coder, int64_t x, int64_t y,
                        int64_t channel) {
  if (count == 0)
    return none;
  if (count == 1)
    return values[0];
  if (count == static_cast<size_t>(coder.color))
    return values[channel];
  return values[(channel * coder.height + y) * coder.width + x];
}

/// Where the array has a pixel: the layout of encoders.
static int64_t placeOf(const netrt_image_coder &coder, int64_t x, int64_t y,
                       int64_t channel) {
  int64_t rows = coder.height, columns = coder.width;
  if (coder.transpose) {
    std::swap(x, y);
    std::swap(rows, columns);
  }
  return coder.interleave ? (y * columns + x) * coder.color + channel
                          : (channel * rows + y) * columns + x;
}

/// Pixels of the example whose elements begin at `first`.
static ArrayData decodePixels(const netrt_image_coder &coder,
                              const ArrayData &data, int64_t first) {
  auto pixels = std::make_shared<std::vector<float>>();
  pixels->reserve(size_t(coder.width) * coder.height * coder.color);
  for (int64_t y = 0; y < coder.height; ++y)
    for (int64_t x = 0; x < coder.width; ++x)
      for (int64_t channel = 0; channel < coder.color; ++channel) {
        double mean =
            settingAt(coder.mean, coder.mean_count, 0, coder, x, y, channel);
        double variance = settingAt(coder.variance, coder.variance_count, 1,
                                    coder, x, y, channel);
        int64_t place = first + placeOf(coder, x, y, channel);
        pixels->push_back(elementAsDouble(data, place) * std::sqrt(variance) +
                          mean);
      }
  ArrayData result;
  result.element = ElementType::Real32;
  result.shape = {coder.height, coder.width};
  if (coder.color != NETRT_GRAYSCALE)
    result.shape.push_back(coder.color);
  result.bytes = ArrayRef<char>(reinterpret_cast<const char *>(pixels->data()),
                                pixels->size() * sizeof(float));
  result.owner = pixels;
  return result;
}

static Expr makeImage(ArrayData pixels) {
  bool isGray = pixels.shape.size() == 2;
  llvm::SmallVector<Expr> arguments = {
      makeNumeric(std::move(pixels)), Expr::string("Real32"),
      Expr::rule(Expr::symbol("ColorSpace"),
                 Expr::string(isGray ? "Grayscale" : "RGB"))};
  if (!isGray)
    arguments.push_back(
        Expr::rule(Expr::symbol("Interleaving"), Expr::boolean(true)));
  return Expr::call("Image", arguments);
}

static bool fits(size_t count, const netrt_image_coder &coder) {
  return count <= 1 || count == size_t(coder.color) ||
         count == size_t(coder.color) * coder.width * coder.height;
}

FailureOr<Expr> decodeImages(const netrt_net *net, const Request &request,
                             const ArrayData &data, MLIRContext *context) {
  const netrt_port &port = *netrt_get_port(net, request.port);
  const netrt_coder &decoder = *decoderAt(net, request.port);
  auto fail = [&](StringRef why) {
    return reportError(context, request.key.span(), "unsupported-coder")
           << "port \"" << port.name << "\": " << decoder.notation << " " << why
           << "; ask for the array with None";
  };
  if (decoder.kind != NETRT_CODER_IMAGE_DECODER)
    return fail("gives images that this version of netc cannot make: only "
                "Grayscale and RGB, one or three channels, not in lists");
  auto &coder = *static_cast<const netrt_image_coder *>(decoder.settings);
  if (!fits(coder.mean_count, coder) || !fits(coder.variance_count, coder))
    return fail("has a mean or variance of another size than its images");
  if (static_cast<int32_t>(data.shape.size()) == port.rank)
    return makeImage(decodePixels(coder, data, 0));
  int64_t example = int64_t(coder.width) * coder.height * coder.color;
  llvm::SmallVector<Expr> images;
  for (int64_t i = 0; i < data.shape[0]; ++i)
    images.push_back(makeImage(decodePixels(coder, data, i * example)));
  return Expr::list(images);
}

} // namespace netc
