# window_cases.py - cases of ConvolutionLayer, PoolingLayer.

import reference as r
from case_list import add, arrays, notation, numbers, refuse

GRID_3X3 = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]


def convolve(name, shape, channels, kernel, seed, stride=None, dilation=None,
             padding=None, groups=None, interleaved=False, biases=True, options=""):
    """A random convolution with these settings."""
    x = numbers(shape, seed)
    inputs = shape[-1] if interleaved else shape[0]
    weights = numbers([channels, inputs // (groups or 1), *kernel], seed + 1)
    offset = numbers([channels], seed + 2) if biases else None
    text = f"ConvolutionLayer[{channels}, {notation(kernel)}"
    for option, value in (('"Stride"', stride), ('"Dilation"', dilation),
                          ("PaddingSize", padding), ('"ChannelGroups"', groups)):
        if value is not None:
            shown = f'"{value}"' if isinstance(value, str) else notation(value)
            text += f", {option} -> {shown}"
    text += ", Interleaving -> True" if interleaved else ""
    text += "" if biases else ', "Biases" -> None'
    add(f"convolution-{name}", f'{text}{options}, "Input" -> {notation(shape)}]', x,
        r.convolution(x, weights, offset, stride or 1, dilation or 1, padding or 0,
                      groups or 1, interleaved), arrays(weights, offset))


def convolutions():
    def small(name, text, weights, biases, x, value):
        add(f"convolution-{name}", f'ConvolutionLayer[{text}, "Input" -> '
            f"{notation(r.shape_of(x))}]", x, value, arrays(weights, biases))

    kernel = [[[[1, 2], [3, 4]]]]
    small("bias", "1, {2, 2}", [[[[1, 0], [0, -1]]]], [0.5], GRID_3X3,
          [[[-3.5, -3.5], [-3.5, -3.5]]])
    small("not-flipped", "1, 2", kernel, [0], GRID_3X3, [[[37, 47], [67, 77]]])
    small("stride-padding", '1, 2, "Stride" -> 2, PaddingSize -> 1', kernel, [0],
          GRID_3X3, [[[4, 18], [36, 77]]])
    small("third-argument", "1, 2, 2, PaddingSize -> 1", kernel, [0], GRID_3X3,
          [[[4, 18], [36, 77]]])
    small("dilation", '1, 2, "Dilation" -> 2', kernel, [0], GRID_3X3, [[[64]]])
    small("groups", '2, 1, "ChannelGroups" -> 2', [[[[10]]], [[[100]]]], [0, 1],
          [[[1, 2]], [[3, 4]]], [[[10, 20]], [[301, 401]]])
    small("vector", '1, {3}, "Stride" -> 2', [[[1, 0, -1]]], [0], [[1, 2, 3, 4, 5]],
          [[-2, -2]])
    small("same", '1, {3}, "Stride" -> 2, PaddingSize -> "Same"', [[[1, 1, 1]]], [0],
          [[1, 2, 3, 4, 5]], [[3, 9, 9]])
    small("dimensionality", '1, 3, "Dimensionality" -> 1', [[[1, 0, -1]]], [0],
          [[1, 2, 3, 4, 5]], [[-2, -2, -2]])
    add("convolution-from-weights", 'ConvolutionLayer["Weights" -> '
        f'{notation(kernel)}, "Biases" -> {{1}}, "Input" -> {{1, 3, 3}}]', GRID_3X3,
        [[[38, 48], [68, 78]]])

    convolve("1d", [3, 11], 4, [4], 100, stride=3, padding=2)
    convolve("1d-dilated", [2, 12], 3, [3], 103, dilation=4)
    convolve("1d-same-even", [2, 7], 3, [4], 106, padding="Same")
    convolve("2d", [3, 7, 9], 5, [3, 2], 110)
    convolve("2d-no-biases", [2, 5, 6], 3, [2, 2], 113, biases=False)
    convolve("2d-all", [3, 7, 5], 3, [3, 2], 116, stride=[2, 1], padding=[2, 1],
             dilation=[2, 1])
    convolve("2d-uneven", [2, 3, 4], 3, [2, 2], 119, padding=[[1, 2], [2, 1]])
    convolve("2d-same", [2, 7, 6], 3, [3, 4], 122, padding="Same")
    convolve("2d-same-stride", [2, 8, 7], 3, [3, 5], 125, stride=[3, 2], padding="Same")
    convolve("2d-same-dilated", [1, 9, 8], 2, [3, 2], 128, dilation=[2, 3],
             padding="Same")
    convolve("2d-groups", [4, 5, 5], 6, [3, 3], 131, groups=2)
    convolve("2d-depthwise", [5, 6, 5], 10, [3, 3], 134, groups=5, padding=1, stride=2)
    convolve("2d-pointwise", [7, 4, 3], 5, [1, 1], 137)
    convolve("2d-whole", [3, 4, 5], 6, [4, 5], 140)
    convolve("2d-interleaved", [6, 5, 3], 4, [3, 2], 143, interleaved=True, padding=1)
    convolve("2d-interleaved-groups", [5, 6, 4], 6, [2, 2], 146, interleaved=True,
             groups=2, stride=2)
    convolve("1d-interleaved-same", [9, 2], 3, [4], 149, interleaved=True,
             padding="Same", stride=2)
    convolve("3d", [2, 4, 5, 6], 3, [2, 3, 2], 152)
    convolve("3d-all", [3, 7, 5, 8], 3, [3, 2, 3], 155, stride=[2, 1, 2],
             padding=[2, 1, 0])
    convolve("3d-dilated", [1, 6, 5, 7], 2, [2, 2, 3], 158, dilation=[3, 2, 2])
    convolve("3d-same-groups", [4, 3, 4, 5], 4, [2, 3, 2], 161, padding="Same", groups=4)
    convolve("3d-interleaved", [3, 4, 3, 2], 3, [2, 2, 2], 164, interleaved=True)
    convolve("wide", [1, 17, 19], 2, [5, 5], 167, stride=4, padding=2)
    x = numbers([3, 2, 5, 5], 170)
    weights, biases = numbers([2, 2, 3, 3], 171), numbers([2], 172)
    add("convolution-batch", 'ConvolutionLayer[2, 3, "Input" -> {2, 5, 5}]', x,
        [r.convolution(one, weights, biases) for one in x], arrays(weights, biases))

    for name, text, code, part in (
            ("kernel", '2, 5, "Input" -> {1, 3, 3}', "incompatible-dimensions", "5"),
            ("groups", '4, 3, "ChannelGroups" -> 3, "Input" -> {6, 5, 5}',
             "incompatible-dimensions", "3 groups"),
            ("channels", '4, 3, "ChannelGroups" -> 2, "Input" -> {3, 5, 5}',
             "incompatible-dimensions", "2 groups"),
            ("rank", '4, {3, 3}, "Input" -> {3, 5}', "incompatible-rank",
             "ConvolutionLayer"),
            ("four", '4, 3, "Input" -> {1, 2, 3, 4, 5}', "incompatible-rank", "1 to 3"),
            ("stride", '4, 3, "Stride" -> 0, "Input" -> {3, 5, 5}', "bad-argument",
             "Stride"),
            ("padding", '4, 3, PaddingSize -> -1, "Input" -> {3, 5, 5}',
             "bad-argument", "PaddingSize"),
            ("lists", '4, {3, 3}, "Stride" -> {1, 1, 1}', "bad-argument", "Stride"),
            ("varying", '4, {3}, "Input" -> {"Varying", 5}', "length-mismatch",
             "Interleaving -> True")):
        refuse(f"convolution-wrong-{name}", f"ConvolutionLayer[{text}]", code, part)


def poolings():
    def pool(name, text, x, **settings):
        add(f"pooling-{name}",
            f'PoolingLayer[{text}, "Input" -> {notation(r.shape_of(x))}]', x,
            r.pooling(x, **settings))

    negative = [[[-1, -2], [-3, -4]]]
    pool("stride-1", "2", GRID_3X3, kernel=2)
    pool("mean", '2, "Function" -> Mean', GRID_3X3, kernel=2, function="Mean")
    pool("total", '2, "Function" -> Total', GRID_3X3, kernel=2, function="Total")
    pool("stride-2", "2, 2", GRID_3X3, kernel=2, stride=2)
    pool("padding", "2, 2, PaddingSize -> 1", negative, kernel=2, stride=2, padding=1)
    pool("padding-mean", '2, 2, PaddingSize -> 1, "Function" -> "Mean"', negative,
         kernel=2, stride=2, padding=1, function="Mean")
    x = numbers([3, 7, 4], 200)
    pool("settings", '3, "Stride" -> {2, 1}, PaddingSize -> {2, 1}', x, kernel=3,
         stride=[2, 1], padding=[2, 1])
    pool("uneven", '{3, 2}, 2, PaddingSize -> {{2, 0}, {0, 1}}', x, kernel=[3, 2],
         stride=2, padding=[[2, 0], [0, 1]])
    pool("same", '{3, 2}, {2, 3}, PaddingSize -> "Same"', x, kernel=[3, 2],
         stride=[2, 3], padding="Same")
    pool("same-mean", '2, PaddingSize -> "Same", "Function" -> Mean', x, kernel=2,
         padding="Same", function="Mean")
    line = numbers([2, 11], 201)
    pool("1d", "{4}, 3", line, kernel=4, stride=3)
    pool("1d-dimensionality", '4, 3, "Dimensionality" -> 1', line, kernel=4, stride=3)
    pool("1d-total", '{3}, PaddingSize -> {{1, 2}}, "Function" -> Total', line,
         kernel=3, padding=[[1, 2]], function="Total")
    block = numbers([2, 4, 5, 6], 202)
    for function in ("Max", "Mean", "Total"):
        pool(f"3d-{function}", '{2, 3, 2}, {1, 2, 2}, "Function" -> ' + function, block,
             kernel=[2, 3, 2], stride=[1, 2, 2], function=function)
    pool("3d-cube", "2, 2", block, kernel=2, stride=2)
    last = numbers([6, 5, 3], 203)
    pool("interleaved", "2, 2, Interleaving -> True", last, kernel=2, stride=2,
         interleaved=True)
    pool("interleaved-mean",
         '{3, 2}, PaddingSize -> "Same", "Function" -> Mean, Interleaving -> True', last,
         kernel=[3, 2], padding="Same", function="Mean", interleaved=True)
    pool("whole", "{6, 5}", r.channels_first(last), kernel=[6, 5])
    batch = numbers([4, 2, 5, 5], 204)
    add("pooling-batch", 'PoolingLayer[3, 2, "Input" -> {2, 5, 5}]', batch,
        [r.pooling(one, 3, 2) for one in batch])

    for name, text, code, part in (
            ("padding", '2, PaddingSize -> 2, "Input" -> {2, 4, 4}', "bad-argument",
             "padding 2"),
            ("kernel", '5, "Input" -> {2, 4, 4}', "incompatible-dimensions", "5"),
            ("function", '2, "Function" -> Min, "Input" -> {2, 4, 4}', "bad-argument",
             "Max"),
            ("rank", '2, "Input" -> 4', "incompatible-rank", "PoolingLayer"),
            ("varying", '{2}, "Input" -> {"Varying", 4}', "length-mismatch",
             "Interleaving -> True")):
        refuse(f"pooling-wrong-{name}", f"PoolingLayer[{text}]", code, part)
