//===- NamedData.cpp - data sets that have names -------------------------===//

#include "compiler/Session/Training/NamedData.h"
#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Notation/NearestNames.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace netc;

static constexpr StringRef dataNames[] = {"CIFAR-10", "CIFAR-100",
                                          "FashionMNIST", "MNIST"};

namespace {

/// Files of one set: below the directory itself, or in a folder of the name.
class DataFolder {
public:
  DataFolder(const Expr &name, StringRef directory, MLIRContext *context)
      : name(name), directory(directory), context(context) {}

  FailureOr<Expr> readIdxPair(bool training);
  FailureOr<Expr> readCifar(bool training);

private:
  FailureOr<std::string> find(const Twine &file, ArrayRef<StringRef> endings);
  FailureOr<Expr> readIdx(const Twine &file);
  LogicalResult appendCifar(StringRef path, size_t labelBytes,
                            std::vector<char> &pixels,
                            std::vector<char> &labels);
  Expr wrap(std::vector<char> bytes, ArrayRef<int64_t> shape) const;

  const Expr &name;
  StringRef directory;
  MLIRContext *context;
};

} // namespace

FailureOr<std::string> DataFolder::find(const Twine &file,
                                        ArrayRef<StringRef> endings) {
  for (StringRef folder : {StringRef(), name.text()})
    for (StringRef ending : endings) {
      SmallString<128> path(directory);
      llvm::sys::path::append(path, folder, file + ending);
      if (llvm::sys::fs::exists(path))
        return std::string(path);
    }
  return reportError(context, name.span(), "cannot-read-file")
         << "data set \"" << name.text() << "\" needs the file \"" << file.str()
         << endings.front() << "\" in " << directory << " or its folder "
         << name.text() << "; nothing is downloaded";
}

FailureOr<Expr> DataFolder::readIdx(const Twine &file) {
  FailureOr<std::string> path = find(file, {".gz", ""});
  if (failed(path))
    return failure();
  FailureOr<ArrayData> data = netc::readIdx(
      *path, [&] { return emitError(name.span().getLocation(context)); });
  if (failed(data))
    return failure();
  return Expr::numeric(std::make_shared<const ArrayData>(std::move(*data)),
                       name.span());
}

FailureOr<Expr> DataFolder::readIdxPair(bool training) {
  std::string part = training ? "train" : "t10k";
  FailureOr<Expr> images = readIdx(part + "-images-idx3-ubyte");
  FailureOr<Expr> labels = failure();
  if (failed(images) || failed(labels = readIdx(part + "-labels-idx1-ubyte")))
    return failure();
  return Expr::rule(*images, *labels, name.span());
}

//===----------------------------------------------------------------------===//
// CIFAR: a record is labels, then 32 x 32 pixels red, green, blue
//===----------------------------------------------------------------------===//

static constexpr size_t cifarSide = 32, cifarPlane = cifarSide * cifarSide;

Expr DataFolder::wrap(std::vector<char> bytes, ArrayRef<int64_t> shape) const {
  auto owner = std::make_shared<std::vector<char>>(std::move(bytes));
  auto data = std::make_shared<ArrayData>();
  data->element = ElementType::Unsigned8;
  data->shape.assign(shape.begin(), shape.end());
  data->bytes = ArrayRef<char>(owner->data(), owner->size());
  data->owner = owner;
  return Expr::numeric(data, name.span());
}

LogicalResult DataFolder::appendCifar(StringRef path, size_t labelBytes,
                                      std::vector<char> &pixels,
                                      std::vector<char> &labels) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  size_t record = labelBytes + 3 * cifarPlane;
  bool isGood = buffer && (*buffer)->getBufferSize() > 0 &&
                (*buffer)->getBufferSize() % record == 0;
  if (!isGood)
    return reportError(context, name.span(), "bad-array-file")
           << path << ": not a file of CIFAR records of "
           << static_cast<uint64_t>(record) << " bytes";
  StringRef bytes = (*buffer)->getBuffer();
  for (size_t begin = 0; begin < bytes.size(); begin += record) {
    labels.push_back(bytes[begin + labelBytes - 1]); // the fine one of two
    StringRef planes = bytes.substr(begin + labelBytes, 3 * cifarPlane);
    for (size_t pixel = 0; pixel < cifarPlane; ++pixel)
      for (size_t channel = 0; channel < 3; ++channel)
        pixels.push_back(planes[channel * cifarPlane + pixel]);
  }
  return success();
}

FailureOr<Expr> DataFolder::readCifar(bool training) {
  SmallVector<std::string> files;
  bool isSmall = name.text() == "CIFAR-10";
  if (!isSmall)
    files.push_back(training ? "train" : "test");
  else if (!training)
    files.push_back("test_batch");
  else
    for (int i = 1; i <= 5; ++i)
      files.push_back("data_batch_" + std::to_string(i));
  std::vector<char> pixels, labels;
  for (const std::string &file : files) {
    FailureOr<std::string> path = find(file, {".bin"});
    if (failed(path) ||
        failed(appendCifar(*path, isSmall ? 1 : 2, pixels, labels)))
      return failure();
  }
  auto count = static_cast<int64_t>(labels.size());
  Expr images = wrap(std::move(pixels), {count, cifarSide, cifarSide, 3});
  return Expr::rule(images, wrap(std::move(labels), {count}), name.span());
}

FailureOr<Expr> training::readNamedData(const Expr &name, bool training,
                                        StringRef directory,
                                        MLIRContext *context) {
  if (!llvm::is_contained(dataNames, name.text())) {
    auto error = reportError(context, name.span(), "bad-argument");
    error << "there is no data set \"" << name.text() << "\" here";
    if (std::string hint = didYouMean(name.text(), dataNames); !hint.empty())
      error.attachNote() << "hint: " << hint;
    error.attachNote() << "data sets: "
                       << llvm::join(llvm::ArrayRef(dataNames), ", ");
    return error;
  }
  if (directory.empty())
    return reportError(context, name.span(), "bad-argument")
           << "data set \"" << name.text()
           << "\" needs the directory that holds its files: netc eval --data "
              "DIR, netc train --data-dir DIR";
  DataFolder folder(name, directory, context);
  return name.text().starts_with("CIFAR") ? folder.readCifar(training)
                                          : folder.readIdxPair(training);
}
