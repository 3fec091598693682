# reference.py - the layers once more, in plain Python and double precision.
#
# Written from the definitions and without any array library, so that it shares
# nothing with the compiler. Arrays are nested lists; indices count from 0.

import itertools
import math


def shape_of(array):
    shape = []
    while isinstance(array, list):
        shape.append(len(array))
        array = array[0]
    return shape


def at(array, index):
    for i in index:
        array = array[i]
    return array


def build(shape, value, index=()):
    """The array of `shape` whose element at an index is value(index)."""
    if len(index) == len(shape):
        return value(index)
    return [build(shape, value, index + (i,)) for i in range(shape[len(index)])]


def apply(function, *arrays):
    """Elementwise, over arrays of one shape."""
    if isinstance(arrays[0], list):
        return [apply(function, *parts) for parts in zip(*arrays)]
    return function(*arrays)


def indices(shape):
    return itertools.product(*map(range, shape))


def flat(array):
    return [at(array, index) for index in indices(shape_of(array))]


def reshape(array, shape):
    elements = iter(flat(array))
    return build(shape, lambda index: next(elements))


# Windows


def per_dimension(setting, k):
    return list(setting) if isinstance(setting, (list, tuple)) else [setting] * k


def windows(sizes, kernel, stride, dilation, padding):
    """For each dimension: output size, stride, dilation, padding before."""
    k = len(sizes)
    strides, dilations = per_dimension(stride, k), per_dimension(dilation, k)
    result = []
    for i, size in enumerate(sizes):
        span = dilations[i] * (kernel[i] - 1) + 1
        if padding == "Same":
            output = -(-size // strides[i])
            total = max((output - 1) * strides[i] + span - size, 0)
            before = total // 2
        else:
            ends = per_dimension(padding, k)[i]
            before, after = per_dimension(ends, 2)
            output = (size + before + after - span) // strides[i] + 1
        result.append((output, strides[i], dilations[i], before))
    return result


def read(array, channel, place):
    """An element, or None in the padding."""
    for i in place:
        if i < 0:
            return None
    try:
        return at(array[channel], place)
    except IndexError:
        return None


def places(window, position, kernel):
    for offset in indices(kernel):
        yield offset, [
            i * stride + u * dilation - before
            for i, u, (_, stride, dilation, before) in zip(position, offset, window)
        ]


def channels_first(x):
    *spatial, channels = shape_of(x)
    return build([channels, *spatial], lambda i: at(x, [*i[1:], i[0]]))


def channels_last(x):
    channels, *spatial = shape_of(x)
    return build([*spatial, channels], lambda i: at(x, [i[-1], *i[:-1]]))


def convolution(x, weights, biases=None, stride=1, dilation=1, padding=0,
                groups=1, interleaved=False):
    if interleaved:
        return channels_last(convolution(channels_first(x), weights, biases,
                                         stride, dilation, padding, groups))
    outputs, of_group, *kernel = shape_of(weights)
    window = windows(shape_of(x)[1:], kernel, stride, dilation, padding)

    def element(index):
        output, *position = index
        group = output // (outputs // groups)
        total = biases[output] if biases else 0.0
        for c in range(of_group):
            for offset, place in places(window, position, kernel):
                value = read(x, group * of_group + c, place)
                if value is not None:
                    total += at(weights[output][c], offset) * value
        return total

    return build([outputs] + [size for size, *_ in window], element)


def pooling(x, kernel, stride=1, padding=0, function="Max", interleaved=False):
    if interleaved:
        return channels_last(pooling(channels_first(x), kernel, stride, padding,
                                     function))
    channels, *sizes = shape_of(x)
    kernel = per_dimension(kernel, len(sizes))
    window = windows(sizes, kernel, stride, 1, padding)

    def element(index):
        channel, *position = index
        inside = [read(x, channel, place)
                  for _, place in places(window, position, kernel)]
        inside = [value for value in inside if value is not None]
        if function == "Max":
            return max(inside)
        return math.fsum(inside) / (math.prod(kernel) if function == "Mean" else 1)

    return build([channels] + [size for size, *_ in window], element)


# Levels


def softmax(x, level=-1):
    shape = shape_of(x)
    axis = level - 1 if level > 0 else len(shape) + level

    def along(index):
        return [at(x, [*index[:axis], j, *index[axis + 1:]])
                for j in range(shape[axis])]

    def element(index):
        line = along(index)
        top = max(line)
        return math.exp(at(x, index) - top) / math.fsum(
            math.exp(value - top) for value in line)

    return build(shape, element)


def dot(a, b):
    left, right = shape_of(a), shape_of(b)
    result = build(
        left[:-1] + right[1:],
        lambda i: math.fsum(
            at(a, [*i[:len(left) - 1], k]) * at(b, [k, *i[len(left) - 1:]])
            for k in range(right[0])))
    return result


def linear(x, weights, biases=None):
    x = flat(x) if isinstance(x, list) else [x]
    return [math.fsum(w * v for w, v in zip(row, x)) + (biases[i] if biases else 0)
            for i, row in enumerate(weights)]


def catenate(arrays, level=1):
    lowest = min(len(shape_of(array)) for array in arrays)
    highest = max(arrays, key=lambda array: len(shape_of(array)))
    rank = len(shape_of(highest))
    axis = level - 1 + rank - lowest
    spread = []
    for array in arrays:
        for size in reversed(shape_of(highest)[:rank - len(shape_of(array))]):
            array = [array] * size
        spread.append(array)

    def join(depth, parts):
        if depth == 0:
            return [element for part in parts for element in part]
        return [join(depth - 1, group) for group in zip(*parts)]

    return join(axis, spread)


def thread(function, *arrays):
    """Sizes that are 1 are repeated."""
    shape = [max(sizes) for sizes in zip(*map(shape_of, arrays))]

    def element(index):
        return function(*[
            at(array, [i if size > 1 else 0
                       for i, size in zip(index, shape_of(array))])
            for array in arrays])

    return build(shape, element)


# Losses

EPSILON = 2.220446049250313e-16


def mean(values):
    values = list(values)
    return math.fsum(values) / len(values)


def rows(array, rank):
    """The parts of `array` that have `rank` levels."""
    if len(shape_of(array)) == rank:
        return [array]
    return [row for part in array for row in rows(part, rank)]


def index_loss(x, target):
    targets = flat(target) if isinstance(target, list) else [target]
    return mean(-math.log(max(row[t - 1], EPSILON))
                for row, t in zip(rows(x, 1), targets))


def probabilities_loss(x, target):
    return mean(-math.fsum(t * math.log(max(p, EPSILON)) for p, t in zip(*pair))
                for pair in zip(rows(x, 1), rows(target, 1)))


def binary_loss(x, target):
    xs = flat(x) if isinstance(x, list) else [x]
    targets = flat(target) if isinstance(target, list) else [target]
    return mean(-(t * math.log(p + EPSILON) + (1 - t) * math.log(1 - p + EPSILON))
                for p, t in zip(xs, targets))


def squared_loss(x, target):
    return mean((a - b) ** 2 for a, b in zip(flat(x), flat(target)))


# Functions of numbers


def inverse(function, low, high, y):
    """x with function(x) = y for a monotone function, by bisection."""
    rising = function(low) < function(high)
    for _ in range(200):
        middle = (low + high) / 2
        if (function(middle) < y) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def logistic(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def soft_plus(x):
    return max(x, 0) + math.log1p(math.exp(-abs(x)))


def round_half_even(x):
    return float(round(x))


def sign(x):
    return float((x > 0) - (x < 0))


def modulo(a, b):
    return a - b * math.floor(a / b)


def clip(x, low, high):
    return min(max(x, low), high)
