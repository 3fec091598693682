/*===- Image.c - image encoder: byte or real pixels to the port's array ---===*/
#include "Image.h"

#include "Class.h"

/* Where the resized picture lies in the target, and what surrounds it. */
typedef struct placement {
  netrt_axis horizontal, vertical;
  int64_t left, top; /* target place = resized place + left; negative crops */
  bool same_size;
} placement;

typedef struct encoding {
  const netrt_image_coder *coder;
  netrt_pixels pixels;
  placement place;
  void *output;
  netrt_element element;
} encoding;

static double at(const netrt_pixels *pixels, int64_t x, int64_t y,
                 int32_t channel) {
  int64_t place =
      x * pixels->pixel + y * pixels->row + channel * pixels->channel;
  if (pixels->image->element == NETRT_UNSIGNED8)
    return ((const uint8_t *)pixels->image->data)[place];
  return netrt_read_real(pixels->image->data, pixels->image->element,
                         (size_t)place);
}

double netrt_pixel(const netrt_pixels *pixels, int64_t x, int64_t y,
                   int32_t color) {
  bool gray = pixels->image->channels < 3; /* with or without alpha */
  if (gray || pixels->colors == NETRT_RGB)
    return at(pixels, x, y, gray ? 0 : color);
  return 0.299 * at(pixels, x, y, 0) + 0.587 * at(pixels, x, y, 1) +
         0.114 * at(pixels, x, y, 2);
}

static int64_t rounded(double x) { return (int64_t)(x + 0.5); }

static int64_t at_least(int64_t x, int64_t least) {
  return x > least ? x : least;
}

/* Step 3: stretch, fit (pad what is left) or fill (crop what is over). */
static placement place_image(const netrt_image_coder *coder,
                             const netrt_image *image) {
  int64_t width = coder->width, height = coder->height;
  placement p = {.horizontal = {image->width, width, coder->resampling},
                 .vertical = {image->height, height, coder->resampling}};
  if (coder->method != NETRT_STRETCH) {
    double x = (double)width / (double)image->width;
    double y = (double)height / (double)image->height;
    double scale = (coder->method == NETRT_FIT) == (x < y) ? x : y;
    p.horizontal.to = at_least(rounded((double)image->width * scale), 1);
    p.vertical.to = at_least(rounded((double)image->height * scale), 1);
    double left = (double)(width - p.horizontal.to) * coder->align_x;
    double top = (double)(height - p.vertical.to) * coder->align_y;
    p.left = left < 0 ? -rounded(-left) : (int64_t)left;
    p.top = top < 0 ? -rounded(-top) : (int64_t)top;
  }
  p.same_size =
      p.horizontal.to == image->width && p.vertical.to == image->height;
  return p;
}

static int64_t clamp(int64_t place, int64_t size) {
  if (place < 0)
    return 0;
  return place < size ? place : size - 1;
}

/* Steps 2 to 5: the pixel of the target, 0…1. */
static double sample(const encoding *e, int64_t x, int64_t y, int32_t color) {
  const placement *p = &e->place;
  x -= p->left;
  y -= p->top;
  bool inside = x >= 0 && x < p->horizontal.to && y >= 0 && y < p->vertical.to;
  if (!inside && e->coder->padding == NETRT_PAD_COLOR)
    return e->coder->pad_color[color];
  x = clamp(x, p->horizontal.to);
  y = clamp(y, p->vertical.to);
  double value = p->same_size ? netrt_pixel(&e->pixels, x, y, color)
                              : netrt_resampled(&e->pixels, &p->horizontal,
                                                &p->vertical, x, y, color);
  if (e->pixels.unit == 1)
    return value;
  /* Byte images stay byte images: whole steps, within the range. */
  value = (double)(int64_t)(value < 0 ? 0 : value + 0.5);
  return (value > e->pixels.unit ? e->pixels.unit : value) / e->pixels.unit;
}

/* One value, one per channel, or an image in channel-major order. */
static double setting(const double *values, size_t count, double none,
                      const netrt_image_coder *coder, int64_t x, int64_t y,
                      int32_t color) {
  if (count == 0 || values == NULL)
    return none;
  if (count == 1)
    return values[0];
  if (count == (size_t)coder->color)
    return values[color];
  return values[((int64_t)color * coder->height + y) * coder->width + x];
}

/* Step 7. */
static int64_t output_place(const netrt_image_coder *coder, int64_t x,
                            int64_t y, int32_t color) {
  int64_t inner = coder->transpose != 0 ? y : x;
  int64_t outer = coder->transpose != 0 ? x : y;
  int64_t inner_size = coder->transpose != 0 ? coder->height : coder->width;
  int64_t outer_size = coder->transpose != 0 ? coder->width : coder->height;
  if (coder->interleave != 0)
    return (outer * inner_size + inner) * coder->color + color;
  return (color * outer_size + outer) * inner_size + inner;
}

static void encode(const encoding *e) {
  const netrt_image_coder *coder = e->coder;
  for (int32_t color = 0; color < coder->color; ++color)
    for (int64_t y = 0; y < coder->height; ++y)
      for (int64_t x = 0; x < coder->width; ++x) {
        double mean =
            setting(coder->mean, coder->mean_count, 0, coder, x, y, color);
        double variance = setting(coder->variance, coder->variance_count, 1,
                                  coder, x, y, color);
        double value =
            (sample(e, x, y, color) - mean) / __builtin_sqrt(variance);
        int64_t place = output_place(coder, x, y, color);
        if (e->element == NETRT_REAL32)
          ((float *)e->output)[place] = (float)value;
        else
          ((double *)e->output)[place] = value;
      }
}

/* Bytes of the right size and colour, nothing but scaling: the digits of a
 * data set. Same arithmetic, one division per pixel. */
static bool encode_plain_bytes(const encoding *e) {
  const netrt_image_coder *coder = e->coder;
  const netrt_image *image = e->pixels.image;
  if (image->width != coder->width || image->height != coder->height ||
      coder->color != NETRT_GRAYSCALE || coder->transpose != 0 ||
      coder->mean_count > 1 || coder->variance_count > 1 ||
      image->element != NETRT_UNSIGNED8 || e->pixels.pixel != 1 ||
      image->channels != 1 || e->element != NETRT_REAL32)
    return false;
  double mean = setting(coder->mean, coder->mean_count, 0, coder, 0, 0, 0);
  double deviation = __builtin_sqrt(
      setting(coder->variance, coder->variance_count, 1, coder, 0, 0, 0));
  float *out = e->output;
  for (int64_t y = 0; y < coder->height; ++y) {
    const uint8_t *row = (const uint8_t *)image->data + y * e->pixels.row;
    for (int64_t x = 0; x < coder->width; ++x)
      *out++ = (float)(((double)row[x] / 255.0 - mean) / deviation);
  }
  return true;
}

static netrt_status refuse(netrt_context *context, netrt_status status,
                           size_t image, const char *why) {
  netrt_text text = netrt_text_begin(context->error, sizeof(context->error));
  netrt_text_put(&text, "image ");
  netrt_text_integer(&text, (int64_t)image + 1); /* users count from 1 */
  netrt_text_put(&text, why);
  return status;
}

static double unit_of(netrt_element element) {
  switch (element) {
  case NETRT_UNSIGNED8:
    return 255;
  case NETRT_UNSIGNED16:
    return 65535;
  case NETRT_REAL32:
  case NETRT_REAL64:
    return 1;
  default:
    return 0;
  }
}

static netrt_status read_image(netrt_context *context, size_t place,
                               const netrt_image *image, int32_t colors,
                               netrt_pixels *out_pixels) {
  if (image->struct_size < sizeof(netrt_image))
    return refuse(context, NETRT_ABI_MISMATCH, place,
                  " has no struct_size of a netrt_image");
  int64_t shape[] = {image->height, image->width, image->channels};
  size_t bytes;
  if (image->data == NULL || image->width <= 0 || image->height <= 0 ||
      image->channels < 1 || image->channels > 4 ||
      !netrt_shape_bytes(shape, 3, NETRT_REAL64, &bytes))
    return refuse(context, NETRT_BAD_INPUT, place,
                  " needs data, 1 to 4 channels and a size");
  double unit = unit_of(image->element);
  if (unit == 0)
    return refuse(context, NETRT_WRONG_ELEMENT, place,
                  " is not of bytes, 16-bit words or reals");
  *out_pixels = (netrt_pixels){image,
                               image->pixel_stride,
                               image->row_stride,
                               image->channel_stride,
                               colors,
                               unit};
  if (image->pixel_stride == 0 && image->row_stride == 0 &&
      image->channel_stride == 0) {
    out_pixels->pixel = image->channels;
    out_pixels->row = image->channels * image->width;
    out_pixels->channel = 1;
  }
  return NETRT_OK;
}

static netrt_status check_output(netrt_context *context, uint32_t port,
                                 size_t count, const netrt_tensor *output) {
  const netrt_port *p = netrt_get_port(context->net, port);
  netrt_text text = netrt_text_begin(context->error, sizeof(context->error));
  netrt_element element =
      output->element == NETRT_REAL64 ? NETRT_REAL64 : NETRT_REAL32;
  netrt_status status =
      netrt_check_tensor(&text, "port", p->name, output, element);
  if (status != NETRT_OK)
    return status;
  int32_t batched = output->rank == p->rank + 1;
  bool same = batched ? output->shape[0] == (int64_t)count
                      : output->rank == p->rank && count == 1;
  for (int32_t i = 0; same && i < p->rank; ++i)
    same = output->shape[i + batched] == p->dims[i];
  if (same && (output->data != NULL || count == 0))
    return NETRT_OK;
  netrt_text_put(&text, "array for port \"");
  netrt_text_put(&text, p->name);
  netrt_text_put(&text, same ? "\" has no data" : "\" has shape ");
  if (!same) {
    netrt_text_shape(&text, output->shape, output->rank);
    netrt_text_put(&text, ", expected ");
    netrt_text_shape(&text, p->dims, p->rank);
    netrt_text_put(&text, " for each of ");
    netrt_text_integer(&text, (int64_t)count);
    netrt_text_put(&text, " images");
  }
  return same ? NETRT_INVALID_ARGUMENT : NETRT_WRONG_SHAPE;
}

static bool fits(size_t count, const netrt_image_coder *coder) {
  return count <= 1 || count == (size_t)coder->color ||
         count == (size_t)coder->color * (size_t)coder->width *
                      (size_t)coder->height;
}

/* The coder's own sizes must be those of the port, which the checks rely on. */
static bool is_consistent(const netrt_image_coder *coder,
                          const netrt_port *port) {
  int64_t count = 1, expected = (int64_t)coder->width * coder->height;
  for (int32_t i = 0; i < port->rank; ++i)
    count *= port->dims[i];
  return (coder->color == NETRT_GRAYSCALE || coder->color == NETRT_RGB) &&
         coder->width > 0 && coder->height > 0 &&
         count == expected * coder->color && fits(coder->mean_count, coder) &&
         fits(coder->variance_count, coder);
}

netrt_status netrt_core_encode_image(netrt_context *context, uint32_t port,
                                     const netrt_image *images, size_t count,
                                     const netrt_tensor *output) {
  netrt_status status;
  if (output == NULL || (images == NULL && count > 0))
    return NETRT_INVALID_ARGUMENT;
  const netrt_image_coder *coder =
      netrt_coder_at(context, port, NETRT_CODER_IMAGE_ENCODER, &status);
  if (coder == NULL)
    return status;
  if (!is_consistent(coder, netrt_get_port(context->net, port)))
    return refuse(context, NETRT_NO_CODER, 0,
                  ": the port's encoder does not make arrays of its shape");
  if ((status = check_output(context, port, count, output)) != NETRT_OK)
    return status;
  size_t example = (size_t)coder->width * (size_t)coder->height *
                   (size_t)coder->color * netrt_element_size(output->element);
  for (size_t i = 0; i < count; ++i) {
    const netrt_image *image =
        (const netrt_image *)((const char *)images + i * images->struct_size);
    encoding e = {.coder = coder,
                  .output = (char *)output->data + i * example,
                  .element = output->element};
    status = read_image(context, i, image, coder->color, &e.pixels);
    if (status != NETRT_OK)
      return status;
    e.place = place_image(coder, image);
    if (!encode_plain_bytes(&e))
      encode(&e);
  }
  return NETRT_OK;
}
