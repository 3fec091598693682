//===- DataCoders.cpp - what data tells about ports ----------------------===//

#include "compiler/Session/Training/DataCoders.h"
#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Frontend/Tree/BuildContext.h"
#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/Training/Labels.h"
#include "dialects/Net/IR/NetTypes.h"
#include "dialects/Net/IR/Positions.h"
#include "mlir/IR/Builders.h"
#include <map>

using namespace mlir;
using namespace netc;
using namespace netc::training;

net::CoderAttr training::coderAt(ArrayAttr coders, unsigned port) {
  return coders && port < coders.size() ? dyn_cast<net::CoderAttr>(coders[port])
                                        : net::CoderAttr();
}

SmallVector<int64_t> training::exampleShape(const Expr &column) {
  if (column.isCall("NumericArray") && !column.args().empty())
    return exampleShape(column.args()[0]);
  if (column.isNumeric())
    return SmallVector<int64_t>(ArrayRef(column.array()->shape).drop_front());
  SmallVector<int64_t> shape;
  for (Expr e = column.args()[0];; e = e.args()[0]) {
    if (e.isCall("NumericArray") && !e.args().empty())
      e = e.args()[0];
    if (e.isNumeric())
      llvm::append_range(shape, e.array()->shape);
    if (!e.isList())
      return shape;
    shape.push_back(e.args().size());
    if (e.args().empty())
      return shape;
  }
}

net::ArrayType training::fillType(net::ArrayType type,
                                  ArrayRef<int64_t> shape) {
  SmallVector<net::Dimension> sizes;
  for (int64_t size : shape)
    sizes.push_back(net::Dimension::fixed(size));
  if (type.getRanked()) {
    if (type.getRank() != static_cast<int64_t>(shape.size()))
      return type;
    for (auto [size, known] : llvm::zip(sizes, type.getDimensions()))
      if (known.isFixed() || known.isLength())
        size = known;
  }
  return net::ArrayType::of(type.getContext(), sizes, type.getElement());
}

//===----------------------------------------------------------------------===//
// Changing ports
//===----------------------------------------------------------------------===//

static void setElement(Operation *op, StringRef attribute, unsigned place,
                       size_t count, Attribute value) {
  Builder builder(op->getContext());
  SmallVector<Attribute> list(count, builder.getUnitAttr());
  if (auto known = op->getAttrOfType<ArrayAttr>(attribute))
    list.assign(known.begin(), known.end());
  list[place] = value;
  op->setAttr(attribute, builder.getArrayAttr(list));
}

static void setInputType(net::RootOp root, unsigned input,
                         net::ArrayType type) {
  BlockArgument port = root.getInputPorts()[input];
  port.setType(type);
  Operation *net = root.getNet();
  // The layer's operand too, so that the type is written with the net.
  for (OpOperand &use : port.getUses())
    if (use.getOwner() == net)
      setElement(net, net::inputTypesAttribute, use.getOperandNumber(),
                 net->getNumOperands(), TypeAttr::get(type));
}

static void setOutputType(net::RootOp root, unsigned output,
                          net::ArrayType type) {
  auto value =
      dyn_cast<OpResult>(*std::next(root.getOutputs().begin(), output));
  if (value && value.getOwner() == root.getNet())
    setElement(root.getNet(), net::outputTypesAttribute,
               value.getResultNumber(), root.getNet()->getNumResults(),
               TypeAttr::get(type));
}

static FailureOr<net::CoderAttr> makeCoder(StringRef head, ArrayRef<Expr> spec,
                                           Span place,
                                           tree::BuildContext &build) {
  return tree::parseCoder(Expr::call(head, {Expr::list(spec, place)}, place),
                          build);
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

/// {width, height} that most images have, and whether all are gray.
static Expr mostFrequentSize(ArrayRef<ImageBatch> images, bool &isGray) {
  std::map<std::pair<int64_t, int64_t>, int64_t> counts;
  std::pair<int64_t, int64_t> best;
  isGray = true;
  for (const ImageBatch &image : images) {
    ArrayRef<int64_t> shape(image.data.shape);
    if (image.isBatch)
      shape = shape.drop_front();
    std::pair size(shape[1], shape[0]);
    isGray &= shape.size() == 2 || shape[2] <= 2;
    if (++counts[size] > counts[best])
      best = size;
  }
  return Expr::list({Expr::integer(best.first), Expr::integer(best.second)});
}

static LogicalResult addImageEncoder(net::RootOp root, unsigned input,
                                     const Expr &column) {
  MLIRContext *context = root.getContext();
  std::string what =
      "port \"" +
      cast<StringAttr>(root.getInputNames()[input]).getValue().str() + "\"";
  SmallVector<ImageBatch> images;
  if (failed(checkAllImages(column, what, context)))
    return failure();
  for (const Expr &value :
       column.isNumeric() ? ArrayRef(column) : column.args()) {
    FailureOr<ImageBatch> image = readImages(value, what, context);
    if (failed(image))
      return failure();
    images.push_back(*image);
  }
  bool isGray = true;
  Expr size = mostFrequentSize(images, isGray);
  BuildOptions options;
  tree::BuildContext build(context, options);
  FailureOr<net::CoderAttr> coder = makeCoder(
      "NetEncoder",
      {Expr::string("Image"), size, Expr::string(isGray ? "Grayscale" : "RGB")},
      column.span(), build);
  if (failed(coder))
    return failure();
  setElement(root, "input_coders", input, root.getInputNames().size(), *coder);
  setInputType(root, input, tree::coderPortType(*coder, build));
  return success();
}

LogicalResult training::describeInput(net::RootOp root, unsigned input,
                                      const Expr &column) {
  auto type = cast<net::ArrayType>(root.getInputPorts()[input].getType());
  if (type.fixedShape() || coderAt(root.getInputCodersAttr(), input))
    return success();
  bool areImages =
      holdsImages(column) || (!type.getRanked() && isImageData(column) &&
                              column.array()->shape.size() > 2);
  if (areImages)
    return addImageEncoder(root, input, column);
  setInputType(root, input, fillType(type, exampleShape(column)));
  return success();
}

//===----------------------------------------------------------------------===//
// Outputs
//===----------------------------------------------------------------------===//

/// The size along which the classes lie, where it is known.
static std::optional<int64_t> classesOf(net::RootOp root, unsigned output) {
  auto type = cast<net::ArrayType>(
      (*std::next(root.getOutputs().begin(), output)).getType());
  if (!type.getRanked() || type.getRank() == 0 ||
      !type.getDimensions().back().isFixed())
    return std::nullopt;
  return type.getDimensions().back().size;
}

static bool arePlaces(ArrayRef<Expr> labels, int64_t classes) {
  return llvm::all_of(labels, [&](const Expr &label) {
    std::optional<int64_t> place = label.asInt64();
    return place && *place >= 1 && *place <= classes;
  });
}

static LogicalResult addDecoder(net::RootOp root, unsigned output,
                                ArrayRef<Expr> spec, Span place) {
  BuildOptions options;
  tree::BuildContext build(root.getContext(), options);
  FailureOr<net::CoderAttr> coder = makeCoder("NetDecoder", spec, place, build);
  if (failed(coder))
    return failure();
  setElement(root, "output_coders", output, root.getOutputNames().size(),
             *coder);
  setOutputType(root, output, tree::coderPortType(*coder, build));
  return success();
}

LogicalResult training::describeOutput(net::RootOp root, unsigned output,
                                       const Expr &column, bool takesClasses) {
  if (coderAt(root.getOutputCodersAttr(), output))
    return success();
  ValueKind kind = kindOf(column);
  if (kind == ValueKind::Booleans && !takesClasses)
    return addDecoder(root, output, {Expr::string("Boolean")}, column.span());
  bool areLabels = kind == ValueKind::Labels || kind == ValueKind::Booleans ||
                   kind == ValueKind::Whole || kind == ValueKind::Numbers;
  StringRef name = cast<StringAttr>(root.getOutputNames()[output]).getValue();
  if (kind == ValueKind::Labels && !takesClasses)
    return reportError(root.getContext(), column.span(), "bad-input")
           << "the values for \"" << name
           << "\" are labels, which need a SoftmaxLayer before the output, or "
              "a loss that takes classes";
  if (!takesClasses || !areLabels)
    return success();
  SmallVector<Expr> labels = distinctLabels(column);
  std::optional<int64_t> classes = classesOf(root, output);
  if (classes && *classes != static_cast<int64_t>(labels.size())) {
    if (arePlaces(labels, *classes))
      return success();
    return reportError(root.getContext(), column.span(), "bad-class")
           << "the values for \"" << name << "\" are of "
           << static_cast<int64_t>(labels.size())
           << " classes, the output has room for " << *classes
           << "; give the output a decoder NetDecoder[{\"Class\", labels}]";
  }
  return addDecoder(root, output, {Expr::string("Class"), Expr::list(labels)},
                    column.span());
}
