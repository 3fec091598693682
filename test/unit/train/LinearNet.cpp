//===- LinearNet.cpp - a trainable net made by hand -----------------------===//

#include "LinearNet.h"

#include <filesystem>
#include <fstream>
#include <random>

namespace netrt {

static const int64_t two[] = {2};
enum { INPUT, TARGET, CLASS, RATE, OUTPUT, LOSS, PARTS, SCORES };

template <typename T> static void forward(netrt_frame *frame) {
  auto *input = static_cast<const T *>(frame->inputs[0]);
  auto *target = static_cast<const T *>(frame->inputs[1]);
  auto *weights = static_cast<const T *>(frame->arrays[0]);
  auto *bias = static_cast<const T *>(frame->arrays[1]);
  T *outputs[4];
  for (int i = 0; i < 4; ++i)
    outputs[i] = static_cast<T *>(frame->outputs[i]);
  for (int64_t i = 0; i < frame->batch; ++i) {
    T y = weights[0] * input[2 * i] + weights[1] * input[2 * i + 1] + *bias;
    outputs[0][i] = y;
    outputs[1][i] = (y - target[i]) * (y - target[i]);
    outputs[2][2 * i] = y;
    outputs[2][2 * i + 1] = -y;
    outputs[3][2 * i] = 1 - y;
    outputs[3][2 * i + 1] = y;
  }
}

template <typename T> static void step(netrt_frame *frame, bool weightsToo) {
  forward<T>(frame);
  auto *input = static_cast<const T *>(frame->inputs[0]);
  auto *target = static_cast<const T *>(frame->inputs[1]);
  T rate = *static_cast<const T *>(frame->inputs[3]);
  auto *output = static_cast<const T *>(frame->outputs[0]);
  T gradient[3] = {};
  for (int64_t i = 0; i < frame->batch; ++i) {
    T slope = 2 * (output[i] - target[i]) / T(frame->batch);
    gradient[0] += slope * input[2 * i];
    gradient[1] += slope * input[2 * i + 1];
    gradient[2] += slope;
  }
  auto array = [&](int i) { // as generated code does
    return static_cast<T *>(const_cast<void *>(frame->arrays[i]));
  };
  for (int i = weightsToo ? 0 : 2; i < 3; ++i) {
    T &value = i < 2 ? array(0)[i] : *array(1);
    T &momentum = i < 2 ? array(2)[i] : *array(3);
    momentum = T(0.9) * momentum - rate * gradient[i];
    value += momentum;
  }
}

static void infer32(netrt_frame *frame) { forward<float>(frame); }
static void infer64(netrt_frame *frame) { forward<double>(frame); }
static void both32(netrt_frame *frame) { step<float>(frame, true); }
static void both64(netrt_frame *frame) { step<double>(frame, true); }
static void bias32(netrt_frame *frame) { step<float>(frame, false); }

static const uint32_t inputPorts[] = {INPUT, TARGET, CLASS, RATE};
static const uint32_t outputPorts[] = {OUTPUT, LOSS, PARTS, SCORES};

static netrt_entry makeEntry(netrt_kind kind, netrt_element precision,
                             uint32_t group) {
  bool trains = kind == NETRT_TRAIN_STEP;
  netrt_entry entry = {};
  entry.kind = kind;
  entry.mode = trains ? NETRT_TRAINING : NETRT_TEST;
  entry.precision = precision;
  entry.inputs = inputPorts;
  entry.outputs = outputPorts;
  entry.input_count = trains ? 4 : 3;
  entry.output_count = 4;
  entry.group = group;
  return entry;
}

LinearNet::LinearNet(bool withReal64)
    : HandMadeNet("linear", netrt_host_core()) {
  ports = {makePort("Input", NETRT_INPUT, two, 1),
           makePort("Target", NETRT_INPUT, two, 0),
           makePort("Class", NETRT_INPUT, two, 0),
           makePort("LearningRate", NETRT_INPUT, two, 0),
           makePort("Output", NETRT_OUTPUT, two, 0),
           makePort("Loss", NETRT_OUTPUT, two, 0),
           makePort("Parts", NETRT_OUTPUT, two, 1),
           makePort("Scores", NETRT_OUTPUT, two, 1)};
  ports[CLASS].element = NETRT_INTEGER64;
  ports[CLASS].minimum = 1;
  ports[CLASS].maximum = 2;
  ports[RATE].flags = NETRT_PORT_SETTING | NETRT_PORT_UNBATCHED;
  const uint32_t state = NETRT_ARRAY_STATE;
  arrays = {{"1.Weights", two, 1, NETRT_REAL, "Weights", nullptr, 0, 0, 1},
            {"1.Biases", two, 0, NETRT_REAL, "Biases", nullptr, 0, 0, 1},
            {"1.Weights:u", two, 1, NETRT_REAL, "State", nullptr, 0, state, 1},
            {"1.Biases:u", two, 0, NETRT_REAL, "State", nullptr, 0, state, 1}};
  entries = {makeEntry(NETRT_INFER, NETRT_REAL32, 0),
             makeEntry(NETRT_TRAIN_STEP, NETRT_REAL32, 0),
             makeEntry(NETRT_TRAIN_STEP, NETRT_REAL32, 1)};
  code = {{infer32, 0, 0, nullptr},
          {both32, 0, 0, nullptr},
          {bias32, 0, 0, nullptr}};
  if (withReal64) {
    entries.push_back(makeEntry(NETRT_TRAIN_STEP, NETRT_REAL64, 0));
    entries.push_back(makeEntry(NETRT_INFER, NETRT_REAL64, 0));
    code.push_back({both64, 0, 0, nullptr});
    code.push_back({infer64, 0, 0, nullptr});
  }
  update();
}

static netrt_column columnOf(const char *port, const void *data) {
  netrt_column column = {};
  column.struct_size = sizeof(column);
  column.port = port;
  column.data = data;
  return column;
}

LinearData::LinearData(int64_t count, int seed) {
  std::minstd_rand random(seed);
  auto draw = [&] { return float(random() % 2001) / 1000 - 1; };
  for (int64_t i = 0; i < count; ++i) {
    float a = draw(), b = draw();
    inputs.insert(inputs.end(), {a, b});
    targets.push_back(2 * a - 3 * b + 1);
    classes.push_back(targets.back() > 0.5 ? 2 : 1);
  }
  columns = {columnOf("Class", classes.data()),
             columnOf("Input", inputs.data()),
             columnOf("Target", targets.data())};
  data.struct_size = sizeof(data);
  data.count = count;
  data.columns = columns.data();
  data.column_count = columns.size();
}

Training::Training(const LinearNet &net, int64_t examples) : data(examples) {
  netrt_arrays_options trainable = {};
  trainable.struct_size = sizeof(trainable);
  trainable.trainable = 1;
  EXPECT_EQ(netrt_context_create(&net.net, nullptr, &context), NETRT_OK);
  EXPECT_EQ(netrt_arrays_create(&net.net, &trainable, &arrays), NETRT_OK);
  set("1.Weights", {0, 0});
  set("1.Biases", {0});
  listener = {sizeof(listener), this, hear};
  options.struct_size = sizeof(options);
  options.data = &data.data;
  options.batch_size = 4;
  options.rounds = 3;
  options.learning_rate = 0.05;
  options.seed = 1234;
  options.listener = &listener;
  options.message = &message;
}

Training::~Training() {
  netrt_train_destroy(train);
  netrt_context_destroy(context);
  netrt_arrays_destroy(arrays);
}

int32_t Training::hear(void *self, const netrt_train_event *event) {
  auto &training = *static_cast<Training *>(self);
  training.events.push_back(*event);
  if (event->kind == NETRT_EVENT_BATCH && event->example_places)
    training.batches.push_back(
        listOf(event->example_places, event->batch_size));
  return training.onEvent ? training.onEvent(*event) : NETRT_TRAIN_CONTINUE;
}

netrt_status Training::create() {
  netrt_train_destroy(train);
  return netrt_train_create(context, arrays, &options, &train);
}

netrt_status Training::run() {
  EXPECT_EQ(create(), NETRT_OK) << message.text;
  return train ? netrt_train_run(train) : NETRT_INVALID_ARGUMENT;
}

netrt_train_result Training::result() const {
  netrt_train_result result = {};
  result.struct_size = sizeof(result);
  EXPECT_EQ(netrt_train_get_result(train, &result), NETRT_OK);
  return result;
}

std::string Training::error() const {
  return train ? netrt_train_last_error(train) : message.text;
}

std::string Training::bits() {
  std::string all;
  for (const char *key :
       {"1.Weights", "1.Biases", "1.Weights:u", "1.Biases:u"}) {
    netrt_tensor value;
    EXPECT_EQ(netrt_arrays_get(arrays, key, &value), NETRT_OK);
    size_t count = value.rank == 0 ? 1 : 2;
    all.append(static_cast<const char *>(value.data),
               count * netrt_element_size(value.element));
  }
  return all;
}

std::vector<float> Training::weights() {
  netrt_tensor weights, bias;
  EXPECT_EQ(netrt_arrays_get(arrays, "1.Weights", &weights), NETRT_OK);
  EXPECT_EQ(netrt_arrays_get(arrays, "1.Biases", &bias), NETRT_OK);
  auto *w = static_cast<const float *>(weights.data);
  return {w[0], w[1], *static_cast<const float *>(bias.data)};
}

void Training::set(const char *key, std::vector<float> values) {
  netrt_tensor value = netrt_tensor_of(values.data(), NETRT_REAL32,
                                       values.size() == 1 ? 0 : 1, two);
  EXPECT_EQ(netrt_arrays_set(arrays, key, &value), NETRT_OK);
}

TemporaryFolder::TemporaryFolder() {
  path = std::filesystem::temp_directory_path() / "netrt-train-XXXXXX";
  EXPECT_NE(mkdtemp(path.data()), nullptr);
}

TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path); }

std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void writeFile(const std::string &path, const std::string &bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

} // namespace netrt
