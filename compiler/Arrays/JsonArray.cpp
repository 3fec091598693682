//===- JsonArray.cpp - arrays as nested lists of numbers ------------------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Arrays/FileBytes.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

using namespace mlir;

namespace netc {

namespace {

using Json = nlohmann::json;

/// Takes numbers as they come and holds every list to the length of the first
/// one at its depth; so nesting costs no stack, and a long list no nodes.
class ListReader : public nlohmann::json_sax<Json> {
public:
  bool null() override { return fail("null is not a number"); }
  bool boolean(bool) override { return fail("a truth value is not a number"); }
  bool number_integer(number_integer_t value) override;
  bool number_unsigned(number_unsigned_t value) override;
  bool number_float(number_float_t value, const string_t &) override {
    return add(value);
  }
  bool string(string_t &text) override;
  bool binary(binary_t &) override { return fail("binary data"); }
  bool start_object(size_t) override { return fail("an object is not a list"); }
  bool key(string_t &) override { return false; }
  bool end_object() override { return false; }
  bool start_array(size_t) override;
  bool end_array() override;
  bool parse_error(size_t position, const std::string &,
                   const nlohmann::detail::exception &) override {
    return fail("not JSON (byte " + std::to_string(position) + ")");
  }

  llvm::SmallVector<int64_t> shape; ///< -1 until the first list is closed
  std::vector<double> reals;
  std::vector<int64_t> integers; ///< as long as all numbers are whole
  bool whole = true;
  std::string error;

private:
  bool fail(std::string why) {
    error = std::move(why);
    return false;
  }
  bool add(double value);
  bool addInteger(int64_t value);
  bool atNumber();

  llvm::SmallVector<int64_t> lengths; ///< of the lists that are open
  std::optional<size_t> depth;        ///< of the numbers
};

} // namespace

/// Whether a number may stand here; counts it.
bool ListReader::atNumber() {
  if (depth && *depth != lengths.size())
    return fail("numbers lie at different depths");
  depth = lengths.size();
  if (!lengths.empty())
    ++lengths.back();
  return true;
}

bool ListReader::add(double value) {
  whole = false;
  reals.push_back(value);
  return atNumber();
}

bool ListReader::addInteger(int64_t value) {
  reals.push_back(static_cast<double>(value));
  if (whole)
    integers.push_back(value);
  return atNumber();
}

bool ListReader::number_integer(number_integer_t value) {
  return addInteger(value);
}

bool ListReader::number_unsigned(number_unsigned_t value) {
  if (value > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
    return add(static_cast<double>(value));
  return addInteger(static_cast<int64_t>(value));
}

bool ListReader::string(string_t &text) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (text == "NaN")
    return add(std::numeric_limits<double>::quiet_NaN());
  if (text == "Infinity")
    return add(infinity);
  if (text == "-Infinity")
    return add(-infinity);
  return fail("the string \"" + text + "\" is not a number");
}

bool ListReader::start_array(size_t) {
  if (depth && lengths.size() >= *depth)
    return fail("a list stands where a number was expected");
  if (!lengths.empty())
    ++lengths.back();
  lengths.push_back(0);
  if (shape.size() < lengths.size())
    shape.push_back(-1);
  return true;
}

bool ListReader::end_array() {
  int64_t length = lengths.pop_back_val();
  int64_t &expected = shape[lengths.size()];
  if (expected < 0)
    expected = length;
  if (expected == length)
    return true;
  return fail("lists of " + std::to_string(expected) + " and of " +
              std::to_string(length) + " elements stand side by side");
}

template <typename T>
static FailureOr<ArrayData> makeArray(llvm::StringRef path, ElementType element,
                                      llvm::ArrayRef<int64_t> shape,
                                      const std::vector<T> &values,
                                      EmitArrayError emitError) {
  FailureOr<ArrayData> array = allocateArray(path, element, shape, emitError);
  if (succeeded(array) && !values.empty())
    std::copy_n(reinterpret_cast<const char *>(values.data()),
                values.size() * sizeof(T), writableBytes(*array).data());
  return array;
}

FailureOr<ArrayData> readJsonArray(llvm::StringRef path,
                                   EmitArrayError emitError) {
  FailureOr<FileBytes> file = readBytes(path, emitError);
  if (failed(file))
    return failure();
  ListReader reader;
  if (!Json::sax_parse(file->bytes.begin(), file->bytes.end(), &reader))
    return badFile(path, reader.error, emitError);
  std::optional<int64_t> count = byteCount(ElementType::Real64, reader.shape);
  if (!count || static_cast<size_t>(*count) != reader.reals.size() * 8)
    return badFile(path, "the lists have different lengths", emitError);
  if (reader.whole && !reader.integers.empty())
    return makeArray(path, ElementType::Integer64, reader.shape,
                     reader.integers, emitError);
  return makeArray(path, ElementType::Real64, reader.shape, reader.reals,
                   emitError);
}

/// Text that reads back as the same value.
static void writeNumber(llvm::raw_ostream &stream, const ArrayData &array,
                        int64_t index) {
  if (array.element == ElementType::Integer64) {
    int64_t value;
    std::memcpy(&value, array.bytes.data() + index * 8, 8);
    stream << value;
    return;
  }
  double value = elementAsDouble(array, index);
  if (std::isnan(value))
    stream << "\"NaN\"";
  else if (std::isinf(value))
    stream << (value < 0 ? "\"-Infinity\"" : "\"Infinity\"");
  else
    stream << Json(value).dump();
}

static void writeLists(llvm::raw_ostream &stream, const ArrayData &array) {
  int64_t count = array.elementCount();
  llvm::ArrayRef<int64_t> shape = array.shape;
  if (count == 0) { // the outer lists down to the first empty one
    size_t depth = 0;
    while (depth < shape.size() && shape[depth] == 1)
      ++depth;
    stream << std::string(depth + 1, '[') << std::string(depth + 1, ']');
    return;
  }
  for (int64_t i = 0; i < count; ++i) {
    // As many brackets open as axes begin here, and close as axes end.
    int64_t extent = 1, opened = 0, closed = 0;
    for (size_t axis = shape.size(); axis-- > 0;) {
      extent *= shape[axis];
      opened += i % extent == 0;
      closed += (i + 1) % extent == 0;
    }
    if (i > 0)
      stream << ", ";
    stream << std::string(opened, '[');
    writeNumber(stream, array, i);
    stream << std::string(closed, ']');
  }
}

LogicalResult writeJsonArray(llvm::StringRef path, const ArrayData &array,
                             EmitArrayError emitError) {
  return writeAtomically(
      path,
      [&](llvm::raw_ostream &stream) {
        writeLists(stream, array);
        stream << "\n";
      },
      emitError);
}

} // namespace netc
