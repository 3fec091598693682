//===- NetAttrs.cpp - expressions and coders as attributes ---------------===//

#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/NetDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace netc::net;

static ParseResult parseCoderDirection(AsmParser &parser,
                                       CoderDirection &direction) {
  StringRef keyword;
  SMLoc place = parser.getCurrentLocation();
  if (parser.parseKeyword(&keyword))
    return failure();
  if (keyword != "encoder" && keyword != "decoder")
    return parser.emitError(place, "expected encoder or decoder, got ")
           << keyword;
  direction =
      keyword == "encoder" ? CoderDirection::Encoder : CoderDirection::Decoder;
  return success();
}

static void printCoderDirection(AsmPrinter &printer, CoderDirection direction) {
  printer << (direction == CoderDirection::Encoder ? "encoder" : "decoder");
}

#define GET_ATTRDEF_CLASSES
#include "dialects/Net/IR/NetAttrs.cpp.inc"

void NetDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Net/IR/NetAttrs.cpp.inc"
      >();
}

bool CallAttr::isCall(StringRef name) const {
  auto symbol = dyn_cast<SymbolAttr>(getHead());
  return symbol && symbol.getName() == name;
}
