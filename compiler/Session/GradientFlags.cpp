//===- GradientFlags.cpp - targets and imposed gradients as flags ---------===//

#include "compiler/Session/GradientFlags.h"
#include "compiler/Notation/Parser.h"
#include "compiler/Session/GradientNames.h"
#include "compiler/Session/Values.h"

using namespace mlir;

namespace netc {

/// The ends of the parts of `a,{1, "b"},c`: commas in brackets and strings do
/// not separate.
static llvm::SmallVector<StringRef> splitTargets(StringRef text) {
  llvm::SmallVector<StringRef> parts;
  size_t begin = 0;
  int depth = 0;
  bool isQuoted = false;
  for (size_t i = 0; i <= text.size(); ++i) {
    char c = i < text.size() ? text[i] : ',';
    if (c == '"')
      isQuoted = !isQuoted;
    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    bool isEnd = i == text.size() || (c == ',' && !isQuoted && depth == 0);
    if (!isEnd)
      continue;
    parts.push_back(text.slice(begin, i).trim());
    begin = i + 1;
  }
  return parts;
}

/// `Input`, `1.Weights`, `all`; or as in the brackets of NetPortGradient.
static FailureOr<Expr> readTarget(StringRef text, const SourceBuffer &source,
                                  SourceFiles &sources, MLIRContext *context) {
  auto begin = static_cast<uint32_t>(text.begin() - source.getText().begin());
  Span span{&source, begin, begin + static_cast<uint32_t>(text.size())};
  auto request = [&](const Expr &target) {
    return target.isCall("NetPortGradient")
               ? target
               : Expr::call("NetPortGradient", {target}, span);
  };
  if (text.empty())
    return reportError(context, span, "bad-argument")
           << "--of takes input ports, arrays such as 1.Weights, or all";
  if (text.equals_insensitive("all"))
    return request(Expr::symbol("All", span));
  bool isNotation = text.starts_with("{") || text.starts_with("\"") ||
                    text.starts_with("NetPortGradient[");
  if (isNotation) {
    FailureOr<Expr> target = parseFlag("--of", text, sources, context);
    if (failed(target))
      return failure();
    return request(*target);
  }
  llvm::SmallVector<Expr> steps = stepsOfKey(text, span);
  return request(steps.size() == 1 ? Expr::string(text, span)
                                   : Expr::list(steps, span));
}

FailureOr<Expr> readTargets(StringRef text, SourceFiles &sources,
                            MLIRContext *context) {
  const SourceBuffer &source = sources.add("--of", text.str());
  llvm::SmallVector<Expr> requests;
  for (StringRef part : splitTargets(source.getText())) {
    FailureOr<Expr> request = readTarget(part, source, sources, context);
    if (failed(request))
      return failure();
    requests.push_back(*request);
  }
  return requests.size() == 1 ? requests[0] : Expr::list(requests);
}

LogicalResult readImposed(StringRef argument, SourceFiles &sources,
                          llvm::SmallVectorImpl<NamedValue> &imposed,
                          MLIRContext *context) {
  auto given =
      parseInputArgument("--output-gradient", argument, sources, context);
  if (failed(given))
    return failure();
  const SourceBuffer &source = sources.add("--output-gradient", argument.str());
  for (NamedValue &value : *given) {
    StringRef port = value.port.empty() ? value.key : value.port;
    if (port.empty())
      return reportError(context,
                         {&source, 0, static_cast<uint32_t>(argument.size())},
                         "bad-argument")
             << "expected the output port first: PORT=VALUE";
    Span place{&source, 0, static_cast<uint32_t>(port.size())};
    if (!value.gradient)
      value.gradient =
          Expr::call("NetPortGradient", {Expr::string(port, place)}, place);
    imposed.push_back(value);
  }
  return success();
}

} // namespace netc
