//===- ArrayValues.cpp - array options: numbers to data and back ---------===//

#include "compiler/Frontend/Tree/ArrayValues.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/Distributions.h"
#include "compiler/Notation/NumericLeaf.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

//===----------------------------------------------------------------------===//
// Nested lists
//===----------------------------------------------------------------------===//

namespace {

/// Reads nested lists in one pass and remembers the first thing that is wrong.
class ListReader {
public:
  bool read(const Expr &lists) {
    for (Expr at = lists; at.isList(); at = at.args().front()) {
      shape.push_back(at.args().size());
      if (at.args().empty())
        break;
    }
    return readLevel(lists, 0);
  }

  SmallVector<int64_t> shape;
  std::vector<double> numbers;
  Expr culprit;
  std::string problem;

private:
  bool fail(const Expr &where, std::string text) {
    culprit = where;
    problem = std::move(text);
    return false;
  }

  bool readLevel(const Expr &value, size_t level) {
    if (level == shape.size())
      return readNumber(value);
    if (!value.isList())
      return fail(value, "expected a list of " + std::to_string(shape[level]) +
                             " elements, got " + show(value));
    if (static_cast<int64_t>(value.args().size()) != shape[level])
      return fail(value, "this list has " +
                             std::to_string(value.args().size()) +
                             " elements, the first one of its level has " +
                             std::to_string(shape[level]));
    return llvm::all_of(value.args(), [&](const Expr &element) {
      return readLevel(element, level + 1);
    });
  }

  bool readNumber(const Expr &value) {
    std::optional<double> number = value.asDouble();
    if (!number)
      return fail(value, (value.isList() ? "expected a number, got a list: "
                                         : "expected a number, got ") +
                             show(value));
    numbers.push_back(*number);
    return true;
  }
};

} // namespace

static ArrayData ownedReals(ArrayRef<int64_t> shape,
                            std::vector<double> numbers) {
  auto owner = std::make_shared<std::vector<double>>(std::move(numbers));
  ArrayData data;
  data.element = ElementType::Real64;
  data.shape.assign(shape.begin(), shape.end());
  data.bytes = ArrayRef(reinterpret_cast<const char *>(owner->data()),
                        owner->size() * sizeof(double));
  data.owner = std::move(owner);
  return data;
}

std::optional<ArrayData> tree::denseData(const Expr &lists) {
  ListReader reader;
  if (!reader.read(lists))
    return std::nullopt;
  return ownedReals(reader.shape, std::move(reader.numbers));
}

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

static FailureOr<ArrayData> parseLists(const Expr &lists, StringRef what,
                                       const BuildContext &build) {
  ListReader reader;
  if (!reader.read(lists)) {
    build.error(reader.culprit, "bad-array")
        << what << " must be an array of numbers: " << reader.problem;
    return failure();
  }
  if (reader.numbers.empty()) {
    build.error(lists, "bad-array") << what << " has no elements";
    return failure();
  }
  return ownedReals(reader.shape, std::move(reader.numbers));
}

// NumericArray[lists, "type"] or, in old files, RawArray["type", lists].
static FailureOr<ArrayData> parseNumericArray(const Expr &call, StringRef what,
                                              const BuildContext &build) {
  bool isOld = call.isCall("RawArray");
  ArrayRef<Expr> args = call.args();
  if (args.empty() || args.size() > 2 || (isOld && args.size() != 2)) {
    build.error(call, "bad-array")
        << what << ": expected NumericArray[lists, \"type\"]";
    return failure();
  }
  const Expr &lists = isOld ? args[1] : args[0];
  FailureOr<ArrayData> data =
      lists.isNumeric() ? FailureOr<ArrayData>(*lists.array())
                        : parseLists(lists, what, build);
  if (failed(data) || args.size() == 1)
    return data;
  const Expr &type = isOld ? args[0] : args[1];
  std::optional<ElementType> element =
      type.isString() ? parseElementType(type.text()) : std::nullopt;
  if (!element) {
    build.error(type, "bad-array")
        << what << ": expected an element type such as \"Real32\", got "
        << show(type);
    return failure();
  }
  return convertElements(*data, *element, [&] {
    return build.error(call, "bad-array") << what << ": ";
  });
}

static FailureOr<ArrayValue> dataValue(FailureOr<ArrayData> data) {
  if (failed(data))
    return failure();
  ArrayValue result;
  result.kind = ArrayValue::Kind::Data;
  result.data = std::move(*data);
  return result;
}

namespace {

/// The parts of NetArray[<|"Name" -> n, "Array" -> value, "Dimensions" -> dims|>].
struct SharedSpec {
  Expr name, value, dimensions;
};

} // namespace

static std::optional<SharedSpec> readSharedSpec(const Expr &call) {
  Expr spec = call.args().size() == 1 ? call.args()[0] : Expr();
  SharedSpec parts;
  if (spec && spec.isString())
    parts.name = spec;
  if (spec && spec.isAssociation())
    for (const Expr &rule : spec.args()) {
      std::optional<StringRef> key =
          rule.isRule() ? rule.args()[0].nameOrText() : std::nullopt;
      Expr *part = key == "Name"         ? &parts.name
                   : key == "Array"      ? &parts.value
                   : key == "Dimensions" ? &parts.dimensions
                                         : nullptr;
      if (!part)
        return std::nullopt;
      *part = rule.args()[1];
    }
  if (!parts.name || !parts.name.isString() || parts.name.text().empty())
    return std::nullopt;
  return parts;
}

// {3, 2} or 3, each at least 1; Automatic says nothing.
static FailureOr<SmallVector<int64_t>>
readDimensions(const Expr &written, StringRef what, const BuildContext &build) {
  Expr sizes = toNestedLists(written);
  SmallVector<int64_t> dimensions;
  for (const Expr &size : sizes.isList() ? sizes.args() : ArrayRef(sizes)) {
    std::optional<int64_t> number = size.asInt64();
    if (!number || *number < 1 || *number > largestSize)
      return build.error(size, "bad-array")
             << what << ": \"Dimensions\" are whole numbers from 1 to "
             << largestSize << ", got " << show(size);
    dimensions.push_back(*number);
  }
  return dimensions;
}

// NetArray["name"], NetArray[<|"Name" -> n, "Array" -> value|>]; NetArray[] has a
// name that no other array has.
static FailureOr<ArrayValue> parseShared(const Expr &call, StringRef what,
                                         BuildContext &build) {
  ArrayValue result;
  if (call.args().empty()) {
    result.shared = build.freshArray();
    return result;
  }
  std::optional<SharedSpec> spec = readSharedSpec(call);
  if (!spec)
    return build.error(call, "bad-array")
           << what << ": expected NetArray[\"name\"] or NetArray[<|\"Name\" -> "
           << "name, \"Array\" -> value, \"Dimensions\" -> sizes|>]";
  if (spec->value && !spec->value.isCall("NetArray")) {
    FailureOr<ArrayValue> inner = parseArrayValue(spec->value, what, build);
    if (failed(inner))
      return failure();
    result = std::move(*inner);
  }
  if (spec->dimensions && !spec->dimensions.isSymbol("Automatic")) {
    FailureOr<SmallVector<int64_t>> sizes =
        readDimensions(spec->dimensions, what, build);
    if (failed(sizes))
      return failure();
    result.dimensions = *sizes;
  }
  result.shared = spec->name.text().str();
  return result;
}

FailureOr<ArrayValue> tree::parseArrayValue(const Expr &value, StringRef what,
                                            BuildContext &build) {
  ArrayValue result;
  if (value.isSymbol("Automatic"))
    return result;
  if (value.isSymbol("None")) {
    result.kind = ArrayValue::Kind::None;
    return result;
  }
  if (value.isNumber()) {
    result.kind = ArrayValue::Kind::Filled;
    result.fill = *value.asDouble();
    return result;
  }
  if (value.isNumeric())
    return dataValue(*value.array());
  if (value.isList())
    return dataValue(parseLists(value, what, build));
  if (value.isCall("NumericArray") || value.isCall("RawArray"))
    return dataValue(parseNumericArray(value, what, build));
  if (value.isCall("NetArray") || value.isCall("NetSharedArray"))
    return parseShared(value, what, build);
  if (isDistribution(value)) {
    std::string problem;
    if (!readDistribution(value, problem))
      return build.error(value, "bad-array") << what << ": " << problem;
    result.kind = ArrayValue::Kind::Random;
    result.expr = value;
    return result;
  }
  build.error(value, "bad-array")
      << what << " must be an array of numbers, a number, a distribution, "
      << "Automatic or None; got " << show(value);
  return failure();
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

Expr tree::writeArrayData(const ArrayData &data) {
  Expr lists =
      toNestedLists(Expr::numeric(std::make_shared<const ArrayData>(data)));
  return Expr::call("NumericArray",
                    {lists, Expr::string(toString(data.element))});
}
