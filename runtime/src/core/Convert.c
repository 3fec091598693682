/*===- Convert.c - element types into one another -----------------------===*/
#include "Core.h"

#include <string.h>

static float half_to_float(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000) << 16;
  uint32_t exponent = half >> 10 & 0x1f, fraction = half & 0x3ff;
  float value;
  if (exponent == 0) { /* zero and subnormal: fraction × 2^-24 */
    value = (float)fraction * 0x1p-24f;
    return sign != 0 ? -value : value;
  }
  uint32_t bits = sign |
                  (exponent == 31 ? 0x7f800000u : (exponent + 112) << 23) |
                  fraction << 13;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

/* Rounds a double once, ties to even, to `fraction_bits` of fraction and
 * exponents from `least`; what is too large becomes infinite. */
static double round_to(double value, int fraction_bits, int least,
                       double most) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof(bits));
  int exponent = (int)(bits >> 52 & 0x7ff) - 1023;
  if (exponent == 1024)
    return value;
  if (__builtin_fabs(value) > 2 * most)
    return value < 0 ? -__builtin_inf() : __builtin_inf();
  if (exponent < least)
    exponent = least;
  /* Adding and taking away 1.5 × 2^(52 + unit) rounds to a multiple of the
   * unit. */
  uint64_t magic_bits = (uint64_t)(exponent - fraction_bits + 52 + 1023) << 52 |
                        UINT64_C(1) << 51;
  double magic;
  memcpy(&magic, &magic_bits, sizeof(magic));
  double rounded = value + magic - magic;
  if (__builtin_fabs(rounded) > most)
    rounded = __builtin_inf();
  return __builtin_copysign(rounded, value); /* -0 too keeps its sign */
}

static uint16_t double_to_half(double value) {
  uint16_t sign = (uint16_t)(__builtin_signbit(value) ? 0x8000 : 0);
  double size = __builtin_fabs(round_to(value, 10, -14, 65504.0));
  if (size != size)
    return (uint16_t)(sign | 0x7e00);
  if (size > 65504.0)
    return (uint16_t)(sign | 0x7c00);
  if (size < 0x1p-14)
    return (uint16_t)(sign | (uint16_t)(size * 0x1p24));
  float narrow = (float)size;
  uint32_t bits;
  memcpy(&bits, &narrow, sizeof(bits));
  return (uint16_t)(sign | ((bits >> 13) - (112u << 10)));
}

static uint16_t double_to_bfloat(double value) {
  double rounded = round_to(value, 7, -126, 0x1.fep127);
  float narrow = (float)rounded;
  uint32_t bits;
  memcpy(&bits, &narrow, sizeof(bits));
  if (narrow != narrow)
    bits |= 0x400000;
  return (uint16_t)(bits >> 16);
}

static float bfloat_to_float(uint16_t bits) {
  uint32_t wide = (uint32_t)bits << 16;
  float value;
  memcpy(&value, &wide, sizeof(value));
  return value;
}

/* memcpy, since borrowed data need not be aligned. */
#define READ(type)                                                             \
  {                                                                            \
    type value;                                                                \
    memcpy(&value, (const char *)data + index * sizeof(value), sizeof(value)); \
    return (double)value;                                                      \
  }

double netrt_read_real(const void *data, netrt_element element, size_t index) {
  uint16_t half = 0;
  if (element == NETRT_REAL16 || element == NETRT_BFLOAT16)
    memcpy(&half, (const char *)data + index * 2, 2);
  switch (element) {
  case NETRT_REAL32:
    READ(float)
  case NETRT_REAL64:
    READ(double)
  case NETRT_REAL16:
    return half_to_float(half);
  case NETRT_BFLOAT16:
    return bfloat_to_float(half);
  case NETRT_INTEGER8:
    READ(int8_t)
  case NETRT_INTEGER16:
    READ(int16_t)
  case NETRT_INTEGER32:
    READ(int32_t)
  case NETRT_INTEGER64:
    READ(int64_t)
  case NETRT_UNSIGNED8:
  case NETRT_BOOLEAN:
    READ(uint8_t)
  case NETRT_UNSIGNED16:
    READ(uint16_t)
  case NETRT_UNSIGNED32:
    READ(uint32_t)
  case NETRT_UNSIGNED64:
    READ(uint64_t)
  default:
    return 0;
  }
}

static int64_t read_integer(const void *data, netrt_element element,
                            size_t index) {
  uint64_t wide;
  if (element != NETRT_INTEGER64 && element != NETRT_UNSIGNED64)
    return (int64_t)netrt_read_real(data, element, index);
  memcpy(&wide, (const char *)data + index * 8, 8);
  return (int64_t)wide;
}

static void write_real(void *to, netrt_element element, size_t index,
                       double value) {
  uint16_t half;
  switch (element) {
  case NETRT_REAL32:
    ((float *)to)[index] = (float)value;
    break;
  case NETRT_REAL64:
    ((double *)to)[index] = value;
    break;
  default:
    half = element == NETRT_REAL16 ? double_to_half(value)
                                   : double_to_bfloat(value);
    ((uint16_t *)to)[index] = half;
    break;
  }
}

static bool is_real(netrt_element element) {
  return element >= NETRT_REAL32 && element <= NETRT_BFLOAT16;
}

/* Any number to a real type; only whole types to integers. */
bool netrt_can_convert(netrt_element from, netrt_element to) {
  if (netrt_element_size(from) == 0)
    return false;
  return is_real(to) || (to == NETRT_INTEGER64 && !is_real(from));
}

void netrt_convert(void *to, netrt_element to_element, const void *from,
                   netrt_element from_element, size_t count) {
  if (to_element == from_element) {
    if (count > 0)
      memcpy(to, from, count * netrt_element_size(to_element));
    return;
  }
  for (size_t i = 0; i < count; ++i)
    if (to_element == NETRT_INTEGER64)
      ((int64_t *)to)[i] = read_integer(from, from_element, i);
    else
      write_real(to, to_element, i, netrt_read_real(from, from_element, i));
}
