/*===- Text.h - error texts without allocation --------------------------===*/
#ifndef NETRT_CORE_TEXT_H
#define NETRT_CORE_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* Appends to a buffer of the caller and cuts what does not fit. The buffer is
 * always terminated. */
typedef struct netrt_text {
  char *out;
  size_t size;
  size_t used;
} netrt_text;

netrt_text netrt_text_begin(char *out, size_t size);
void netrt_text_put(netrt_text *text, const char *words);
void netrt_text_integer(netrt_text *text, int64_t value);
/* {2, 3, 4} */
void netrt_text_shape(netrt_text *text, const int64_t *shape, int32_t rank);
/* Real32, Integer64, … */
void netrt_text_element(netrt_text *text, int32_t element);

#endif /* NETRT_CORE_TEXT_H */
