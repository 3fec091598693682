/*===- coders.h - coders as data: image encoder, class decoder ----------===*/
/*
 * Part of netrt.h. A coder at a port is data in the descriptor; the functions
 * of netrt.h interpret it. Coders this version cannot interpret are listed with
 * their notation only.
 */
#ifndef NETRT_CODERS_H
#define NETRT_CODERS_H

#include "descriptor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum netrt_coder_kind {
  NETRT_CODER_OTHER = 0,         /* only `notation` is known */
  NETRT_CODER_IMAGE_ENCODER = 1, /* `settings` is a netrt_image_coder */
  NETRT_CODER_CLASS_DECODER = 2, /* `settings` is a netrt_class_coder */
  NETRT_CODER_IMAGE_DECODER = 3  /* `settings` is a netrt_image_coder */
} netrt_coder_kind;

typedef struct netrt_coder {
  int32_t kind;         /* netrt_coder_kind */
  int32_t reserved;     /* 0 */
  const char *notation; /* as written: NetEncoder[{"Image", …}] */
  const void *settings; /* begins with its struct_size; null for OTHER */
} netrt_coder;

/* The value is the channel count. */
enum { NETRT_GRAYSCALE = 1, NETRT_RGB = 3 };
enum { NETRT_STRETCH = 0, NETRT_FIT = 1, NETRT_FILL = 2 };
enum {
  NETRT_RESAMPLE_AUTOMATIC = 0, /* area average to shrink, linear to enlarge */
  NETRT_RESAMPLE_NEAREST = 1,
  NETRT_RESAMPLE_LINEAR = 2,
  NETRT_RESAMPLE_CUBIC = 3,
  NETRT_RESAMPLE_LANCZOS = 4
};
enum { NETRT_PAD_COLOR = 0, NETRT_PAD_EDGE = 1 };

/* Settings of an image encoder. Encoding of a pixel v in 0…1 is
 * (v - mean) / sqrt(variance); a decoder's array holds such values, and its
 * method, resampling, padding and alignment mean nothing. */
typedef struct netrt_image_coder {
  size_t struct_size;
  int32_t width;
  int32_t height;
  int32_t color;       /* NETRT_GRAYSCALE or NETRT_RGB */
  int32_t interleave;  /* 1: {height, width, channel}; 0: channels first */
  int32_t transpose;   /* 1: width before height */
  int32_t method;      /* NETRT_STRETCH, … */
  int32_t resampling;  /* NETRT_RESAMPLE_* */
  int32_t padding;     /* NETRT_PAD_* for NETRT_FIT */
  double align_x;      /* 0 left, 0.5 centre, 1 right */
  double align_y;      /* 0 top, 0.5 centre, 1 bottom */
  double pad_color[4]; /* per channel, 0…1 */
  const double *mean;  /* mean_count values, or null */
  const double *variance;
  size_t mean_count; /* 0, 1, channels, or channels × height × width */
  size_t variance_count;
} netrt_image_coder;

/* Pixels of one image. Rows go from top to bottom. */
typedef struct netrt_image {
  size_t struct_size;
  const void *data;
  netrt_element element; /* UNSIGNED8, UNSIGNED16, REAL32 or REAL64 (0…1) */
  int32_t channels;      /* 1 gray, 2 gray + alpha, 3 RGB, 4 RGB + alpha */
  int64_t width;
  int64_t height;
  int64_t pixel_stride; /* in elements; all three 0: interleaved, tight rows */
  int64_t row_stride; /* planar: pixel 1, row width, channel width × height */
  int64_t channel_stride;
} netrt_image;

enum {
  NETRT_LABEL_STRING = 0,
  NETRT_LABEL_INTEGER = 1,
  NETRT_LABEL_REAL = 2,
  NETRT_LABEL_SYMBOL = 3,
  NETRT_LABEL_OTHER = 4 /* any other constant, as notation in `text` */
};

/* A class label; `text` is the string itself for a string, else notation. */
typedef struct netrt_label {
  const char *text;
  int32_t kind; /* NETRT_LABEL_* */
  int32_t reserved;
  int64_t integer; /* for NETRT_LABEL_INTEGER */
  double real;     /* for NETRT_LABEL_REAL and NETRT_LABEL_INTEGER */
} netrt_label;

/* Settings of a class decoder. Classes lie along the last dimension. */
typedef struct netrt_class_coder {
  size_t struct_size;
  netrt_table labels; /* of netrt_label; null data: the integers 1…count */
  int32_t depth;      /* "InputDepth" */
  int32_t multilabel; /* 1: every label on its own */
} netrt_class_coder;

/* How netrt_class_sample draws. Zeros are the defaults. */
typedef struct netrt_sampling {
  size_t struct_size;
  uint64_t seed;
  uint64_t stream;       /* independent sequences of one seed */
  int64_t first_example; /* global place of row 0, so splits do not matter */
  double temperature;    /* weights p^(1/temperature); 0 = 1 */
  double total_cutoff;   /* keep the likeliest up to this total; 0 = all */
  int64_t top;           /* keep this many; 0 = all */
} netrt_sampling;

#ifdef __cplusplus
}
#endif
#endif /* NETRT_CODERS_H */
