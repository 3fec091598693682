//===- ShapeMessages.cpp - how shape conflicts are told ------------------===//

#include "dialects/Net/IR/ShapeMessages.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Lengths.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

static bool hasName(const ShapeFacts::Size &length) {
  return length.name && !isNamelessLength(length.name.getValue());
}

static std::string showSize(const ShapeFacts::Size &size) {
  if (size.isFixed())
    return std::to_string(size.size);
  if (!size.isLength)
    return "?";
  return hasName(size) ? size.name.str() : "Varying";
}

std::string ShapeMessages::show(unsigned shape) {
  const ShapeFacts::Shape &known = facts.shape(shape);
  if (!known.ranked)
    return "unknown";
  std::string text = "{";
  for (unsigned dim : known.dims)
    text += (text.size() > 1 ? ", " : "") + showSize(facts.size(dim));
  return text + "}";
}

// {50, 8, 8} with one size replaced.
static std::string showWith(ShapeFacts &facts, unsigned shape, unsigned index,
                            int64_t size) {
  std::string text = "{";
  for (auto [i, dim] : llvm::enumerate(facts.shape(shape).dims))
    text += (i ? ", " : "") +
            (i == index ? std::to_string(size) : showSize(facts.size(dim)));
  return text + "}";
}

static std::string showElement(Element element) {
  if (!element.isInteger())
    return element.isReal() ? "real" : "unknown";
  if (element == Element::integer())
    return "integer";
  std::string high = element.high == Element::highest
                         ? "Infinity"
                         : std::to_string(element.high);
  return "integer from " + std::to_string(element.low) + " to " + high;
}

// integers from 1 to 5
static std::string showNeeded(Element element) {
  std::string text = showElement(element);
  if (!element.isInteger())
    return text + " elements";
  text.insert(StringRef("integer").size(), "s");
  StringRef shown = text;
  shown.consume_back(" to Infinity");
  return shown.str();
}

std::string ShapeMessages::showLayer(Operation *op) const {
  return isa<RootOp>(op) ? "the net" : describeLayer(op);
}

std::string ShapeMessages::showSubject(unsigned shape) {
  const Subject &subject = facts.shape(shape).subject;
  if (subject.array)
    return "array \"" + subject.array.str() + "\"";
  return describePort(subject.port);
}

static StringRef ordinal(unsigned index, unsigned rank) {
  static constexpr StringLiteral words[] = {"first", "second", "third",
                                            "fourth", "fifth"};
  if (index + 1 == rank && rank > 1)
    return "last";
  return index < std::size(words) ? StringRef(words[index]) : "inner";
}

// last dimension of input "Input1"
std::string ShapeMessages::showDim(Dim dim) {
  if (dim.owner == ShapeFacts::none)
    return "a size";
  unsigned rank = facts.shape(dim.owner).dims.size();
  std::string text = ordinal(dim.index, rank).str() + " dimension of ";
  const Subject &subject = facts.shape(dim.owner).subject;
  for (OpOperand &operand : layer->getOpOperands())
    if (operand.get() == subject.port)
      return text + "input \"" + inputName(layer, operand.getOperandNumber()) +
             "\"";
  return text + showSubject(dim.owner);
}

std::string ShapeMessages::showSource(unsigned node) {
  const Origin *origin = facts.origin(node);
  if (!origin)
    return "";
  return origin->layer ? showLayer(origin->layer) : origin->why;
}

bool ShapeMessages::isOwnResult(unsigned shape) {
  Value port = facts.shape(shape).subject.port;
  return port && port.getDefiningOp() == layer;
}

//===----------------------------------------------------------------------===//
// Conflicts
//===----------------------------------------------------------------------===//

void ShapeMessages::noteSize(InFlightDiagnostic &error, unsigned size) {
  const ShapeFacts::Size &known = facts.size(size);
  const Origin *origin = facts.origin(known.origin);
  if (!origin)
    return;
  Diagnostic &note = error.attachNote(origin->location)
                     << showSize(known) << " comes from "
                     << showSource(known.origin);
  if (origin->layer && !origin->why.empty())
    note << ": " << origin->why;
}

void ShapeMessages::noteSizes(InFlightDiagnostic &error,
                              ArrayRef<unsigned> sizes) {
  SmallVector<std::pair<Operation *, Location>> told;
  for (unsigned dim : sizes) {
    const Origin *origin = facts.origin(facts.size(dim).origin);
    if (!origin || llvm::is_contained(
                       told, std::pair(origin->layer, origin->location)))
      continue;
    told.push_back({origin->layer, origin->location});
    noteSize(error, dim);
  }
}

// "output of layer 1 (X) has shape A but layer 2 (Y) needs B", told from the
// producer to the consumer whichever of the two is at work.
InFlightDiagnostic ShapeMessages::disagreement(StringRef code, unsigned shape,
                                               const std::string &has,
                                               const std::string &needs,
                                               unsigned origin) {
  std::string other = showSource(origin);
  const Origin *known = facts.origin(origin);
  if (known && known->layer == layer && known->why == portOption)
    other = known->why + " of " + other; // the layer against itself
  bool turned = isOwnResult(shape) && !other.empty();
  return emitCoded(layer->getLoc(), code)
         << showSubject(shape) << " has shape " << (turned ? needs : has)
         << " but " << (turned ? other : showLayer(layer)) << " needs "
         << (turned ? has : needs);
}

LogicalResult ShapeMessages::sizeConflict(unsigned shape, unsigned index,
                                          int64_t needed, const Twine &why) {
  unsigned dim = facts.shape(shape).dims[index];
  InFlightDiagnostic error = disagreement(
      "incompatible-shapes", shape, show(shape),
      showWith(facts, shape, index, needed), facts.size(dim).origin);
  noteSize(error, dim);
  if (!why.isTriviallyEmpty())
    error.attachNote(layer->getLoc())
        << needed << " comes from " << showLayer(layer) << ": " << why;
  return error;
}

LogicalResult ShapeMessages::looseConflict(unsigned size, int64_t needed,
                                           const Twine &why) {
  InFlightDiagnostic error =
      emitCoded(layer->getLoc(), "incompatible-dimensions")
      << showLayer(layer) << ": a size is " << showSize(facts.size(size))
      << " but must be " << needed << " (" << why << ")";
  noteSize(error, size);
  return error;
}

// a vector of length 800
static std::string describeArray(ShapeFacts &facts, unsigned shape,
                                 const std::string &shown) {
  ArrayRef<unsigned> dims = facts.shape(shape).dims;
  if (dims.empty())
    return "a single number";
  if (dims.size() > 1)
    return "an array of dimensions " + shown;
  return "a vector of length " + showSize(facts.size(dims[0]));
}

LogicalResult ShapeMessages::rankConflict(unsigned shape, int64_t needed,
                                          const Twine &why) {
  const ShapeFacts::Shape &known = facts.shape(shape);
  std::string got = describeArray(facts, shape, show(shape));
  InFlightDiagnostic error = emitCoded(layer->getLoc(), "incompatible-rank");
  if (isOwnResult(shape))
    error << showSubject(shape) << " has rank " << needed << " but "
          << showSource(known.rankOrigin) << " needs " << got;
  else
    error << showLayer(layer) << " needs an array of rank " << needed
          << ", got " << got;
  if (!why.isTriviallyEmpty())
    error << " (" << why << ")";
  if (const Origin *origin = facts.origin(known.rankOrigin))
    error.attachNote(origin->location)
        << "rank " << known.dims.size() << " comes from "
        << showSource(known.rankOrigin);
  return error;
}

LogicalResult ShapeMessages::elementConflict(unsigned shape, Element needed) {
  const ShapeFacts::Shape &known = facts.shape(shape);
  InFlightDiagnostic error = emitCoded(layer->getLoc(), "incompatible-element");
  // Told from the consumer's side, whichever of the two is at work.
  if (isOwnResult(shape) && known.elementOrigin != ShapeFacts::none)
    error << showSource(known.elementOrigin) << " needs "
          << showNeeded(known.element) << ", " << showSubject(shape) << " is "
          << showElement(needed);
  else
    error << showLayer(layer) << " needs " << showNeeded(needed) << ", "
          << showSubject(shape) << " is " << showElement(known.element);
  if (const Origin *origin = facts.origin(known.elementOrigin))
    error.attachNote(origin->location)
        << showElement(known.element) << " comes from "
        << showSource(known.elementOrigin);
  return error;
}

LogicalResult ShapeMessages::unequalShapes(unsigned a, unsigned b) {
  InFlightDiagnostic error = emitCoded(layer->getLoc(), "incompatible-shapes")
                             << showLayer(layer) << ": " << showSubject(a)
                             << " has shape " << show(a) << ", "
                             << showSubject(b) << " has shape " << show(b)
                             << "; they must be equal";
  noteSizes(error, facts.shape(a).dims);
  noteSizes(error, facts.shape(b).dims);
  return error;
}

// 3 (from port "Input" of the net); an array is named already.
std::string ShapeMessages::showKnown(Dim dim) {
  const ShapeFacts::Size &size = facts.size(dim.size);
  std::string source = showSource(size.origin);
  bool isNamed = dim.owner != ShapeFacts::none &&
                 facts.shape(dim.owner).subject.array &&
                 source == showSubject(dim.owner);
  return showSize(size) +
         (source.empty() || isNamed ? "" : " (from " + source + ")");
}

LogicalResult ShapeMessages::unequalDims(Dim a, Dim b) {
  InFlightDiagnostic error =
      emitCoded(layer->getLoc(), "incompatible-dimensions")
      << showLayer(layer) << ": " << showDim(a) << " is " << showKnown(a)
      << ", " << showDim(b) << " is " << showKnown(b) << "; they must be equal";
  noteSize(error, a.size);
  noteSize(error, b.size);
  return error;
}

LogicalResult ShapeMessages::lengthRefused(Dim dim, StringRef hint) {
  InFlightDiagnostic error = emitCoded(layer->getLoc(), "length-mismatch")
                             << showLayer(layer)
                             << " needs a fixed size, but the " << showDim(dim)
                             << " is Varying";
  noteSize(error, dim.size);
  if (!hint.empty())
    error.attachNote() << "hint: " << hint;
  return error;
}

void ShapeMessages::warnForced(unsigned size) {
  const ShapeFacts::Size &known = facts.size(size);
  emitCodedWarning(layer->getLoc(), "forced-length")
      << "the Varying length" << (hasName(known) ? " " + known.name.str() : "")
      << " is forced to " << known.size << " by " << showSource(known.origin);
}
