//===- SafetensorsHeader.cpp - the JSON of a safetensors file -------------===//

#include "SafetensorsHeader.h"

#include <nlohmann/json.hpp>
#include <set>

namespace netrt {

namespace {

using Json = nlohmann::json;

/// The header is an object of objects; lists of numbers stand at the third
/// level.
/// `__metadata__` is an object of strings and is skipped.
class HeaderReader : public nlohmann::json_sax<Json> {
public:
  HeaderReader(std::vector<HeaderEntry> &entries, std::string &error)
      : entries(entries), error(error) {}

  bool null() override { return unexpected("null"); }
  bool boolean(bool) override { return unexpected("a truth value"); }
  bool number_integer(number_integer_t value) override {
    return unexpected(std::to_string(value));
  }
  bool number_float(number_float_t, const string_t &text) override {
    return unexpected(text);
  }
  bool binary(binary_t &) override { return unexpected("binary data"); }
  bool number_unsigned(number_unsigned_t value) override;
  bool string(string_t &value) override;
  bool start_object(size_t) override;
  bool end_object() override;
  bool start_array(size_t) override;
  bool end_array() override;
  bool key(string_t &name) override;
  bool parse_error(size_t position, const std::string &,
                   const nlohmann::detail::exception &) override {
    return fail("the header is not JSON (byte " + std::to_string(position) +
                " of it)");
  }

  bool sawObject = false;

private:
  bool fail(std::string why) {
    error = std::move(why);
    return false;
  }
  bool unexpected(const std::string &what) {
    return fail("the header holds " + what + " where " + place() +
                " was expected");
  }
  std::string place() const {
    if (depth == 0)
      return "an object";
    if (depth == 1)
      return "the description of an array";
    return inMetadata ? "a string of __metadata__"
                      : "dtype, shape or data_offsets";
  }
  bool complete();

  std::vector<HeaderEntry> &entries;
  std::string &error;
  std::set<std::string> keys, fields;
  std::string field;
  std::vector<uint64_t> numbers;
  int depth = 0; // objects and lists that are open
  bool inMetadata = false;
  bool inList = false;
};

} // namespace

bool HeaderReader::number_unsigned(number_unsigned_t value) {
  if (!inList)
    return unexpected(std::to_string(value));
  numbers.push_back(value);
  return true;
}

bool HeaderReader::string(string_t &value) {
  if (inMetadata && depth == 2)
    return true;
  if (depth != 2 || field != "dtype")
    return unexpected("the string \"" + value + "\"");
  entries.back().type = value;
  return true;
}

bool HeaderReader::start_object(size_t) {
  if (depth > 1 || inList)
    return unexpected("an object");
  ++depth;
  sawObject = true;
  return true;
}

bool HeaderReader::complete() {
  for (const char *name : {"dtype", "shape", "data_offsets"})
    if (!fields.contains(name))
      return fail("array \"" + entries.back().key + "\" has no " + name);
  return true;
}

bool HeaderReader::end_object() {
  --depth;
  if (depth != 1)
    return true;
  bool done = inMetadata || complete();
  inMetadata = false;
  return done;
}

bool HeaderReader::start_array(size_t) {
  if (depth != 2 || inList || inMetadata ||
      (field != "shape" && field != "data_offsets"))
    return unexpected("a list");
  inList = true;
  numbers.clear();
  return true;
}

bool HeaderReader::end_array() {
  inList = false;
  HeaderEntry &entry = entries.back();
  if (field == "shape") {
    entry.shape = numbers;
    return true;
  }
  if (numbers.size() != 2)
    return fail("data_offsets of array \"" + entry.key +
                "\" are not two numbers");
  entry.begin = numbers[0];
  entry.end = numbers[1];
  return true;
}

bool HeaderReader::key(string_t &name) {
  if (depth == 1) {
    if (!keys.insert(name).second)
      return fail("array \"" + name + "\" stands twice");
    if (name.find('\0') != std::string::npos)
      return fail("the name of an array holds a zero byte");
    inMetadata = name == "__metadata__";
    fields.clear();
    if (!inMetadata)
      entries.emplace_back().key = name;
    return true;
  }
  field = name;
  if (inMetadata)
    return true;
  if (name != "dtype" && name != "shape" && name != "data_offsets")
    return fail("array \"" + entries.back().key + "\" has an unknown field \"" +
                name + "\"");
  if (!fields.insert(name).second)
    return fail("array \"" + entries.back().key + "\" has two " + name);
  return true;
}

bool parseSafetensorsHeader(std::span<const char> text,
                            std::vector<HeaderEntry> &entries,
                            std::string &error) {
  HeaderReader reader(entries, error);
  bool done = Json::sax_parse(text.begin(), text.end(), &reader);
  if (done && !reader.sawObject) {
    error = "the header is no JSON object";
    return false;
  }
  return done;
}

} // namespace netrt
