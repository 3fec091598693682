# threading_cases.py - cases of ThreadingLayer, TotalLayer, CatenateLayer, DotLayer.

import math

import reference as r
from case_list import add, numbers, refuse


def several_inputs():
    def inputs(*values):
        return {f"Input{i}": value for i, value in enumerate(values, 1)}

    matrix, row = [[1, 2], [3, 4]], [10, 20]
    add("threading-plus", "ThreadingLayer[Plus]", inputs([1, 2], [10, 20]), [11, 22])
    add("threading-slots", "ThreadingLayer[#1 + #2^#1 &]", inputs([1, 2], [3, 4]),
        [4, 18])
    add("threading-parameters", "ThreadingLayer[Function[{a, b}, a - 2 b]]",
        inputs([1, 2], [3, 4]), [-5, -6])
    add("threading-named-slots", "ThreadingLayer[#a/#b &]",
        {"a": [1, 2], "b": [4, 5]}, [0.25, 0.4])
    for name, function in (("Subtract", lambda a, b: a - b),
                           ("Divide", lambda a, b: a / b), ("Power", lambda a, b: a**b),
                           ("Times", lambda a, b: a * b), ("Max", max), ("Min", min),
                           ("Mod", r.modulo), ("ArcTan", lambda a, b: math.atan2(b, a)),
                           ("Erf", lambda a, b: math.erf(b) - math.erf(a)),
                           ("Surd", lambda a, b: a ** (1 / b))):
        a, b = [1.5, 2.0, 0.3, 4.0], [3.0, 2.0, 5.0, 1.0]
        add(f"threading-{name}", f"ThreadingLayer[{name}]", inputs(a, b),
            r.apply(function, a, b))
    add("threading-three", "ThreadingLayer[Plus]", inputs([1, 2], [10, 20], [3, 4]),
        [14, 26])
    add("threading-level-1", 'ThreadingLayer[Plus, 1, InputPorts -> {{2, 2}, 2}]',
        inputs(matrix, row), [[11, 22], [13, 24]])
    add("threading-level-minus-1",
        'ThreadingLayer[Plus, -1, InputPorts -> {{2, 2}, 2}]', inputs(matrix, row),
        [[11, 12], [23, 24]])
    add("threading-size-1",
        "ThreadingLayer[Plus, InputPorts -> {{2, 2}, {2, 1}}]",
        inputs(matrix, [[10], [20]]), [[11, 12], [23, 24]])
    cube, plane = numbers([2, 3, 4], 3), numbers([2, 4], 4)
    add("threading-level-2", "ThreadingLayer[Times, 2, InputPorts -> {{2, 3, 4}, {2, 4}}]",
        inputs(cube, plane),
        r.build([2, 3, 4], lambda i: r.at(cube, i) * plane[i[0]][i[2]]))
    add("threading-list",
        "ThreadingLayer[Times, {Automatic, 1}, InputPorts -> {{2, 3, 4}, 4}]",
        inputs(cube, plane[0]),
        r.build([2, 3, 4], lambda i: r.at(cube, i) * plane[0][i[2]]))
    left, right = numbers([3, 1, 2], 5), numbers([1, 4, 2], 6)
    add("threading-outer",
        "ThreadingLayer[Subtract, InputPorts -> {{3, 1, 2}, {1, 4, 2}}]",
        inputs(left, right), r.thread(lambda a, b: a - b, left, right))
    refuse("threading-ranks", "ThreadingLayer[Plus, InputPorts -> {{2, 2}, 2}]",
           "incompatible-rank", "ThreadingLayer")
    refuse("threading-sizes", "ThreadingLayer[Plus, InputPorts -> {{2, 2}, {3, 2}}]",
           "incompatible-dimensions", "ThreadingLayer")
    refuse("threading-none", "ThreadingLayer[Plus, None, InputPorts -> {{2, 2}, {2, 1}}]",
           "incompatible-shapes", "ThreadingLayer")
    refuse("threading-count", "ThreadingLayer[#1 + #2 &, InputPorts -> {2, 2, 2}]",
           "bad-argument", "InputPorts", "ThreadingLayer")

    add("total-three", "TotalLayer[]", inputs([1, 2], [10, 20], [100, 200]), [111, 222])
    add("total-one", "TotalLayer[InputPorts -> {2}]", inputs([1, 2]), [1, 2])
    refuse("total-sizes", "TotalLayer[InputPorts -> {2, 3}]", "incompatible-dimensions",
           "TotalLayer")

    add("catenate-vectors", "CatenateLayer[]", inputs([1, 2], [3, 4, 5]),
        [1, 2, 3, 4, 5])
    add("catenate-rows", "CatenateLayer[1, InputPorts -> {{1, 2}, {1, 2}}]",
        inputs([[1, 2]], [[3, 4]]), [[1, 2], [3, 4]])
    add("catenate-columns", "CatenateLayer[2, InputPorts -> {{1, 2}, {1, 2}}]",
        inputs([[1, 2]], [[3, 4]]), [[1, 2, 3, 4]])
    add("catenate-replicated", "CatenateLayer[InputPorts -> {{2, 2}, 1}]",
        inputs(matrix, [9]), [[1, 2, 9], [3, 4, 9]])
    add("catenate-last", "CatenateLayer[-1, InputPorts -> {{2, 2}, {2, 1}}]",
        inputs(matrix, [[8], [9]]), [[1, 2, 8], [3, 4, 9]])
    parts = [numbers([2, 3, 2], 7), numbers([2, 1, 2], 8), numbers([2, 4, 2], 9)]
    add("catenate-three",
        "CatenateLayer[2, InputPorts -> {{2, 3, 2}, {2, 1, 2}, {2, 4, 2}}]",
        inputs(*parts), r.catenate(parts, 2))
    refuse("catenate-sizes", "CatenateLayer[1, InputPorts -> {{1, 2}, {1, 3}}]",
           "incompatible-dimensions", "CatenateLayer")
    refuse("catenate-level", "CatenateLayer[2, InputPorts -> {2, 3}]", "bad-argument",
           "level 2")
    refuse("catenate-scalar", 'CatenateLayer[InputPorts -> {"Real", 2}]',
           "incompatible-rank", "single number")

    add("dot-matrix-vector", "DotLayer[InputPorts -> {{2, 2}, 2}]",
        inputs(matrix, [5, 6]), [17, 39])
    add("dot-vector-matrix", "DotLayer[InputPorts -> {2, {2, 2}}]",
        inputs([5, 6], matrix), [23, 34])
    add("dot-vectors", "DotLayer[InputPorts -> {3, 3}]", inputs([1, 2, 3], [4, 5, 6]), 32)
    a, b, c = numbers([2, 3, 4], 10), numbers([4, 5], 11), numbers([5, 2, 3], 12)
    add("dot-arrays", "DotLayer[InputPorts -> {{2, 3, 4}, {4, 5}}]", inputs(a, b),
        r.dot(a, b))
    add("dot-three", "DotLayer[InputPorts -> {{2, 3, 4}, {4, 5}, {5, 2, 3}}]",
        inputs(a, b, c), r.dot(r.dot(a, b), c))
    refuse("dot-sizes", "DotLayer[InputPorts -> {3, {2, 3}}]", "incompatible-dimensions",
           "DotLayer", "3", "2")
    refuse("dot-scalar", 'DotLayer[InputPorts -> {"Real", {2, 3}}]', "incompatible-rank",
           "single number")
