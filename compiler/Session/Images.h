//===- Images.h - image values of the notation -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_IMAGES_H
#define NETC_COMPILER_SESSION_IMAGES_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Notation/Expr.h"
#include "netrt/netrt.h"

namespace netc {

/// Pixels of one image ({height, width} or {height, width, channels}) or of
/// several of one size, with the count in front.
struct ImageBatch {
  ArrayData data;
  bool isBatch = false;
};

/// `Image[...]`, a list of these, or an array of bytes (an IDX file of images
/// is a list of images). Anything else goes to the net as an encoded array.
bool isImageData(const Expr &value);

mlir::FailureOr<ImageBatch> readImages(const Expr &value,
                                       const llvm::Twine &what,
                                       mlir::MLIRContext *context);

/// Images `begin` to `end` - 1 for the runtime; they point into `data`.
std::vector<netrt_image> imagesOf(const ArrayData &data, bool isBatch,
                                  int64_t begin, int64_t end);

} // namespace netc

#endif // NETC_COMPILER_SESSION_IMAGES_H
