//===- Npy.cpp - NumPy's array files --------------------------------------===//
//
// "\x93NUMPY", a version, the length of the header, the header (a Python
// literal:
// {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }), and the
// elements.
//
//===---------------------------------------------------------------------===//

#include "compiler/Arrays/Npy.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace netc {

namespace {

struct NpyHeader {
  ElementType element = ElementType::Real32;
  bool bigEndian = false;
  bool columnMajor = false;
  llvm::SmallVector<int64_t> shape;
};

struct NpyType {
  llvm::StringLiteral name;
  ElementType element;
};

} // namespace

static constexpr NpyType npyTypes[] = {
    {"f4", ElementType::Real32},     {"f8", ElementType::Real64},
    {"f2", ElementType::Real16},     {"i1", ElementType::Integer8},
    {"i2", ElementType::Integer16},  {"i4", ElementType::Integer32},
    {"i8", ElementType::Integer64},  {"u1", ElementType::Unsigned8},
    {"u2", ElementType::Unsigned16}, {"u4", ElementType::Unsigned32},
    {"u8", ElementType::Unsigned64}, {"b1", ElementType::Boolean}};

/// The text after `'key':` up to the end of the header, or nothing.
static std::optional<llvm::StringRef> field(llvm::StringRef header,
                                            llvm::StringRef key) {
  for (char quote : {'\'', '"'}) {
    std::string quoted = (llvm::Twine(quote) + key + llvm::Twine(quote)).str();
    size_t found = header.find(quoted);
    if (found == llvm::StringRef::npos)
      continue;
    llvm::StringRef rest = header.drop_front(found + quoted.size()).ltrim();
    if (rest.consume_front(":"))
      return rest.ltrim();
  }
  return std::nullopt;
}

static bool parseType(llvm::StringRef text, NpyHeader &header) {
  char quote = text.empty() ? '\0' : text.front();
  if (quote != '\'' && quote != '"')
    return false;
  text = text.drop_front().take_until([&](char c) { return c == quote; });
  if (text.empty())
    return false;
  header.bigEndian = text.front() == '>';
  if (llvm::StringRef("<>=|").contains(text.front()))
    text = text.drop_front();
  for (const NpyType &type : npyTypes) {
    if (text != type.name)
      continue;
    header.element = type.element;
    return true;
  }
  return false;
}

static bool parseShape(llvm::StringRef text, NpyHeader &header) {
  if (!text.consume_front("("))
    return false;
  size_t close = text.find(')');
  if (close == llvm::StringRef::npos)
    return false;
  llvm::SmallVector<llvm::StringRef> sizes;
  text.take_front(close).split(sizes, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef size : sizes) {
    int64_t value;
    if (size.trim().empty())
      continue;
    if (size.trim().getAsInteger(10, value) || value < 0)
      return false;
    header.shape.push_back(value);
  }
  return true;
}

/// Splits the file into header text and elements.
static bool splitFile(llvm::ArrayRef<char> file, llvm::StringRef &header,
                      llvm::ArrayRef<char> &elements) {
  llvm::StringRef text(file.data(), file.size());
  if (!text.starts_with("\x93NUMPY") || text.size() < 10)
    return false;
  unsigned version = static_cast<unsigned char>(text[6]);
  size_t lengthBytes = version == 1 ? 2 : 4, start = 8 + lengthBytes;
  if (version < 1 || version > 3 || text.size() < start)
    return false;
  size_t length = 0;
  for (size_t i = lengthBytes; i-- > 0;)
    length = length << 8 | static_cast<unsigned char>(text[8 + i]);
  if (length > text.size() - start)
    return false;
  header = text.substr(start, length);
  elements = file.drop_front(start + length);
  return true;
}

static FailureOr<NpyHeader> parseHeader(llvm::StringRef path,
                                        llvm::StringRef text,
                                        EmitArrayError emitError) {
  NpyHeader header;
  auto descr = field(text, "descr"), shape = field(text, "shape");
  auto order = field(text, "fortran_order");
  if (!descr || !shape || !order)
    return badFile(path, "its header lacks descr, shape or fortran_order",
                   emitError);
  header.columnMajor = order->starts_with("True");
  if (!parseType(*descr, header))
    return badFile(path,
                   "unsupported element type " +
                       descr->take_until([](char c) { return c == ','; }),
                   emitError);
  if (!parseShape(*shape, header))
    return badFile(path, "its shape is not a tuple of sizes", emitError);
  return header;
}

/// Copies column-major elements into row-major order.
static void transposeInto(llvm::MutableArrayRef<char> to,
                          llvm::ArrayRef<char> from,
                          llvm::ArrayRef<int64_t> shape, size_t size) {
  llvm::SmallVector<int64_t> index(shape.size(), 0), stride(shape.size(), 1);
  for (size_t axis = 1; axis < shape.size(); ++axis)
    stride[axis] = stride[axis - 1] * shape[axis - 1];
  for (size_t place = 0; place < to.size(); place += size) {
    int64_t source = 0;
    for (size_t axis = 0; axis < shape.size(); ++axis)
      source += index[axis] * stride[axis];
    std::copy_n(from.data() + source * size, size, to.data() + place);
    for (size_t axis = shape.size(); axis-- > 0;) {
      if (++index[axis] < shape[axis])
        break;
      index[axis] = 0;
    }
  }
}

FailureOr<ArrayData> readNpy(llvm::StringRef path, EmitArrayError emitError) {
  FailureOr<FileBytes> file = readBytes(path, emitError);
  if (failed(file))
    return failure();
  return parseNpy(path, *file, emitError);
}

FailureOr<ArrayData> parseNpy(llvm::StringRef name, const FileBytes &file,
                              EmitArrayError emitError) {
  llvm::StringRef text;
  llvm::ArrayRef<char> elements;
  if (!splitFile(file.bytes, text, elements))
    return badFile(name, "not a NumPy file, or truncated", emitError);
  FailureOr<NpyHeader> header = parseHeader(name, text, emitError);
  if (failed(header))
    return failure();
  std::optional<int64_t> bytes = byteCount(header->element, header->shape);
  if (!bytes || static_cast<size_t>(*bytes) != elements.size())
    return badFile(name,
                   "it holds " + llvm::Twine(elements.size()) +
                       " bytes of elements, not what its shape needs",
                   emitError);
  ArrayData array{header->element, header->shape, file.owner, elements};
  size_t size = sizeInBytes(header->element);
  if (!header->bigEndian && !header->columnMajor)
    return array;
  FailureOr<ArrayData> copy =
      allocateArray(name, header->element, header->shape, emitError);
  if (failed(copy))
    return failure();
  if (header->columnMajor)
    transposeInto(writableBytes(*copy), elements, header->shape, size);
  else
    llvm::copy(elements, writableBytes(*copy).begin());
  if (header->bigEndian)
    swapBytes(writableBytes(*copy), size);
  return copy;
}

static llvm::StringRef npyName(ElementType element) {
  for (const NpyType &type : npyTypes)
    if (type.element == element)
      return type.name;
  return "";
}

FailureOr<std::string> makeNpyHeader(llvm::StringRef name,
                                     const ArrayData &array,
                                     EmitArrayError emitError) {
  llvm::StringRef type = npyName(array.element);
  if (type.empty())
    return fileError(name, "cannot-write-file", emitError)
           << "NumPy has no " << toString(array.element);
  std::string header = "{'descr': '";
  header += sizeInBytes(array.element) == 1 ? '|' : '<';
  header += type;
  header += "', 'fortran_order': False, 'shape': (";
  for (int64_t size : array.shape)
    header += std::to_string(size) + ", ";
  header += "), }";
  // The elements begin at a multiple of 64.
  header.append((64 - (10 + header.size() + 1) % 64) % 64, ' ');
  header += '\n';
  std::string prefix("\x93NUMPY\x01\x00", 8);
  prefix += static_cast<char>(header.size() & 0xff);
  prefix += static_cast<char>(header.size() >> 8);
  return prefix + header;
}

LogicalResult writeNpy(llvm::StringRef path, const ArrayData &array,
                       EmitArrayError emitError) {
  FailureOr<std::string> header = makeNpyHeader(path, array, emitError);
  if (failed(header))
    return failure();
  return writeAtomically(
      path,
      [&](llvm::raw_ostream &stream) {
        stream << *header;
        stream.write(array.bytes.data(), array.bytes.size());
      },
      emitError);
}

} // namespace netc
