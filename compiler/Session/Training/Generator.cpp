//===- Generator.cpp - training data that a function makes ---------------===//

#include "compiler/Session/Training/Generator.h"
#include "compiler/Arrays/Convert.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

/// As the loop has it.
static constexpr int64_t usualBatch = 64;

GeneratedData::GeneratedData(const Generator &generator, const Job &job,
                             MLIRContext *context)
    : generator(generator), job(job), context(context),
      batchSize(job.options.batchSize ? job.options.batchSize : usualBatch) {
  if (this->generator.roundLength == 0)
    this->generator.roundLength = batchSize;
  batchSize = std::min(batchSize, this->generator.roundLength);
}

FailureOr<Table> GeneratedData::make(int64_t size, int64_t round,
                                     int64_t batch) {
  auto rule = [](StringRef name, int64_t value) {
    return Expr::rule(Expr::string(name), Expr::integer(value));
  };
  if (!job.hooks.call)
    return reportError(context, generator.function.span(), "bad-argument")
           << "no function can make training data here";
  FailureOr<Expr> data = job.hooks.call(
      generator.function,
      {Expr::association({rule("BatchSize", size), rule("Round", round),
                          rule("AbsoluteBatch", batch)})});
  if (mlir::failed(data))
    return failure();
  FailureOr<Table> table =
      readTable(data->withSpan(generator.function.span()), context);
  if (succeeded(table) && table->count > size)
    return reportError(context, generator.function.span(), "bad-input")
           << "the function made " << table->count
           << " examples for a batch of " << size;
  return table;
}

FailureOr<Table> GeneratedData::makeFirst() {
  FailureOr<Table> table = make(batchSize, 1, 1);
  if (succeeded(table))
    first = *table;
  return table;
}

LogicalResult GeneratedData::fill(netrt_batch &batch) {
  bool isFirst = first && batch.absolute_batch == 1 && batch.size == batchSize;
  FailureOr<Table> table =
      isFirst ? FailureOr<Table>(*first)
              : make(batch.size, batch.round, batch.absolute_batch);
  first.reset();
  if (mlir::failed(table) ||
      mlir::failed(nameColumns(*table, prepared->inputs, prepared->targets,
                               context, /*warns=*/false)))
    return failure();
  FailureOr<DenseData> dense = encodeData(*table, prepared->feeds, compiled,
                                          job.options.precision, context);
  if (mlir::failed(dense))
    return failure();
  batch.size = dense->count;
  for (size_t i = 0; i < batch.input_count; ++i) {
    size_t place =
        llvm::find(dense->ports, batch.ports[i]->name) - dense->ports.begin();
    FailureOr<ArrayData> values = convertElements(
        dense->arrays[place], static_cast<ElementType>(batch.elements[i]), [&] {
          return reportError(context, generator.function.span(), "bad-input");
        });
    if (mlir::failed(values))
      return failure();
    memcpy(batch.inputs[i], values->bytes.data(), values->bytes.size());
  }
  return success();
}

netrt_train_data GeneratedData::bind(const Prepared &net,
                                     const netrt_net *library) {
  prepared = &net;
  compiled = library;
  netrt_train_data data{};
  data.struct_size = sizeof data;
  data.round_length = generator.roundLength;
  data.self = this;
  data.fill = [](void *self, netrt_batch *batch) -> netrt_status {
    auto &generated = *static_cast<GeneratedData *>(self);
    if (succeeded(generated.fill(*batch)))
      return NETRT_OK;
    generated.failed = true;
    return NETRT_BAD_INPUT;
  };
  return data;
}
