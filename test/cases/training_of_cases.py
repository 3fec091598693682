"""Cases that train a net: `NetTrain[...]` with the case's data, and what came out."""

import json
import re

import encodings_of_cases as enc


# Where a case leaves all options open, those of the recipe that pins it down
# (framework.md 7.9): what Automatic means depends on the time there is.
PINNED = (
    'Method -> {"SGD", "Momentum" -> 0, "LearningRateSchedule" -> None}, '
    "LearningRate -> 0.05, BatchSize -> 4, MaxTrainingRounds -> 2000"
)


def check_trained(run):
    """Expectations in the notation, of the net `trained`."""
    data = ", ".join(
        f"{enc.to_notation(left)} -> {enc.to_notation(right)}"
        for left, right in run.case["inputs"]["pairs"]
    )
    request = run.case["request"]
    if request == "NetTrain[net, data]":
        request = f"NetTrain[net, data, {PINNED}]"
    program = f"net = {net_with_weights(run)};\ndata = {{{data}}};\ntrained = {request};\n"
    net = evaluate(run, "trained", program + "trained")
    for key, expected in run.expected.items():
        extract = re.fullmatch(r'NetExtract\[trained, \{(\d+), "(\w+)"\}\]', key)
        if extract:
            run.compare(array_of(run, net, *extract.groups()), expected)
        else:
            run.compare(json.loads(evaluate(run, "value", program + key, "--json")), expected)


def evaluate(run, name, text, *flags):
    result = run.netc("eval", run.file(name + ".net", text + "\n"), *flags)
    if result.returncode:
        run.fail("netc failed", result)
    return result.stdout


def net_with_weights(run):
    """The spec with its arrays written in it."""
    weights = run.weights_arguments()
    if not weights:
        return run.case["spec"]
    result = run.netc("convert", run.spec_file(), *weights, "-o", "-", "--to", "text")
    if result.returncode:
        run.fail("netc failed", result)
    return result.stdout


def array_of(run, net, place, name):
    """An array of the layer at a place of a printed net, as nested lists."""
    layers = re.findall(r"\w+Layer\[(?:[^\[\]]|\[[^\[\]]*\])*\]", net)
    written = re.search(rf'"{name}" -> (?:NumericArray\[)?(\{{[^a-zA-Z"]*\}})', layers[int(place) - 1])
    if not written:
        run.fail(f"no {name} of layer {place} in {net}")
    return json.loads(written[1].translate(str.maketrans("{}", "[]")).replace("*^", "e"))


def check_setup(run):
    """What NetTrain chooses where the data are rules image -> digit."""
    images = [f"Image[{{{{0.{d}, 0.1}}, {{0.2, 0.{9 - d}}}}}] -> {d}" for d in (3, 0, 1, 2, 9, 8, 7, 6, 5, 4)]
    program = f"obj = NetTrain[{run.case['spec']}, {{{', '.join(images)}}}, All, MaxTrainingRounds -> 1];\n"
    net = evaluate(run, "trained", program + 'obj["TrainedNet"]')
    training = evaluate(run, "training", program + 'obj["TrainingNet"]')
    size = json.loads(evaluate(run, "size", program + 'obj["BatchSize"]', "--json"))
    wanted = [
        ('NetEncoder[{"Image", {2, 2}, "Grayscale"}]', net, True),
        ('NetDecoder[{"Class", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}]', net, True),
        ('CrossEntropyLossLayer["Index"]', training, True),
        ("LossLayer", net, False),
    ]
    for text, where, is_there in wanted:
        if (text in where) != is_there:
            run.fail(f"{text} {'not ' if is_there else ''}in {where}")
    if size != 10:
        run.fail(f"the batch size is {size}")
