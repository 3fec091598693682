//===- Convert.cpp - arrays from one element type to another -------------===//

#include "compiler/Arrays/Convert.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

using namespace mlir;

namespace netc {

namespace {

/// Half formats, converted through APFloat: exact, and rounded once.
struct Half {
  uint16_t bits;
  static const llvm::fltSemantics &semantics() {
    return llvm::APFloat::IEEEhalf();
  }
};
struct Brain {
  uint16_t bits;
  static const llvm::fltSemantics &semantics() {
    return llvm::APFloat::BFloat();
  }
};
struct Truth {
  uint8_t byte;
};

template <typename T>
constexpr bool isHalf = std::is_same_v<T, Half> || std::is_same_v<T, Brain>;

} // namespace

template <typename T> static T load(const char *bytes, int64_t index) {
  T value;
  std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
  return value;
}

template <typename T> static double toDouble(T value) {
  if constexpr (isHalf<T>)
    return llvm::APFloat(T::semantics(), llvm::APInt(16, value.bits))
        .convertToDouble();
  else if constexpr (std::is_same_v<T, Truth>)
    return value.byte != 0;
  else
    return static_cast<double>(value);
}

/// Whether `value` is a whole number that T holds.
template <typename T> static bool fits(double value) {
  // 2^digits is exact in a double, unlike the greatest T of 64 bits.
  double limit = std::ldexp(1.0, std::numeric_limits<T>::digits);
  double low = std::is_signed_v<T> ? -limit : 0.0;
  return value == std::trunc(value) && value >= low && value < limit;
}

template <typename T> static bool fromDouble(double value, T &result) {
  if constexpr (isHalf<T>) {
    llvm::APFloat number(value);
    bool losesInfo;
    number.convert(T::semantics(), llvm::APFloat::rmNearestTiesToEven,
                   &losesInfo);
    result.bits = number.bitcastToAPInt().getZExtValue();
  } else if constexpr (std::is_same_v<T, Truth>) {
    if (value != 0 && value != 1)
      return false;
    result.byte = value != 0;
  } else if constexpr (std::is_floating_point_v<T>) {
    result = static_cast<T>(value);
  } else {
    if (!fits<T>(value))
      return false;
    result = static_cast<T>(value);
  }
  return true;
}

/// Calls `function` with a value of the C++ type that `element` stands for.
template <typename Function>
static auto dispatch(ElementType element, Function function) {
  switch (element) {
  case ElementType::Real32:
    return function(float());
  case ElementType::Real64:
    return function(double());
  case ElementType::Real16:
    return function(Half());
  case ElementType::BFloat16:
    return function(Brain());
  case ElementType::Integer8:
    return function(int8_t());
  case ElementType::Integer16:
    return function(int16_t());
  case ElementType::Integer32:
    return function(int32_t());
  case ElementType::Integer64:
    return function(int64_t());
  case ElementType::Unsigned8:
    return function(uint8_t());
  case ElementType::Unsigned16:
    return function(uint16_t());
  case ElementType::Unsigned32:
    return function(uint32_t());
  case ElementType::Unsigned64:
    return function(uint64_t());
  case ElementType::Boolean:
    return function(Truth());
  }
  llvm_unreachable("every element type has a C++ type");
}

/// The index of the first element that does not fit, or -1.
template <typename From, typename To>
static int64_t convertAll(const char *from, char *to, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    From value = load<From>(from, i);
    To result{};
    if constexpr (std::is_integral_v<From> && std::is_integral_v<To>) {
      // Past 2^53 a double would round.
      if (!std::in_range<To>(value))
        return i;
      result = static_cast<To>(value);
    } else if (!fromDouble(toDouble(value), result)) {
      return i;
    }
    std::memcpy(to + i * sizeof(To), &result, sizeof(To));
  }
  return -1;
}

FailureOr<ArrayData>
convertElements(const ArrayData &data, ElementType element,
                llvm::function_ref<InFlightDiagnostic()> emitError) {
  if (data.element == element)
    return data;
  int64_t count = data.elementCount();
  auto owner =
      std::make_shared<std::vector<char>>(count * sizeInBytes(element));
  int64_t misfit = dispatch(data.element, [&](auto from) {
    return dispatch(element, [&](auto to) {
      return convertAll<decltype(from), decltype(to)>(data.bytes.data(),
                                                      owner->data(), count);
    });
  });
  if (misfit >= 0) {
    std::string value;
    llvm::raw_string_ostream(value)
        << llvm::format("%.17g", elementAsDouble(data, misfit));
    return emitError() << "element " << misfit + 1 << " is " << value
                       << ", which is no value of " << toString(element);
  }
  ArrayData converted;
  converted.element = element;
  converted.shape = data.shape;
  converted.bytes = llvm::ArrayRef<char>(owner->data(), owner->size());
  converted.owner = owner;
  return converted;
}

double elementAsDouble(const ArrayData &data, int64_t index) {
  return dispatch(data.element, [&](auto type) {
    return toDouble(load<decltype(type)>(data.bytes.data(), index));
  });
}

} // namespace netc
