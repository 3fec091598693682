//===- Load.cpp - a net from a file in any notation ----------------------===//

#include "compiler/Session/Load.h"
#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Frontend/Protobuf/Protobuf.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Frontend/Tree/PortShapes.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Notebook.h"
#include "compiler/Session/Values.h"
#include "compiler/Transforms/NetPasses.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/Positions.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace netc::net;

namespace netc {

FailureOr<SpecFormat> specFormat(StringRef name, StringRef path,
                                 MLIRContext *context) {
  auto format = llvm::StringSwitch<std::optional<SpecFormat>>(name)
                    .Case("text", SpecFormat::Text)
                    .Case("binary", SpecFormat::Binary)
                    .Case("textproto", SpecFormat::Textproto)
                    .Case("mlir", SpecFormat::Mlir)
                    .Default(std::nullopt);
  if (format)
    return *format;
  if (!name.empty())
    return emitError(UnknownLoc::get(context))
           << "[bad-argument] unknown format \"" << name
           << "\"; the formats are text, binary, textproto and mlir";
  if (path.ends_with(".onnx"))
    return emitError(FileLineColLoc::get(context, path, 0, 0))
           << "[unsupported-format] this version of netc neither reads nor "
              "writes ONNX; the endings of nets are .net, .netpb, .textproto "
              "and .mlir";
  return llvm::StringSwitch<SpecFormat>(path)
      .EndsWith(".netpb", SpecFormat::Binary)
      .EndsWith(".textproto", SpecFormat::Textproto)
      .EndsWith(".mlir", SpecFormat::Mlir)
      .Default(SpecFormat::Text);
}

bool isLibraryPath(StringRef path) {
  return path.ends_with(".so") || path.contains(".so.");
}

LogicalResult checkLibraryOptions(const SpecOptions &options,
                                  MLIRContext *context) {
  StringRef given = !options.definitions.empty() ? "--define"
                    : !options.shapes.empty()    ? "--shape"
                    : !options.net.empty()       ? "--net"
                                                 : "";
  if (given.empty())
    return success();
  return emitError(FileLineColLoc::get(context, options.path, 0, 0))
         << "[bad-argument] " << given
         << " changes nothing about a compiled library; give it to netc "
            "compile";
}

LogicalResult inferShapes(ModuleOp module) {
  PassManager passes(module.getContext());
  passes.addPass(createInferShapesPass());
  return passes.run(module);
}

static FailureOr<BuiltNet> readMlir(StringRef name, StringRef text,
                                    MLIRContext *context) {
  BuiltNet net;
  net.module = parseSourceString<ModuleOp>(text, context, name);
  if (!net.module)
    return failure();
  if ((*net.module)->hasAttr(coderAttribute))
    return net;
  auto roots = net.module->getOps<RootOp>();
  if (std::distance(roots.begin(), roots.end()) != 1)
    return emitError(FileLineColLoc::get(context, name, 0, 0))
           << "[bad-net] expected a module with one net.root";
  return net;
}

static FailureOr<BuiltNet> readText(const SpecOptions &options,
                                    std::string text, SourceFiles &sources,
                                    MLIRContext *context, unsigned inputCount) {
  TextOptions textOptions;
  textOptions.inputCount = inputCount;
  textOptions.net = options.net;
  for (const std::string &definition : options.definitions) {
    auto [name, value] = StringRef(definition).split('=');
    FailureOr<Expr> expr =
        parseFlag("--define " + name.str(), value, sources, context);
    if (failed(expr))
      return failure();
    textOptions.definitions.emplace_back(name.str(), *expr);
  }
  if (options.notebook)
    text = blankPrompts(text);
  return readNetText(sources.add(options.path == "-" ? "<stdin>" : options.path,
                                 std::move(text)),
                     context, textOptions);
}

/// Only text has names; anywhere else they would change nothing.
static LogicalResult checkTextOptions(const SpecOptions &options,
                                      SpecFormat format, MLIRContext *context) {
  if (format == SpecFormat::Text ||
      (options.definitions.empty() && options.net.empty()))
    return success();
  return emitError(FileLineColLoc::get(context, options.path, 0, 0))
         << "[bad-argument] " << (options.net.empty() ? "--define" : "--net")
         << " speaks of names in .net text; this file holds one net and no "
            "names";
}

/// A shape that the net does not state itself becomes a part of it, to be
/// written with it.
static void writeShape(Operation *net, unsigned port, ArrayType type) {
  Builder builder(net->getContext());
  SmallVector<Attribute> types(net->getNumOperands(), builder.getUnitAttr());
  if (auto given = net->getAttrOfType<ArrayAttr>(inputTypesAttribute))
    types.assign(given.begin(), given.end());
  if (isa<UnitAttr>(types[port]))
    types[port] = TypeAttr::get(type);
  net->setAttr(inputTypesAttribute, builder.getArrayAttr(types));
}

/// `--shape PORT=SPEC`: a fact at a port of the whole net.
static LogicalResult addShape(StringRef argument, RootOp root,
                              SourceFiles &sources, MLIRContext *context) {
  auto [port, spec] = argument.split('=');
  FailureOr<Expr> expr =
      parseFlag(("--shape " + port).str(), spec, sources, context);
  if (failed(expr))
    return failure();
  for (auto [i, name] : llvm::enumerate(root.getInputNames())) {
    if (cast<StringAttr>(name).getValue() != port)
      continue;
    BuildOptions options;
    tree::BuildContext build(context, options);
    FailureOr<tree::PortShape> shape =
        tree::parsePortShape(*expr, /*isOutput=*/false, build);
    if (failed(shape))
      return failure();
    BlockArgument place = root.getInputPorts()[i];
    place.setType(shape->type);
    place.setLoc(expr->span().getLocation(context));
    writeShape(root.getNet(), i, shape->type);
    return success();
  }
  auto error = reportError(context, expr->span(), "unknown-port");
  error << "the net has no input port \"" << port << "\"";
  llvm::SmallVector<StringRef> names;
  for (Attribute name : root.getInputNames())
    names.push_back(cast<StringAttr>(name).getValue());
  if (std::string hint = didYouMean(port, names); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "input ports: " << llvm::join(names, ", ");
  return error;
}

void fillConstants(ModuleOp module, ArrayStore &arrays) {
  for (ArrayOp array : module.getOps<ArrayOp>()) {
    auto number = dyn_cast_or_null<FloatAttr>(array.getInitializerAttr());
    auto shape = cast<ArrayType>(array.getType()).fixedShape();
    if (!number || !shape || arrays.lookup(array.getSymName()))
      continue;
    ArrayData data;
    data.element = ElementType::Real64;
    data.shape = *shape;
    auto owner = std::make_shared<std::vector<double>>(
        data.elementCount(), number.getValueAsDouble());
    data.bytes = llvm::ArrayRef<char>(
        reinterpret_cast<const char *>(owner->data()), owner->size() * 8);
    data.owner = owner;
    arrays.insert(array.getSymName(), std::move(data));
  }
}

/// Values of the file, over those of the spec. Which ones are missing, surplus
/// or of another shape is checked where they are used.
static LogicalResult addWeights(const SpecOptions &options, BuiltNet &net,
                                MLIRContext *context) {
  if (options.weights.empty())
    return success();
  Location location = FileLineColLoc::get(context, options.weights, 0, 0);
  if (options.weights == "-" && options.path == "-")
    return emitError(location) << "[bad-argument] the net comes from standard "
                                  "input, so its weights cannot; name a file";
  FailureOr<ArrayStore> weights =
      readSafetensors(options.weights, [&] { return emitError(location); });
  if (failed(weights))
    return failure();
  for (const auto &[key, data] : *weights)
    net.arrays.insert(key, data);
  return success();
}

FailureOr<BuiltNet> loadNet(const SpecOptions &options, SourceFiles &sources,
                            MLIRContext *context, unsigned inputCount) {
  FailureOr<SpecFormat> format =
      specFormat(options.format, options.path, context);
  if (failed(format) || failed(checkTextOptions(options, *format, context)))
    return failure();
  FailureOr<std::string> text = sources.read(options.path, context);
  if (failed(text))
    return failure();
  FailureOr<BuiltNet> net = failure();
  switch (*format) {
  case SpecFormat::Text:
    net = readText(options, std::move(*text), sources, context, inputCount);
    break;
  case SpecFormat::Binary:
    net = readNetProtobuf(options.path, *text, context);
    break;
  case SpecFormat::Textproto:
    net = readNetTextproto(options.path, *text, context);
    break;
  case SpecFormat::Mlir:
    net = readMlir(options.path, *text, context);
    break;
  }
  if (failed(net))
    return failure();
  if ((*net->module)->hasAttr(coderAttribute))
    return net;
  RootOp root = *net->module->getOps<RootOp>().begin();
  for (const std::string &shape : options.shapes)
    if (failed(addShape(shape, root, sources, context)))
      return failure();
  if (failed(inferShapes(*net->module)) ||
      failed(addWeights(options, *net, context)))
    return failure();
  fillConstants(*net->module, net->arrays);
  return net;
}

} // namespace netc
