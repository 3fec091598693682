//===- Histogram.cpp - the values of an array as a drawing ---------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Session/Training/Results.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <array>
#include <cmath>

using namespace netc;
using namespace netc::training;

namespace {

/// Equal bins from the least to the greatest finite value.
struct Bins {
  explicit Bins(const ArrayData &array);

  std::array<int64_t, 40> counts{};
  double low = INFINITY, high = -INFINITY;
};

} // namespace

Bins::Bins(const ArrayData &array) {
  int64_t count = array.elementCount();
  for (int64_t i = 0; i < count; ++i) {
    double value = elementAsDouble(array, i);
    if (!std::isfinite(value))
      continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (!(low < high)) {
    double middle = std::isfinite(low) ? low : 0;
    low = middle - 0.5;
    high = middle + 0.5;
  }
  double scale = static_cast<double>(counts.size()) / (high - low);
  for (int64_t i = 0; i < count; ++i) {
    double place = (elementAsDouble(array, i) - low) * scale;
    if (std::isfinite(place))
      ++counts[std::min(static_cast<size_t>(place), counts.size() - 1)];
  }
}

std::string training::drawHistogram(const ArrayData &array,
                                    llvm::StringRef title) {
  constexpr double width = 640, height = 360, margin = 48;
  Bins bins(array);
  auto most = static_cast<double>(
      std::max<int64_t>(1, *llvm::max_element(bins.counts)));
  double step = (width - 2 * margin) / static_cast<double>(bins.counts.size());
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width
      << " " << height << "\" font-family=\"sans-serif\" font-size=\"12\">\n"
      << "<text x=\"" << margin << "\" y=\"24\">";
  llvm::printHTMLEscaped(title, out);
  out << llvm::format(", %lld values</text>\n",
                      static_cast<long long>(array.elementCount()));
  for (auto [i, count] : llvm::enumerate(bins.counts)) {
    double tall = (height - 2 * margin) * static_cast<double>(count) / most;
    out << llvm::format("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                        "height=\"%.1f\" fill=\"#2563a8\"/>\n",
                        margin + step * static_cast<double>(i),
                        height - margin - tall, step - 1, tall);
  }
  out << llvm::format("<text x=\"%.1f\" y=\"%.1f\">%.4g</text>\n"
                      "<text x=\"%.1f\" y=\"%.1f\" "
                      "text-anchor=\"end\">%.4g</text>\n</svg>\n",
                      margin, height - margin / 2, bins.low, width - margin,
                      height - margin / 2, bins.high);
  return text;
}
