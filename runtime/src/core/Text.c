/*===- Text.c - error texts without allocation --------------------------===*/
#include "Text.h"

#include "netrt/types.h"

netrt_text netrt_text_begin(char *out, size_t size) {
  netrt_text text = {out, size, 0};
  if (size > 0)
    out[0] = '\0';
  return text;
}

void netrt_text_put(netrt_text *text, const char *words) {
  if (words == NULL)
    words = "(none)";
  for (; *words != '\0' && text->used + 1 < text->size; ++words)
    text->out[text->used++] = *words;
  if (text->used < text->size)
    text->out[text->used] = '\0';
}

void netrt_text_integer(netrt_text *text, int64_t value) {
  char digits[24];
  char *place = digits + sizeof(digits);
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  *--place = '\0';
  do {
    *--place = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0)
    *--place = '-';
  netrt_text_put(text, place);
}

void netrt_text_shape(netrt_text *text, const int64_t *shape, int32_t rank) {
  netrt_text_put(text, "{");
  /* A wrong rank may promise more sizes than there are. */
  int32_t shown = rank < 8 ? rank : 0;
  if (shown < rank) {
    netrt_text_put(text, "rank ");
    netrt_text_integer(text, rank);
  }
  for (int32_t i = 0; i < shown; ++i) {
    if (i > 0)
      netrt_text_put(text, ", ");
    netrt_text_integer(text, shape[i]);
  }
  netrt_text_put(text, "}");
}

void netrt_text_element(netrt_text *text, int32_t element) {
  static const char *const names[NETRT_ELEMENT_COUNT] = {
      "Real",       "Real32",     "Real64",     "Real16",    "BFloat16",
      "Integer8",   "Integer16",  "Integer32",  "Integer64", "Unsigned8",
      "Unsigned16", "Unsigned32", "Unsigned64", "Boolean"};
  if (element >= 0 && element < NETRT_ELEMENT_COUNT) {
    netrt_text_put(text, names[element]);
    return;
  }
  netrt_text_put(text, "element type ");
  netrt_text_integer(text, element);
}
