//===- BindFrame.cpp - entry points take the frame of a call --------------===//

#include "compiler/Codegen/CPU/Passes.h"

#include "compiler/Transforms/EntryFunction.h"
#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace netc {
#define GEN_PASS_DEF_BINDFRAMEPASS
#include "compiler/Codegen/CPU/Passes.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

namespace {

/// Rewrites one entry point.
class EntryBinder {
public:
  EntryBinder(func::FuncOp entry, StringRef suffix)
      : entry(entry), suffix(suffix), builder(entry.getContext()) {}

  LogicalResult bind();

private:
  LogicalResult bindArguments();
  LogicalResult bindResults();
  std::optional<int64_t> arrayIndex(StringRef key);
  FailureOr<tile::BufferOp> buffer(Type tensor, tile::Place place,
                                   int64_t index);
  void changeType();

  func::FuncOp entry;
  StringRef suffix;
  OpBuilder builder;
  Value frame;
  Value batch;
};

} // namespace

FailureOr<tile::BufferOp> EntryBinder::buffer(Type type, tile::Place place,
                                              int64_t index) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor)
    return entry.emitError("entry point has a port of type ") << type;
  SmallVector<Value> sizes(tensor.getNumDynamicDims(), batch);
  if (sizes.size() > 1 || (!sizes.empty() && !tensor.isDynamicDim(0)))
    return entry.emitError("open sizes besides the batch in ") << tensor;
  auto memref = MemRefType::get(tensor.getShape(), tensor.getElementType());
  return tile::BufferOp::create(builder, entry.getLoc(), memref, frame, place,
                                index, /*offset=*/0, /*per_example=*/0, sizes);
}

LogicalResult EntryBinder::bindArguments() {
  int64_t inputs = 0, arrays = 0;
  Block &body = entry.getBody().front();
  for (unsigned i = 0, e = entry.getNumArguments(); i < e; ++i) {
    bool isArray = static_cast<bool>(entry.getArgAttr(i, netc::entry::array));
    int64_t index = isArray ? arrays++ : inputs++;
    if (auto given = entry.getArgAttrOfType<IntegerAttr>(i, "netc.index"))
      index = given.getInt();
    BlockArgument argument = body.getArgument(i + 1);
    FailureOr<tile::BufferOp> source =
        buffer(argument.getType(),
               isArray ? tile::Place::Array : tile::Place::Input, index);
    if (failed(source))
      return failure();
    auto tensor = bufferization::ToTensorOp::create(builder, entry.getLoc(),
                                                    argument.getType(), *source,
                                                    /*restrict=*/true);
    argument.replaceAllUsesWith(tensor);
  }
  return success();
}

/// The place among the entry's arrays.
std::optional<int64_t> EntryBinder::arrayIndex(StringRef key) {
  int64_t index = 0;
  for (unsigned i = 0, e = entry.getNumArguments(); i < e; ++i)
    if (auto name = entry.getArgAttrOfType<StringAttr>(i, netc::entry::array)) {
      if (name == key)
        return index;
      ++index;
    }
  return std::nullopt;
}

// A new value of an array is stored where the old one was read: the ops that
// make it stand behind all that read the old one.
LogicalResult EntryBinder::bindResults() {
  auto terminator =
      cast<func::ReturnOp>(entry.getBody().front().getTerminator());
  int64_t outputs = 0;
  for (auto [i, result] : llvm::enumerate(terminator.getOperands())) {
    auto update = entry.getResultAttrOfType<StringAttr>(i, netc::entry::update);
    std::optional<int64_t> index = update ? arrayIndex(update) : outputs++;
    if (!index)
      return entry.emitError("updates array \"")
             << update.getValue() << "\", which it does not take";
    FailureOr<tile::BufferOp> target =
        buffer(result.getType(),
               update ? tile::Place::Array : tile::Place::Output, *index);
    if (failed(target))
      return failure();
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(terminator);
    auto store = bufferization::MaterializeInDestinationOp::create(
        builder, result.getLoc(), result, *target);
    store.setRestrict(true);
    store.setWritable(true);
  }
  terminator->setOperands({});
  return success();
}

void EntryBinder::changeType() {
  // What the ports were is needed to describe the library, not from here on.
  Block &body = entry.getBody().front();
  body.eraseArguments(1, body.getNumArguments() - 1);
  entry.setType(builder.getFunctionType({frame.getType()}, {}));
  entry.removeArgAttrsAttr();
  entry.removeResAttrsAttr();
  entry.setName((entry.getName() + suffix).str());
}

LogicalResult EntryBinder::bind() {
  Block &body = entry.getBody().front();
  builder.setInsertionPointToStart(&body);
  frame = body.insertArgument(0u, builder.getType<tile::FrameType>(),
                              entry.getLoc());
  batch = tile::BatchOp::create(builder, entry.getLoc(), builder.getIndexType(),
                                frame);
  if (failed(bindArguments()) || failed(bindResults()))
    return failure();
  changeType();
  return success();
}

namespace {
struct BindFrame : netc::impl::BindFramePassBase<BindFrame> {
  using BindFramePassBase::BindFramePassBase;

  void runOnOperation() override {
    for (auto entry : getOperation().getOps<func::FuncOp>())
      if (entry->hasAttr("netc.entry"))
        if (failed(EntryBinder(entry, suffix).bind()))
          return signalPassFailure();
  }
};
} // namespace
