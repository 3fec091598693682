//===- LoadedLibrary.cpp - a compiled net and its arrays -----------------===//

#include "compiler/Session/LoadedLibrary.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Session/Decoding.h"

using namespace mlir;

namespace netc {

static InFlightDiagnostic report(MLIRContext *context, llvm::StringRef path,
                                 llvm::StringRef code, netrt_status status,
                                 const char *text) {
  auto error = emitError(FileLineColLoc::get(context, path, 0, 0));
  error << "[" << code << "] " << netrt_status_text(status);
  // The runtime names the file, as the place of the message does.
  llvm::StringRef reason = text ? text : "";
  if (reason.consume_front(path))
    reason.consume_front(": ");
  if (!reason.empty())
    error << ": " << reason;
  return error;
}

FailureOr<LoadedLibrary> LoadedLibrary::open(llvm::StringRef path,
                                             llvm::StringRef weights,
                                             MLIRContext *context) {
  LoadedLibrary loaded;
  netrt_message message{};
  netrt_status status = netrt_library_open(path.str().c_str(), nullptr,
                                           &loaded.library, &message);
  if (status != NETRT_OK)
    return report(context, path, "bad-library", status, message.text);
  netrt_arrays_options options{};
  options.struct_size = sizeof options;
  options.message = &message;
  status = netrt_arrays_create(loaded.net(), &options, &loaded.values);
  if (status != NETRT_OK)
    return report(context, path, "bad-library", status, message.text);
  if (weights.empty())
    return loaded;
  status = netrt_arrays_load(loaded.values, weights.str().c_str(), &message);
  if (status != NETRT_OK)
    return report(context, weights, "bad-weights", status, message.text);
  return loaded;
}

LogicalResult LoadedLibrary::borrow(const ArrayStore &store,
                                    ElementType precision, Guard guard,
                                    MLIRContext *context) {
  for (const auto &[key, data] : store) {
    Location location = UnknownLoc::get(context);
    FailureOr<ArrayData> converted =
        isReal(data.element) || data.element == ElementType::Integer64
            ? convertElements(data, precision,
                              [&] { return emitError(location); })
            : FailureOr<ArrayData>(data);
    if (failed(converted))
      return failure();
    borrowed.push_back(guardedCopy(*converted, guard));
    netrt_tensor tensor = tensorOf(borrowed.back());
    netrt_status status = netrt_arrays_borrow(values, key.c_str(), &tensor);
    if (status != NETRT_OK)
      return report(context, key, "runtime", status,
                    netrt_arrays_last_error(values));
  }
  return success();
}

LoadedLibrary::~LoadedLibrary() {
  netrt_arrays_destroy(values);
  netrt_library_close(library);
}

} // namespace netc
