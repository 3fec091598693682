//===- Coders.cpp - NetEncoder and NetDecoder ----------------------------===//

#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Frontend/Tree/CoderParameters.h"
#include "compiler/Notation/Parser.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;
using net::CoderDirection;

bool tree::isCoderExpression(const Expr &expr) {
  return expr.isCall("NetEncoder") || expr.isCall("NetDecoder");
}

bool tree::isCoderType(StringRef name, CoderDirection direction) {
  return findCoder(name, direction) || isUnsupportedCoder(name);
}

SmallVector<StringRef> tree::coderTypes(CoderDirection direction) {
  SmallVector<StringRef> types;
  for (const CoderSchema &schema : coderSchemas())
    if (schema.direction == direction)
      types.push_back(schema.type);
  return types;
}

static StringRef headOf(CoderDirection direction) {
  return direction == CoderDirection::Encoder ? "NetEncoder" : "NetDecoder";
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

namespace {

/// Reads the parameters of one coder.
class CoderReader {
public:
  CoderReader(const CoderSchema &schema, const Expr &call,
              const BuildContext &build)
      : schema(schema), call(call), build(build) {}

  FailureOr<net::CoderAttr> read(ArrayRef<Expr> arguments) {
    unsigned place = 0;
    for (const Expr &argument : arguments) {
      LogicalResult result = argument.isRule() ? readOption(argument)
                                               : readPlace(argument, place++);
      if (failed(result))
        return failure();
    }
    if (failed(complete()))
      return failure();
    auto coder = net::CoderAttr::get(
        build.context, schema.direction, schema.type,
        DictionaryAttr::get(build.context, parameters.getAttrs()));
    if (failed(checkStatistics(coder)))
      return failure();
    return coder;
  }

private:
  LogicalResult readPlace(const Expr &argument, unsigned place) {
    if (place < schema.positional)
      return store(schema.parameters[place], argument);
    build.error(argument, "bad-argument")
        << name() << " takes " << schema.positional
        << " arguments before its options, got " << show(argument);
    return failure();
  }

  LogicalResult readOption(const Expr &rule) {
    std::optional<StringRef> option = rule.args()[0].nameOrText();
    auto *found = llvm::find_if(
        schema.parameters,
        [&](const ParameterSchema &each) { return each.name == option; });
    if (found != schema.parameters.end())
      return store(*found, rule.args()[1]);
    InFlightDiagnostic diagnostic =
        build.error(rule.args()[0], "bad-option")
        << name() << " has no parameter " << show(rule.args()[0]);
    SmallVector<StringRef> names;
    for (const ParameterSchema &each : schema.parameters)
      names.push_back(each.name);
    diagnostic.attachNote() << "its parameters are " << llvm::join(names, ", ");
    build.hintNearest(diagnostic, option.value_or(""), names);
    return failure();
  }

  LogicalResult store(const ParameterSchema &parameter, const Expr &value) {
    if (parameters.get(parameter.name)) {
      build.error(value, "bad-option")
          << name() << ": \"" << parameter.name << "\" is given twice";
      return failure();
    }
    Attribute attribute = readParameter(parameter, value, build.context);
    if (!attribute) {
      build.error(value, "bad-argument")
          << name() << ": \"" << parameter.name << "\" must be "
          << allowedValues(parameter) << ", got " << show(value);
      return failure();
    }
    parameters.set(parameter.name, attribute);
    return success();
  }

  // Fills in what is always there and drops what says the default.
  LogicalResult complete() {
    Builder builder(build.context);
    for (const ParameterSchema &parameter : schema.parameters) {
      Attribute value = parameters.get(parameter.name);
      if (parameter.name == "ImageSize" && !value)
        parameters.set("ImageSize", builder.getI64ArrayAttr({128, 128}));
      if (parameter.name == "ColorSpace" && !value)
        parameters.set("ColorSpace", builder.getStringAttr("RGB"));
      if (value && value == defaultOf(parameter))
        parameters.erase(parameter.name);
    }
    return checkRequired();
  }

  LogicalResult checkRequired() {
    for (StringRef required : {"Labels", "Size"}) {
      bool isNeeded = schema.direction == CoderDirection::Encoder &&
                      llvm::any_of(schema.parameters, [&](auto &each) {
                        return each.name == required;
                      });
      if (!isNeeded || parameters.get(required))
        continue;
      build.error(call, "bad-argument")
          << name() << " needs its parameter \"" << required << "\"";
      return failure();
    }
    return success();
  }

  // As many numbers as channels or pixels, where their number is known.
  LogicalResult checkStatistics(net::CoderAttr coder) {
    auto size = coder.getParameters().getAs<ArrayAttr>("ImageSize");
    std::optional<int64_t> channels = size ? channelsOf(coder) : std::nullopt;
    if (!channels)
      return success();
    int64_t pixels = *channels;
    for (auto extent : size.getAsRange<IntegerAttr>())
      pixels *= extent.getInt();
    for (StringRef each : {"MeanImage", "VarianceImage"}) {
      Attribute value = coder.getParameters().get(each);
      int64_t count = countNumbers(value);
      if (count == pixels && count != *channels) {
        if (failed(checkRows(each, value, size)))
          return failure();
        continue;
      }
      if (count <= 1 || count == *channels)
        continue;
      build.error(call, "bad-argument")
          << name() << ": \"" << each << "\" holds " << count
          << " numbers where 1, " << *channels << " (channels) or " << pixels
          << " (channels and pixels) were expected";
      return failure();
    }
    return success();
  }

  // As many pixels in other rows are another image.
  LogicalResult checkRows(StringRef parameter, Attribute value,
                          ArrayAttr size) {
    auto row = cast<ArrayAttr>(value);
    bool isNested = isa<ArrayAttr>(row[0]);
    while (auto inner = dyn_cast<ArrayAttr>(row[0]))
      row = inner;
    int64_t width = cast<IntegerAttr>(size[0]).getInt();
    if (!isNested || static_cast<int64_t>(row.size()) == width)
      return success();
    return build.error(call, "bad-argument")
           << name() << ": \"" << parameter << "\" has rows of " << row.size()
           << " pixels where " << width << " were expected";
  }

  static int64_t countNumbers(Attribute value) {
    auto list = dyn_cast_if_present<ArrayAttr>(value);
    if (!list)
      return isa_and_present<FloatAttr, IntegerAttr>(value);
    int64_t count = 0;
    for (Attribute element : list)
      count += countNumbers(element);
    return count;
  }

  Attribute defaultOf(const ParameterSchema &parameter) {
    if (parameter.defaultText.empty())
      return {};
    SourceBuffer source("default", parameter.defaultText.str());
    FailureOr<Expr> value = parseExpression(source, build.context);
    return succeeded(value) ? readParameter(parameter, *value, build.context)
                            : Attribute();
  }

  std::string name() const {
    return (headOf(schema.direction) + "[\"" + schema.type + "\"]").str();
  }

  const CoderSchema &schema;
  const Expr &call;
  const BuildContext &build;
  NamedAttrList parameters;
};

} // namespace

static FailureOr<net::CoderAttr> reportUnknown(const Expr &type,
                                               CoderDirection direction,
                                               const BuildContext &build) {
  StringRef name = type.isString() ? type.text() : "";
  if (isUnsupportedCoder(name)) {
    build.error(type, "unsupported-coder")
        << headOf(direction) << "[\"" << name
        << "\"] is not supported by this compiler, only "
        << llvm::join(coderTypes(direction), ", ");
    return failure();
  }
  InFlightDiagnostic diagnostic = build.error(type, "bad-argument")
                                  << headOf(direction) << " does not know "
                                  << show(type);
  diagnostic.attachNote() << "it knows "
                          << llvm::join(coderTypes(direction), ", ");
  build.hintNearest(diagnostic, name, coderTypes(direction));
  return failure();
}

// The parameters that both directions of a type share, as rules.
static FailureOr<net::CoderAttr> counterpart(net::CoderAttr coder,
                                             const Expr &call,
                                             const BuildContext &build) {
  CoderDirection direction = coder.getDirection() == CoderDirection::Encoder
                                 ? CoderDirection::Decoder
                                 : CoderDirection::Encoder;
  const CoderSchema *schema = findCoder(coder.getType(), direction);
  if (!schema) {
    build.error(call, "bad-argument")
        << headOf(coder.getDirection()) << "[\"" << coder.getType()
        << "\"] has no counterpart";
    return failure();
  }
  SmallVector<Expr> rules;
  const CoderSchema *own = findCoder(coder.getType(), coder.getDirection());
  for (const ParameterSchema &parameter : own->parameters) {
    Attribute value = coder.getParameters().get(parameter.name);
    if (value && llvm::any_of(schema->parameters, [&](auto &each) {
          return each.name == parameter.name;
        }))
      rules.push_back(Expr::rule(Expr::string(parameter.name),
                                 writeParameter(parameter, value)));
  }
  return CoderReader(*schema, call, build).read(rules);
}

FailureOr<net::CoderAttr> tree::parseCoder(const Expr &call,
                                           const BuildContext &build) {
  CoderDirection direction = call.isCall("NetEncoder")
                                 ? CoderDirection::Encoder
                                 : CoderDirection::Decoder;
  if (call.args().size() != 1) {
    build.error(call, "bad-argument")
        << headOf(direction) << " takes one argument, a type or {type, ...}";
    return failure();
  }
  Expr spec = call.args()[0];
  if (isCoderExpression(spec)) {
    FailureOr<net::CoderAttr> inner = parseCoder(spec, build);
    if (failed(inner) || (*inner).getDirection() == direction)
      return inner;
    return counterpart(*inner, call, build);
  }
  ArrayRef<Expr> parts = spec.isList() ? spec.args() : ArrayRef(spec);
  Expr type = parts.empty() ? spec : parts.front();
  const CoderSchema *schema =
      type.isString() ? findCoder(type.text(), direction) : nullptr;
  if (!schema)
    return reportUnknown(type, direction, build);
  return CoderReader(*schema, call, build).read(parts.drop_front());
}

net::CoderAttr tree::mapCoder(net::CoderAttr coder,
                              ArrayRef<net::Dimension> levels) {
  Builder builder(coder.getContext());
  SmallVector<int64_t> sizes;
  for (net::Dimension level : levels)
    sizes.push_back(level.isFixed() ? level.size : -1);
  NamedAttrList parameters(coder.getParameters());
  parameters.set(levelsName, builder.getI64ArrayAttr(sizes));
  return net::CoderAttr::get(coder.getContext(), coder.getDirection(),
                             coder.getType(),
                             parameters.getDictionary(coder.getContext()));
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

// Parameters by place as long as there is none missing, then options by name.
static SmallVector<Expr> coderArguments(net::CoderAttr coder,
                                        const CoderSchema &schema) {
  SmallVector<Expr> arguments = {Expr::string(schema.type)};
  SmallVector<std::pair<StringRef, Expr>> options;
  bool byPlace = true;
  for (auto [place, parameter] : llvm::enumerate(schema.parameters)) {
    Attribute value = coder.getParameters().get(parameter.name);
    byPlace &= place < schema.positional && value;
    if (!value)
      continue;
    Expr written = writeParameter(parameter, value);
    if (byPlace)
      arguments.push_back(written);
    else
      options.push_back({parameter.name, written});
  }
  llvm::sort(options, llvm::less_first());
  for (auto &[name, value] : options)
    arguments.push_back(Expr::rule(Expr::string(name), value));
  return arguments;
}

Expr tree::writeCoder(net::CoderAttr coder) {
  const CoderSchema *schema = findCoder(coder.getType(), coder.getDirection());
  SmallVector<Expr> arguments;
  if (schema)
    arguments = coderArguments(coder, *schema);
  Expr spec = arguments.size() == 1 ? arguments[0] : Expr::list(arguments);
  Expr call = Expr::call(headOf(coder.getDirection()), {spec});
  auto levels = coder.getParameters().getAs<ArrayAttr>(levelsName);
  if (!levels)
    return call;
  SmallVector<Expr> elements;
  for (auto level : levels.getAsRange<IntegerAttr>())
    elements.push_back(level.getInt() < 0 ? Expr::string("Varying")
                                          : Expr::integer(level.getInt()));
  elements.push_back(call);
  return Expr::list(elements);
}
