//===- LossPlot.cpp - losses over batches as a drawing -------------------===//

#include "compiler/Session/Training/Results.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace netc;
using namespace netc::training;

namespace {

/// Batches to the right, the logarithm of a loss or norm upwards.
class LossPlot {
public:
  explicit LossPlot(llvm::raw_ostream &out) : out(out) {}

  void include(double loss) {
    if (!(loss > 0) || !std::isfinite(loss))
      return;
    low = std::min(low, std::log10(loss));
    high = std::max(high, std::log10(loss));
  }
  void begin(size_t batches, llvm::StringRef title);
  void addName(size_t place, llvm::StringRef name, llvm::StringRef color);
  void addLine(llvm::ArrayRef<double> losses,
               llvm::function_ref<double(size_t)> place, llvm::StringRef color);
  void end() { out << "</svg>\n"; }

private:
  static constexpr double width = 640, height = 360, margin = 48;

  double x(double batch) const {
    return margin + (width - 2 * margin) * batch / std::max(batches, 1.0);
  }
  double y(double loss) const {
    return height - margin -
           (height - 2 * margin) * (std::log10(loss) - low) / (high - low);
  }

  llvm::raw_ostream &out;
  double batches = 0;
  double low = INFINITY, high = -INFINITY;
};

} // namespace

void LossPlot::begin(size_t count, llvm::StringRef title) {
  batches = static_cast<double>(count);
  if (!(low <= high))
    low = 0, high = 1;
  low = std::floor(low * 2) / 2;
  high = std::max(std::ceil(high * 2) / 2, low + 0.5);
  out << llvm::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
                      "%.0f %.0f\" font-family=\"sans-serif\" "
                      "font-size=\"12\">\n<text x=\"%.0f\" y=\"24\">",
                      width, height, margin)
      << title << "</text>\n";
  for (double exponent = low; exponent <= high + 1e-9; exponent += 0.5) {
    double loss = std::pow(10, exponent), at = y(loss);
    out << llvm::format("<path d=\"M%.1f %.1fH%.1f\" stroke=\"#ddd\"/>"
                        "<text x=\"4\" y=\"%.1f\">%.2g</text>\n",
                        margin, at, width - margin, at + 4, loss);
  }
  out << llvm::format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.0f "
                      "batches</text>\n",
                      width - margin, height - margin / 2, batches);
}

void LossPlot::addLine(llvm::ArrayRef<double> losses,
                       llvm::function_ref<double(size_t)> place,
                       llvm::StringRef color) {
  // More points than pixels show nothing more.
  size_t step = std::max<size_t>(1, losses.size() / 2000);
  out << "<polyline fill=\"none\" stroke=\"" << color << "\" points=\"";
  for (size_t i = 0; i < losses.size(); i += step)
    if (losses[i] > 0 && std::isfinite(losses[i]))
      out << llvm::format("%.1f,%.1f ", x(place(i)), y(losses[i]));
  out << "\"/>\n";
}

void LossPlot::addName(size_t place, llvm::StringRef name,
                       llvm::StringRef color) {
  out << llvm::format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" "
                      "fill=\"",
                      width - margin, 24.0 + 14.0 * static_cast<double>(place))
      << color << "\">";
  llvm::printHTMLEscaped(name, out);
  out << "</text>\n";
}

std::string training::drawNorms(llvm::ArrayRef<Curve> curves,
                                llvm::StringRef title) {
  static constexpr llvm::StringRef colors[] = {"#2563a8", "#d9661f", "#2e8b57",
                                               "#a83279", "#8a6d1b", "#5b5ea6"};
  std::string text;
  llvm::raw_string_ostream out(text);
  LossPlot plot(out);
  size_t batches = 0;
  for (const auto &[name, values] : curves) {
    batches = std::max(batches, values.size());
    for (double value : values)
      plot.include(value);
  }
  plot.begin(batches, title);
  for (auto [i, curve] : llvm::enumerate(curves)) {
    llvm::StringRef color = colors[i % std::size(colors)];
    plot.addLine(
        curve.second, [](size_t at) { return static_cast<double>(at + 1); },
        color);
    plot.addName(i, curve.first, color);
  }
  plot.end();
  return text;
}

std::string training::drawLosses(llvm::ArrayRef<double> batchLosses,
                                 llvm::ArrayRef<double> validation,
                                 llvm::ArrayRef<int64_t> validationPlaces,
                                 llvm::StringRef title) {
  std::string text;
  llvm::raw_string_ostream out(text);
  LossPlot plot(out);
  for (llvm::ArrayRef<double> losses : {batchLosses, validation})
    for (double loss : losses)
      plot.include(loss);
  plot.begin(batchLosses.size(), title);
  plot.addLine(
      batchLosses, [](size_t i) { return static_cast<double>(i + 1); },
      "#2563a8");
  plot.addLine(
      validation.take_front(validationPlaces.size()),
      [&](size_t i) { return static_cast<double>(validationPlaces[i]); },
      "#d9661f");
  plot.end();
  return text;
}
