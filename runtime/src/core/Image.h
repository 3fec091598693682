/*===- Image.h - pixels of one image, and their resampling --------------===*/
#ifndef NETRT_CORE_IMAGE_H
#define NETRT_CORE_IMAGE_H

#include "Core.h"

/* An image with its strides spelled out, read in the coder's colours. */
typedef struct netrt_pixels {
  const netrt_image *image;
  int64_t pixel, row, channel; /* strides in elements */
  int32_t colors;              /* 1 or 3: of the coder, not of the image */
  double unit;                 /* the value that means 1: 255, 65535 or 1 */
} netrt_pixels;

/* One axis of a resize: `from` samples become `to`. */
typedef struct netrt_axis {
  int64_t from;
  int64_t to;
  int32_t resampling; /* NETRT_RESAMPLE_* */
} netrt_axis;

/* Value of a pixel in one of the coder's colours, in units of the image. */
double netrt_pixel(const netrt_pixels *pixels, int64_t x, int64_t y,
                   int32_t color);

/* The same after resizing, at place (x, y) of the resized image. */
double netrt_resampled(const netrt_pixels *pixels, const netrt_axis *horizontal,
                       const netrt_axis *vertical, int64_t x, int64_t y,
                       int32_t color);

#endif /* NETRT_CORE_IMAGE_H */
