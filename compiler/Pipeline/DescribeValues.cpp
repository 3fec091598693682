//===- DescribeValues.cpp - values of arrays: checked and embedded -------===//

#include "compiler/Arrays/Convert.h"
#include "compiler/Pipeline/Describe.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace netc;

static std::string shapeText(ArrayRef<int64_t> dims) {
  return "{" +
         llvm::join(llvm::map_range(
                        dims, [](int64_t dim) { return std::to_string(dim); }),
                    ", ") +
         "}";
}

/// One message that lists every name, since fixing them one by one is tedious.
static LogicalResult reportAll(Location location, StringRef code,
                               StringRef what, ArrayRef<std::string> names) {
  if (names.empty())
    return success();
  return emitCoded(location, code) << what << ": " << llvm::join(names, ", ");
}

static LogicalResult checkShapes(const ArrayStore &values, Location location,
                                 const LibraryDescription &description) {
  std::vector<std::string> misshapen;
  for (const ArrayDescription &array : description.arrays)
    if (const ArrayData *value = values.lookup(array.key))
      if (value->shape != array.dims)
        misshapen.push_back("\"" + array.key + "\" has shape " +
                            shapeText(value->shape) + ", needs " +
                            shapeText(array.dims));
  return reportAll(location, "bad-array", "arrays of wrong shape", misshapen);
}

static LogicalResult checkKeys(const ArrayStore &values, Location location,
                               const LibraryDescription &description) {
  std::vector<std::string> missing, surplus;
  llvm::StringSet<> keys;
  for (const ArrayDescription &array : description.arrays) {
    keys.insert(array.key);
    if (!values.lookup(array.key))
      missing.push_back("\"" + array.key + "\" " + shapeText(array.dims));
  }
  for (const auto &[key, value] : values)
    if (!keys.contains(key))
      surplus.push_back("\"" + key + "\"");
  LogicalResult first =
      reportAll(location, "missing-arrays", "arrays without a value", missing);
  LogicalResult second = reportAll(
      location, "surplus-arrays", "arrays that the net does not have", surplus);
  return success(succeeded(first) && succeeded(second));
}

static LogicalResult embed(const ArrayData &value, ElementType precision,
                           Location location, ArrayDescription &array) {
  ElementType element =
      array.element == NETRT_REAL ? precision : ElementType::Integer64;
  FailureOr<ArrayData> converted = convertElements(value, element, [&] {
    return emitCoded(location, "bad-array")
           << "array \"" << array.key << "\": ";
  });
  if (failed(converted))
    return failure();
  array.value = EmbeddedValue{
      converted->bytes, static_cast<netrt_element>(element), converted->owner};
  return success();
}

LogicalResult netc::describeValues(const ArrayStore &values,
                                   const CompileOptions &options,
                                   Location location,
                                   LibraryDescription &description) {
  LogicalResult keys = options.requireArrays
                           ? checkKeys(values, location, description)
                           : success();
  if (failed(checkShapes(values, location, description)) || failed(keys))
    return failure();
  if (options.arrays == ArrayPlacement::External)
    return success();
  for (ArrayDescription &array : description.arrays)
    if (const ArrayData *value = values.lookup(array.key))
      if (failed(embed(*value, options.precision, location, array)))
        return failure();
  return success();
}
