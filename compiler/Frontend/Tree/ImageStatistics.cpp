//===- ImageStatistics.cpp - images as the mean or variance of a coder ---===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Frontend/Tree/CoderParameters.h"
#include "compiler/Notation/NumericLeaf.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"

using namespace netc;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

/// `Image[data, "type", Interleaving -> ...]`, as far as numbers go.
struct Pixels {
  ArrayData data;
  double white = 1;
  bool isInterleaved = true;

  bool isMatrix() const { return data.shape.size() == 2; }
  bool isPlanar() const { return !isMatrix() && !isInterleaved; }
  int64_t channels() const {
    return isMatrix() ? 1 : isPlanar() ? data.shape[0] : data.shape[2];
  }
  int64_t rows() const { return data.shape[isPlanar() ? 1 : 0]; }
  int64_t columns() const { return data.shape[isPlanar() ? 2 : 1]; }
  Expr at(int64_t channel, int64_t row, int64_t column) const {
    int64_t place = isPlanar()
                        ? (channel * rows() + row) * columns() + column
                        : (row * columns() + column) * channels() + channel;
    return Expr::real(elementAsDouble(data, place) / white);
  }
};

} // namespace

static std::optional<Pixels> readPixels(const Expr &image) {
  std::optional<ArrayData> data = toArrayData(image.args()[0]);
  if (!data || (data->shape.size() != 2 && data->shape.size() != 3))
    return std::nullopt;
  Pixels pixels{*data};
  // As with images at ports: bytes and words need not say their type.
  bool isTyped = image.args().size() > 1 && image.args()[1].isString();
  StringRef type = isTyped ? image.args()[1].text() : "";
  if (type == "Byte" || (!isTyped && data->element == ElementType::Unsigned8))
    pixels.white = 255;
  if (type == "Bit16" || (!isTyped && data->element == ElementType::Unsigned16))
    pixels.white = 65535;
  for (const Expr &option : image.args().drop_front(isTyped ? 2 : 1)) {
    if (!option.isRule())
      return std::nullopt;
    if (option.args()[0].nameOrText() == StringRef("Interleaving"))
      pixels.isInterleaved = option.args()[1].asBool().value_or(true);
  }
  return pixels;
}

template <typename Element> static Expr listOf(int64_t count, Element element) {
  SmallVector<Expr> elements;
  for (int64_t i : llvm::seq<int64_t>(0, count))
    elements.push_back(element(i));
  return Expr::list(elements);
}

Expr tree::encodedImage(const Expr &image) {
  std::optional<Pixels> pixels = readPixels(image);
  if (!pixels)
    return {};
  return listOf(pixels->channels(), [&](int64_t channel) {
    return listOf(pixels->rows(), [&](int64_t row) {
      return listOf(pixels->columns(), [&](int64_t column) {
        return pixels->at(channel, row, column);
      });
    });
  });
}
