# shape_cases.py - cases of SoftmaxLayer, FlattenLayer, ReshapeLayer.

import reference as r
from case_list import add, numbers, refuse


def levels():
    matrix = [[1, 2], [3, 4]]
    add("softmax-vector", "SoftmaxLayer[]", [1, 2, 3], r.softmax([1, 2, 3]))
    add("softmax-two", "SoftmaxLayer[]", [44, 41], r.softmax([44, 41]))
    add("softmax-rows", 'SoftmaxLayer["Input" -> {2, 2}]', matrix, r.softmax(matrix))
    add("softmax-columns", 'SoftmaxLayer[1, "Input" -> {2, 2}]', matrix,
        r.softmax(matrix, 1))
    cube = numbers([2, 3, 4], 20, 5)
    for level in (1, 2, 3, -2):
        add(f"softmax-cube-{level}", f'SoftmaxLayer[{level}, "Input" -> {{2, 3, 4}}]',
            cube, r.softmax(cube, level))
    add("softmax-large", "SoftmaxLayer[]", [1000.0, 999.0, -1000.0],
        r.softmax([1000.0, 999.0, -1000.0]))
    refuse("softmax-size-1", 'SoftmaxLayer["Input" -> {2, 3, 1}]',
           "incompatible-dimensions", "SoftmaxLayer", "1")
    refuse("softmax-level", 'SoftmaxLayer[3, "Input" -> {2, 2}]', "bad-argument",
           "level 3")
    refuse("softmax-scalar", 'SoftmaxLayer["Input" -> "Real"]', "incompatible-rank",
           "single number")

    add("flatten", 'FlattenLayer["Input" -> {2, 2}]', matrix, [1, 2, 3, 4])
    cube = numbers([3, 3, 3], 21)
    for level, shape in (("1", [9, 3]), ("2", [27]), ("-1", [3, 9]),
                         ("Infinity", [27])):
        add(f"flatten-{level}", f'FlattenLayer[{level}, "Input" -> {{3, 3, 3}}]', cube,
            r.reshape(cube, shape))
    add("flatten-scalar", 'FlattenLayer["Input" -> "Real"]', 7, [7])
    refuse("flatten-level", 'FlattenLayer[2, "Input" -> {2, 2}]', "bad-argument",
           "FlattenLayer")
    refuse("flatten-varying", 'FlattenLayer["Input" -> {"Varying", 2}]',
           "length-mismatch", "Varying")

    add("reshape", "ReshapeLayer[{2, 3}]", [1, 2, 3, 4, 5, 6], [[1, 2, 3], [4, 5, 6]])
    array = numbers([2, 3, 4], 22)
    for name, text, shape in (("automatic", "{6, Automatic}", [6, 4]),
                              ("inherited", "{Inherited, 2, Automatic}", [2, 2, 6]),
                              ("vector", "{24}", [24]),
                              ("four", "{2, 2, 3, 2}", [2, 2, 3, 2])):
        add(f"reshape-{name}", f'ReshapeLayer[{text}, "Input" -> {{2, 3, 4}}]', array,
            r.reshape(array, shape))
    add("reshape-scalar", "ReshapeLayer[{}]", [5], 5)
    refuse("reshape-count", 'ReshapeLayer[{5}, "Input" -> {2, 3}]',
           "incompatible-dimensions", "6", "5")
    refuse("reshape-wrong-automatic", 'ReshapeLayer[{4, Automatic}, "Input" -> {2, 3}]',
           "incompatible-dimensions", "ReshapeLayer")
    refuse("reshape-two", "ReshapeLayer[{Automatic, Automatic}]", "bad-argument",
           "Automatic")
    refuse("reshape-wrong-inherited", 'ReshapeLayer[{2, Inherited}, "Input" -> 4]',
           "bad-argument", "Inherited")
    refuse("reshape-varying", 'ReshapeLayer[{2, 3}, "Input" -> {"Varying", 3}]',
           "length-mismatch", "Varying")
