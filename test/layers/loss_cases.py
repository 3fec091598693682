# loss_cases.py - cases of LinearLayer and losses.

import math

import reference as r
from case_list import add, arrays, numbers, refuse


def linears():
    square = [[1, 2], [3, 4]]
    add("linear", 'LinearLayer[2, "Input" -> 2]', [1, -1], [9, 19],
        arrays(square, [10, 20]))
    add("linear-no-biases", 'LinearLayer[2, "Biases" -> None, "Input" -> 2]', [1, -1],
        [-1, -1], arrays(square))
    add("linear-matrix", 'LinearLayer[1, "Input" -> {2, 2}]', square, [30],
        arrays([[1, 2, 3, 4]], [0]))
    add("linear-scalar", 'LinearLayer[{}, "Input" -> {2, 2}]', square, 30,
        arrays([[1, 2, 3, 4]], [0]))
    weights, biases = numbers([6, 12], 300), numbers([6], 301)
    x = numbers([3, 4], 302)
    add("linear-array", 'LinearLayer[{2, 3}, "Input" -> {3, 4}]', x,
        r.reshape(r.linear(x, weights, biases), [2, 3]), arrays(weights, biases))


def losses():
    def loss(name, text, x, target, value, tolerance=1e-5):
        add(f"loss-{name}", text, {"Input": x, "Target": target}, value,
            tolerance=tolerance)

    p = [0.1, 0.2, 0.7]
    index = 'CrossEntropyLossLayer["Index", "Input" -> '
    loss("index", index + "3]", p, 2, r.index_loss(p, 2))
    rows = [[0.8, 0.2], [0.1, 0.9]]
    loss("index-rows", index + "{2, 2}]", rows, [2, 2], r.index_loss(rows, [2, 2]))
    loss("index-zero", index + "2]", [0.0, 1.0], 1, -math.log(r.EPSILON))
    cube = r.softmax(numbers([2, 3, 4], 310, 2))
    targets = [[1, 4, 2], [3, 3, 1]]
    loss("index-cube", index + "{2, 3, 4}]", cube, targets, r.index_loss(cube, targets))
    loss("index-inferred", 'CrossEntropyLossLayer["Input" -> 3, '
         '"Target" -> Restricted["Integer", 3]]', p, 3, r.index_loss(p, 3))
    probabilities = 'CrossEntropyLossLayer["Probabilities", "Input" -> '
    loss("probabilities", probabilities + "3]", p, [0, 0.5, 0.5],
         r.probabilities_loss(p, [0, 0.5, 0.5]))
    other = r.softmax(numbers([2, 3, 4], 311, 2))
    loss("probabilities-cube", probabilities + "{2, 3, 4}]", cube, other,
         r.probabilities_loss(cube, other))
    binary = 'CrossEntropyLossLayer["Binary"'
    loss("binary-1", binary + ', "Input" -> "Real"]', 0.8, 1, r.binary_loss(0.8, 1))
    loss("binary-part", binary + ', "Input" -> "Real"]', 0.8, 0.3,
         r.binary_loss(0.8, 0.3))
    loss("binary-vector", binary + ', "Input" -> 3]', p, [0, 1, 0.25],
         r.binary_loss(p, [0, 1, 0.25]))
    loss("squares", 'MeanSquaredLossLayer["Input" -> 3]', [1, 2, 3], [4, 0, 4], 14 / 3)
    a, b = numbers([2, 3, 2], 312), numbers([2, 3, 2], 313)
    loss("squares-array", 'MeanSquaredLossLayer["Input" -> {2, 3, 2}]', a, b,
         r.squared_loss(a, b))
    fused = ('NetGraph[{{SoftmaxLayer[], CrossEntropyLossLayer["{}"]}}, {{1 -> NetPort[2, '
             '"Input"], NetPort["Target"] -> NetPort[2, "Target"]}}, "Input" -> 3]')
    # Probabilities below eps: only logits give the loss.
    logits = [-60.0, 0.0, 20.0]
    loss("fused-index", fused.format("Index"), logits, 1,
         80 + math.log1p(math.exp(-20) + math.exp(-80)), tolerance=1e-4)
    loss("fused-probabilities", fused.format("Probabilities"), logits, [0.5, 0.5, 0.0],
         50 + math.log1p(math.exp(-20) + math.exp(-80)), tolerance=1e-4)
    sigmoid = ('NetGraph[{LogisticSigmoid, CrossEntropyLossLayer["Binary"]}, {1 -> '
               'NetPort[2, "Input"], NetPort["Target"] -> NetPort[2, "Target"]}, '
               '"Input" -> 5]')
    logits, targets = [-60.0, 40.0, 0.0, 1.5, -0.25], [1.0, 0.0, 0.5, 0.25, 0.0]
    loss("fused-binary", sigmoid, logits, targets,
         sum(math.log1p(math.exp(-abs(x))) + max(x, 0) - t * x
             for x, t in zip(logits, targets)) / 5)
    refuse("loss-one-class", 'CrossEntropyLossLayer["Index", "Input" -> 1]',
           "incompatible-dimensions", "classes")
    refuse("loss-argument", 'CrossEntropyLossLayer["Logits"]', "bad-argument", "Index")
    refuse("loss-shapes", 'CrossEntropyLossLayer["Binary", "Input" -> 3, "Target" -> 4]',
           "incompatible-shapes", "CrossEntropyLossLayer")
