//===- GradientCheck.cpp - gradients of a library against differences -----===//
//
//   gradient-check LIBRARY < values
//
// The library has entries `infer` and `gradient` in Real64. `values` are lines
// `NAME count number...`, one for each input of the net; of several examples the
// first is taken. Compares every element of every gradient with a central
// difference of the sum of all outputs: |a - n| <= 1e-6 max(1, |n|). Elements
// where the sum has a kink, jumps or is not finite are counted and left out.
//
//===----------------------------------------------------------------------===//

#include "netrt/host.h"
#include "netrt/netrt.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr double tolerance = 1e-6;
constexpr double stepSize = 1e-6;
constexpr double kinkThreshold = 1e-3;

/// Where the sum is taken, in steps: twice as far out shows what has no slope.
constexpr double points[] = {-2, -1, 0, 1, 2};
constexpr int64_t pointCount = 5;

[[noreturn]] void fail(const std::string &text) {
  std::cerr << "gradient-check: " << text << "\n";
  std::exit(2);
}

int64_t sizeOf(const int64_t *dims, int32_t rank) {
  int64_t size = 1;
  for (int32_t i = 0; i < rank; ++i)
    size *= dims[i];
  return size;
}

/// The values of a port: reals or integers, for one example or more.
struct Values {
  std::vector<double> reals;
  std::vector<int64_t> integers;
  std::vector<int64_t> shape;
};

class Check {
public:
  Check(const netrt_net *net, std::map<std::string, std::vector<double>> given)
      : net(net), given(std::move(given)) {
    netrt_options options{};
    options.struct_size = sizeof options;
    options.max_batch = pointCount;
    require(netrt_context_create(net, &options, &context), "context");
    require(netrt_arrays_create(net, nullptr, &arrays), "arrays");
    infer = findEntry(NETRT_INFER);
    gradient = findEntry(NETRT_GRADIENT);
    ownArrays();
  }
  ~Check() {
    netrt_arrays_destroy(arrays);
    netrt_context_destroy(context);
  }
  Check(const Check &) = delete;
  Check &operator=(const Check &) = delete;

  int run();

private:
  void require(netrt_status status, const char *what) {
    if (status != NETRT_OK)
      fail(std::string(what) + ": " + netrt_status_text(status) +
           (context ? std::string(": ") + netrt_last_error(context) : ""));
  }
  uint32_t findEntry(netrt_kind kind) {
    uint32_t entry =
        netrt_find_entry(net, kind, NETRT_TEST, NETRT_REAL64, NETRT_CPU);
    if (entry == net->entries.count)
      fail("the library lacks an entry");
    return entry;
  }
  void ownArrays();
  Values makeInput(const netrt_port &port, int64_t batch);
  std::vector<Values> execute(uint32_t entry, std::vector<Values> &inputs,
                              int64_t batch);
  std::vector<double> sums(std::vector<Values> &inputs, int64_t batch);
  void checkInput(const netrt_port &port, const Values &analytic);
  void checkArray(const netrt_port &port, const Values &analytic);
  void compare(const std::string &name, size_t element, double analytic,
               double step, const std::vector<double> &sums);

  const netrt_net *net;
  std::map<std::string, std::vector<double>> given;
  netrt_context *context = nullptr;
  netrt_arrays *arrays = nullptr;
  uint32_t infer = 0, gradient = 0;
  std::map<std::string, std::vector<double>> arrayValues;
  int64_t compared = 0, leftOut = 0, wrong = 0;
};

/// Values that can be changed between runs.
void Check::ownArrays() {
  for (size_t i = 0; i < net->arrays.count; ++i) {
    const netrt_array &array = *netrt_get_array(net, i);
    if (array.element != NETRT_REAL)
      continue;
    netrt_tensor value{};
    value.struct_size = sizeof value;
    require(netrt_arrays_get(arrays, array.key, &value), array.key);
    if (value.element != NETRT_REAL64)
      fail(std::string("array ") + array.key + " is not kept in Real64");
    auto *first = static_cast<const double *>(value.data);
    std::vector<double> &own = arrayValues[array.key];
    own.assign(first, first + sizeOf(array.dims, array.rank));
    netrt_tensor tensor =
        netrt_tensor_of(own.data(), NETRT_REAL64, array.rank, array.dims);
    require(netrt_arrays_borrow(arrays, array.key, &tensor), array.key);
  }
}

Values Check::makeInput(const netrt_port &port, int64_t batch) {
  auto found = given.find(port.name);
  if (found == given.end())
    fail(std::string("no values for ") + port.name);
  int64_t size = sizeOf(port.dims, port.rank);
  if (static_cast<int64_t>(found->second.size()) < size)
    fail(std::string("too few values for ") + port.name);
  Values values;
  values.shape.assign(port.dims, port.dims + port.rank);
  values.shape.insert(values.shape.begin(), batch);
  for (int64_t i = 0; i < batch * size; ++i) {
    double number = found->second[i % size];
    if (port.element == NETRT_REAL)
      values.reals.push_back(number);
    else
      values.integers.push_back(static_cast<int64_t>(number));
  }
  return values;
}

std::vector<Values> Check::execute(uint32_t place, std::vector<Values> &inputs,
                                   int64_t batch) {
  const netrt_entry &entry = *netrt_get_entry(net, place);
  std::vector<Values> outputs;
  std::vector<netrt_tensor> in, out;
  auto tensorOf = [](Values &values) {
    bool isReal = values.integers.empty();
    return netrt_tensor_of(isReal
                               ? static_cast<const void *>(values.reals.data())
                               : values.integers.data(),
                           isReal ? NETRT_REAL64 : NETRT_INTEGER64,
                           static_cast<int32_t>(values.shape.size()),
                           values.shape.data());
  };
  for (Values &values : inputs)
    in.push_back(tensorOf(values));
  for (uint32_t i = 0; i < entry.output_count; ++i) {
    const netrt_port &port = *netrt_get_port(net, entry.outputs[i]);
    Values values;
    values.shape.assign(port.dims, port.dims + port.rank);
    if (!(port.flags & NETRT_PORT_UNBATCHED))
      values.shape.insert(values.shape.begin(), batch);
    int64_t size = sizeOf(values.shape.data(), values.shape.size());
    if (port.element == NETRT_REAL)
      values.reals.resize(size);
    else
      values.integers.resize(size);
    outputs.push_back(std::move(values));
  }
  for (Values &values : outputs)
    out.push_back(tensorOf(values));
  require(netrt_run(context, arrays, place, in.data(), in.size(), out.data(),
                    out.size()),
          "run");
  return outputs;
}

/// For each example the sum of all outputs.
std::vector<double> Check::sums(std::vector<Values> &inputs, int64_t batch) {
  std::vector<double> result(batch);
  for (const Values &output : execute(infer, inputs, batch)) {
    size_t size = output.reals.size() / batch;
    for (size_t i = 0; i < output.reals.size(); ++i)
      result[i / size] += output.reals[i];
  }
  return result;
}

/// `sums` are those at the points.
void Check::compare(const std::string &name, size_t element, double analytic,
                    double step, const std::vector<double> &sums) {
  double numeric = (sums[3] - sums[1]) / (2 * step);
  double wide = (sums[4] - sums[0]) / (4 * step);
  double kink = (sums[3] - 2 * sums[2] + sums[1]) / step;
  double scale = std::max(1.0, std::abs(numeric));
  if (!std::isfinite(numeric) || !std::isfinite(wide) ||
      std::abs(kink) > kinkThreshold * scale ||
      std::abs(numeric - wide) > kinkThreshold * scale) {
    ++leftOut;
    return;
  }
  ++compared;
  if (std::abs(analytic - numeric) <= tolerance * scale)
    return;
  ++wrong;
  std::printf("gradient by %s, element %zu: %.12g, difference %.12g\n",
              name.c_str(), element + 1, analytic, numeric);
}

static double stepAt(double value) {
  return stepSize * std::max(1.0, std::abs(value));
}

/// All points in one batch.
void Check::checkInput(const netrt_port &port, const Values &analytic) {
  const netrt_entry &entry = *netrt_get_entry(net, infer);
  std::vector<Values> inputs;
  size_t changed = 0;
  for (uint32_t i = 0; i < entry.input_count; ++i) {
    const netrt_port &input = *netrt_get_port(net, entry.inputs[i]);
    if (std::strcmp(input.name, port.name) == 0)
      changed = i;
    inputs.push_back(makeInput(input, pointCount));
  }
  size_t size = analytic.reals.size();
  std::vector<double> &values = inputs[changed].reals;
  for (size_t i = 0; i < size; ++i) {
    double value = values[i], step = stepAt(value);
    for (int64_t point = 0; point < pointCount; ++point)
      values[point * size + i] = value + points[point] * step;
    compare(port.name, i, analytic.reals[i], step, sums(inputs, pointCount));
    for (int64_t point = 0; point < pointCount; ++point)
      values[point * size + i] = value;
  }
}

void Check::checkArray(const netrt_port &port, const Values &analytic) {
  const netrt_entry &entry = *netrt_get_entry(net, infer);
  std::vector<Values> inputs;
  for (uint32_t i = 0; i < entry.input_count; ++i)
    inputs.push_back(makeInput(*netrt_get_port(net, entry.inputs[i]), 1));
  std::vector<double> &values = arrayValues[port.name];
  for (size_t i = 0; i < values.size(); ++i) {
    double value = values[i], step = stepAt(value);
    std::vector<double> totals;
    for (double point : points) {
      values[i] = value + point * step;
      totals.push_back(sums(inputs, 1)[0]);
    }
    values[i] = value;
    compare(port.name, i, analytic.reals[i], step, totals);
  }
}

int Check::run() {
  const netrt_entry &entry = *netrt_get_entry(net, gradient);
  std::vector<Values> inputs;
  for (uint32_t i = 0; i < entry.input_count; ++i)
    inputs.push_back(makeInput(*netrt_get_port(net, entry.inputs[i]), 1));
  std::vector<Values> outputs = execute(gradient, inputs, 1);
  for (uint32_t i = 0; i < entry.output_count; ++i) {
    const netrt_port &port = *netrt_get_port(net, entry.outputs[i]);
    if (!(port.flags & NETRT_PORT_GRADIENT))
      continue;
    if (port.flags & NETRT_PORT_UNBATCHED)
      checkArray(port, outputs[i]);
    else
      checkInput(port, outputs[i]);
  }
  std::printf("%lld compared, %lld left out, %lld wrong\n",
              static_cast<long long>(compared),
              static_cast<long long>(leftOut), static_cast<long long>(wrong));
  return wrong != 0;
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 2)
    fail("expected a library");
  std::map<std::string, std::vector<double>> given;
  std::string name;
  size_t count;
  while (std::cin >> name >> count) {
    std::vector<double> &values = given[name];
    for (std::string number; values.size() < count && std::cin >> number;)
      values.push_back(std::strtod(number.c_str(), nullptr));
  }
  netrt_library *library = nullptr;
  netrt_message message{};
  if (netrt_library_open(argv[1], nullptr, &library, &message) != NETRT_OK)
    fail(message.text);
  int status = Check(netrt_library_net(library), given).run();
  netrt_library_close(library);
  return status;
}
