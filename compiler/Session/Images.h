//===- Images.h - image values of the notation -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_IMAGES_H
#define NETC_COMPILER_SESSION_IMAGES_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Session/Request.h"

namespace netc {

/// Pixels of one image ({height, width} or {height, width, channels}) or of
/// several of one size, with the count in front.
struct ImageBatch {
  ArrayData data;
  bool isBatch = false;
};

/// `Image[...]` or a list of these.
bool isImage(const Expr &value);

/// Images, or an array of bytes (an IDX file of images is a list of images).
/// Anything else goes to the net as an encoded array.
bool isImageData(const Expr &value);

/// Whether one of the values of a list is an image.
bool holdsImages(const Expr &column);

/// Fails at the first example of the list that is not `Image[...]`.
mlir::LogicalResult checkAllImages(const Expr &column, const llvm::Twine &what,
                                   mlir::MLIRContext *context);

mlir::FailureOr<ImageBatch> readImages(const Expr &value,
                                       const llvm::Twine &what,
                                       mlir::MLIRContext *context);

/// Images `begin` to `end` - 1 for the runtime; they point into `data`.
std::vector<netrt_image> imagesOf(const ArrayData &data, bool isBatch,
                                  int64_t begin, int64_t end);

/// The coder of a port, or null.
const netrt_coder *decoderAt(const netrt_net *net, uint32_t port);
/// Whether the output port has an image decoder.
bool hasImageDecoder(const netrt_net *net, uint32_t port);

/// `Image[pixels, "Real32", ColorSpace -> ...]` of the array at such a port, or
/// a list of these where it is a batch: framework.md 6.13.
mlir::FailureOr<Expr> decodeImages(const netrt_net *net, const Request &request,
                                   const ArrayData &data,
                                   mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_SESSION_IMAGES_H
