/* idx.h - reads the IDX files of MNIST: what a product has its own code for. */
#ifndef IDX_H
#define IDX_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static inline uint32_t idx_word(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
         (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Reads a whole IDX file of unsigned bytes with `rank` dimensions of at most
 * 65535 each. Returns the data (release it with free) or null, after a message.
 */
static inline unsigned char *idx_read(const char *path, int rank,
                                      int64_t *shape) {
  unsigned char head[16];
  size_t head_size = 4 + 4 * (size_t)rank, size = 1;
  unsigned char *data = NULL;
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    return NULL;
  }
  if (rank <= 3 && fread(head, 1, head_size, file) == head_size &&
      idx_word(head) == (0x800u | (uint32_t)rank)) {
    for (int i = 0; i < rank; ++i) {
      shape[i] = idx_word(head + 4 + 4 * i);
      size = shape[i] > 65535 ? 0 : size * (size_t)shape[i];
    }
    data = size > 0 ? (unsigned char *)malloc(size) : NULL;
    if (data != NULL && fread(data, 1, size, file) != size) {
      free(data);
      data = NULL;
    }
  }
  if (data == NULL)
    fprintf(stderr, "%s: no IDX file of bytes with %d dimensions\n", path,
            rank);
  fclose(file);
  return data;
}

#endif /* IDX_H */
