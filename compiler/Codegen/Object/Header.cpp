//===- Header.cpp - the C and C++ header of a compiled net ---------------===//

#include "compiler/Codegen/Object/Header.h"

#include "compiler/Codegen/Object/HeaderNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace netc;

namespace {
/// A port with the names it has in the header.
struct HeaderPort {
  const PortDescription *port;
  std::string name;  ///< `input`
  std::string macro; ///< `LENET_INPUT`
};

/// A function of the header: all entries that differ in the batch only.
struct HeaderFunction {
  std::string name; ///< without prefix: `infer`
  size_t entry;     ///< the first such entry
};

class HeaderWriter {
public:
  HeaderWriter(const LibraryDescription &description, raw_ostream &os);
  void write();

private:
  void writeIntroduction();
  void writePortConstants(const HeaderPort &port, size_t place);
  void writeArrayConstants();
  void writeFunction(const HeaderFunction &function);
  void writeFunctionComment(const EntryDescription &entry);
  void writeShape(const HeaderPort &port);
  void writeTensors(ArrayRef<uint32_t> places, StringRef list,
                    netrt_element precision);
  void writeCppClass();
  void writeCppMethods();

  std::vector<std::string> parameters(const EntryDescription &entry,
                                      bool typed) const;
  const HeaderPort &port(uint32_t place) const { return ports[place]; }
  static auto portsOf(const EntryDescription &entry) {
    return concat<const uint32_t>(entry.inputs, entry.outputs);
  }

  const LibraryDescription &description;
  raw_ostream &os;
  std::string upper;
  std::vector<HeaderPort> ports;
  std::vector<HeaderFunction> functions;
};
} // namespace

HeaderWriter::HeaderWriter(const LibraryDescription &description,
                           raw_ostream &os)
    : description(description), os(os),
      upper(StringRef(description.prefix).upper()) {
  StringSet<> used;
  for (const PortDescription &port : description.ports) {
    std::string name = portName(port), unique = name;
    for (int copy = 2; !used.insert(unique).second; ++copy)
      unique = name + "_" + std::to_string(copy);
    ports.push_back({&port, unique, upper + "_" + StringRef(unique).upper()});
  }
  for (auto [place, entry] : enumerate(description.entries)) {
    std::string name = functionName(entry, description.entries.front());
    if (none_of(functions, [&](auto &other) { return other.name == name; }))
      functions.push_back({name, place});
  }
}

/// What the introduction says of a port that is not the net's own.
static std::string describedName(const PortDescription &port) {
  return port.flags & NETRT_PORT_GRADIENT ? "gradient of " + port.name
                                          : port.name;
}

void HeaderWriter::writeIntroduction() {
  os << "/* " << description.prefix << ".h - the net of "
     << commentText(description.source)
     << ", written by netc; do not edit.\n *\n";
  for (const HeaderPort &port : ports)
    os << " *   " << (port.port->direction == NETRT_INPUT ? "input " : "output")
       << "  " << commentText(describedName(*port.port)) << ": "
       << (isReal(*port.port) ? "Real" : "Integer") << " {"
       << shapeText(description, *port.port, ", ") << "}"
       << (port.port->coder ? ", " + commentText(port.port->coder->notation)
                            : std::string())
       << "\n";
  os << " *\n"
     << " * See netrt/netrt.h for contexts, arrays and coders. A context "
        "belongs"
        " to one\n * thread at a time; arrays may be shared.\n */\n"
     << "#ifndef " << upper << "_NET_H\n#define " << upper << "_NET_H\n\n"
     << "#include <netrt/netrt.h>\n\n#ifdef __cplusplus\nextern \"C\" {\n"
     << "#endif\n\n/* Describes the net; lives as long as the library. */\n"
     << "const netrt_net *" << description.prefix << "_net(void);\n\n";
}

void HeaderWriter::writePortConstants(const HeaderPort &port, size_t place) {
  os << "/* " << commentText(describedName(*port.port))
     << ": its place among the ports, and sizes"
     << (isUnbatched(*port.port) ? "" : " for one example") << ". */\n"
     << "#define " << port.macro << "_PORT " << place << "\n"
     << "#define " << port.macro << "_RANK " << port.port->dims.size() << "\n";
  uint64_t size = 1;
  for (auto [axis, dim] : enumerate(port.port->dims)) {
    if (dim >= 0)
      os << "#define " << port.macro << "_DIM" << axis << " " << dim << "\n";
    size *= dim;
  }
  // With named lengths it depends on the data: netrt_port_bytes.
  if (!isRagged(*port.port))
    os << "#define " << port.macro << "_SIZE " << size << "\n";
  if (port.port->coder)
    if (auto *classes =
            std::get_if<ClassCoderDescription>(&port.port->coder->settings))
      os << "#define " << port.macro << "_CLASSES "
         << (classes->labels.empty() ? classes->count
                                     : int64_t(classes->labels.size()))
         << "\n";
  os << "\n";
}

void HeaderWriter::writeArrayConstants() {
  if (description.arrays.empty())
    return;
  bool embedded = all_of(description.arrays, [](auto &array) {
    // What an optimiser remembers begins with zeros.
    return array.value.has_value() || (array.flags & NETRT_ARRAY_STATE);
  });
  os << "/* "
     << (embedded ? "The arrays are part of the library"
                  : "The arrays are given at run time, see netrt_arrays_set")
     << ". */\n#define " << upper << "_ARRAYS " << description.arrays.size()
     << "\n\n";
}

/// The parameters behind context and arrays, or (untyped) their names.
std::vector<std::string> HeaderWriter::parameters(const EntryDescription &entry,
                                                  bool typed) const {
  std::vector<std::string> result;
  auto add = [&](const Twine &type, const Twine &name) {
    result.push_back(typed ? (type + name).str() : name.str());
  };
  add("int64_t ", "batch");
  for (const std::string &length : description.lengths)
    add("int64_t ", "length_" + identifier(length));
  for (uint32_t input : entry.inputs) {
    if (isSetting(*port(input).port)) {
      add(cType(*port(input).port, entry.precision) + " ", port(input).name);
      continue;
    }
    add("const " + cType(*port(input).port, entry.precision) + " *",
        port(input).name);
    if (isRagged(*port(input).port))
      add("const int64_t *", port(input).name + "_lengths");
  }
  for (uint32_t output : entry.outputs)
    add(cType(*port(output).port, entry.precision) + " *", port(output).name);
  return result;
}

void HeaderWriter::writeShape(const HeaderPort &port) {
  bool isScalar = isUnbatched(*port.port) && port.port->dims.empty();
  if (isScalar) // C has no arrays without elements.
    return;
  os << "  const int64_t " << port.name << "_shape[] = {"
     << (isUnbatched(*port.port) ? "" : "batch")
     << (isUnbatched(*port.port) || port.port->dims.empty() ? "" : ", ")
     << shapeText(description, *port.port, ", ") << "};\n";
}

static StringRef introductionOf(const EntryDescription &entry) {
  switch (entry.kind) {
  case NETRT_GRADIENT:
    return "/* Gradients of the sum of all outputs, each weighted by its\n"
           " * imposed gradient where there is one; those of arrays are summed"
           "\n * over the batch. `batch` examples, ";
  case NETRT_TRAIN_STEP:
    return "/* Runs the net on `batch` examples and moves its arrays, which "
           "must be\n * trainable, against the gradient of the mean loss. "
           "Examples, ";
  default:
    return "/* Runs the net on `batch` examples, ";
  }
}

void HeaderWriter::writeFunctionComment(const EntryDescription &entry) {
  os << introductionOf(entry) << "which lie one behind the other, row-major:\n";
  for (uint32_t place : portsOf(entry)) {
    std::string shape = shapeText(description, *port(place).port, " x ");
    bool batched = !isUnbatched(*port(place).port);
    os << " *   " << port(place).name << ": " << (batched ? "batch" : "")
       << (batched && !shape.empty() ? " x " : "")
       << (batched || !shape.empty() ? shape : "one") << " of "
       << cType(*port(place).port, entry.precision) << "\n";
  }
  os << " * `batch` is at most what the context has reserved (max_batch of its"
        " options,\n * netrt_context_reserve). netrt_last_error(context) says"
        " what went wrong. */\n";
}

/// The statements that fill `inputs` or `outputs`.
void HeaderWriter::writeTensors(ArrayRef<uint32_t> places, StringRef list,
                                netrt_element precision) {
  for (auto [index, place] : enumerate(places)) {
    const HeaderPort &each = port(place);
    bool isBatched = !isUnbatched(*each.port);
    size_t rank = each.port->dims.size() + isBatched;
    os << "  " << list << "[" << index << "] = netrt_tensor_of("
       << (isSetting(*each.port) ? "&" : "") << each.name << ", "
       << elementName(*each.port, precision) << ", " << rank << ", "
       << (rank == 0 ? "NULL" : each.name + "_shape") << ");\n";
    if (each.port->direction == NETRT_INPUT && isRagged(*each.port))
      os << "  " << list << "[" << index << "].lengths = " << each.name
         << "_lengths;\n";
  }
}

void HeaderWriter::writeFunction(const HeaderFunction &function) {
  const EntryDescription &entry = description.entries[function.entry];
  std::string macro = upper + "_" + StringRef(function.name).upper() + "_ENTRY";
  os << "/* For netrt_run: the entry behind the function below. */\n#define "
     << macro << " " << function.entry << "\n\n";
  writeFunctionComment(entry);
  os << "NETRT_CHECKED static inline netrt_status\n"
     << description.prefix << "_" << function.name
     << "(netrt_context *context, "
     << (entry.kind == NETRT_TRAIN_STEP ? "" : "const ")
     << "netrt_arrays *arrays,\n    "
     << join(parameters(entry, /*typed=*/true), ",\n    ") << ") {\n";
  for (uint32_t place : portsOf(entry))
    writeShape(port(place));
  // C has no arrays without elements.
  os << "  netrt_tensor inputs[" << std::max<size_t>(entry.inputs.size(), 1)
     << "], outputs[" << std::max<size_t>(entry.outputs.size(), 1) << "];\n";
  writeTensors(entry.inputs, "inputs", entry.precision);
  writeTensors(entry.outputs, "outputs", entry.precision);
  os << "  return netrt_run(context, arrays, " << macro << ", inputs, "
     << entry.inputs.size() << ", outputs, " << entry.outputs.size()
     << ");\n}\n\n";
}

/// The members that call the functions above.
void HeaderWriter::writeCppMethods() {
  for (const HeaderFunction &function : functions) {
    const EntryDescription &entry = description.entries[function.entry];
    os << "  NETRT_CHECKED netrt_status " << function.name << "("
       << join(parameters(entry, /*typed=*/true), ", ") << ") {\n"
       << "    return " << description.prefix << "_" << function.name
       << "(ownContext, ownArrays, "
       << join(parameters(entry, /*typed=*/false), ", ") << ");\n  }\n";
  }
}

void HeaderWriter::writeCppClass() {
  const std::string &prefix = description.prefix;
  os << "#ifdef __cplusplus\n\nnamespace " << prefix << " {\n\n"
     << "/* Context and arrays that release themselves. Ask ok() first: */\n"
     << "/*   " << prefix << "::Net net; if (!net.ok()) … net.error() */\n"
     << "class Net {\npublic:\n"
     << "  explicit Net(const netrt_options *options = nullptr,\n"
     << "               const netrt_arrays_options *arraysOptions = nullptr)\n"
     << "      : state(netrt_context_create(" << prefix
     << "_net(), options, &ownContext)) {\n"
     << "    if (state == NETRT_OK)\n"
     << "      state = netrt_arrays_create(" << prefix
     << "_net(), arraysOptions, &ownArrays);\n  }\n"
     << "  ~Net() {\n    netrt_context_destroy(ownContext);\n"
     << "    netrt_arrays_destroy(ownArrays);\n  }\n"
     << "  Net(const Net &) = delete;\n  Net &operator=(const Net &) = "
        "delete;\n\n"
     << "  bool ok() const { return state == NETRT_OK; }\n"
     << "  const char *error() const {\n"
     << "    return ok() ? netrt_last_error(ownContext) : "
        "netrt_status_text(state);\n  }\n"
     << "  netrt_context *context() { return ownContext; }\n"
     << "  netrt_arrays *arrays() { return ownArrays; }\n";
  writeCppMethods();
  os << "\nprivate:\n  netrt_context *ownContext = nullptr;\n"
     << "  netrt_arrays *ownArrays = nullptr;\n  netrt_status state;\n};\n\n"
     << "} // namespace " << prefix << "\n\n#endif\n\n";
}

void HeaderWriter::write() {
  writeIntroduction();
  for (auto [place, port] : enumerate(ports))
    writePortConstants(port, place);
  writeArrayConstants();
  for (const HeaderFunction &function : functions)
    writeFunction(function);
  os << "#ifdef __cplusplus\n}\n#endif\n\n";
  writeCppClass();
  os << "#endif /* " << upper << "_NET_H */\n";
}

std::string netc::generateHeader(const LibraryDescription &description) {
  std::string text;
  raw_string_ostream os(text);
  HeaderWriter(description, os).write();
  return text;
}
