"""Prints the messages for command lines that cannot be, without the drawn lines."""

import subprocess

LINE = ["line.net", "--data", "{{1}, {2}}", "--data", "{{2}, {3}}", "-o", "w.safetensors"]
CASES = [
    # What is missing
    ["line.net", "-o", "w.safetensors"],
    ["line.net", "--data", "{{1}}"],
    ["none.net", "--data", "{{1} -> {2}}", "-o", "w.safetensors"],
    ["line.net", "--data", "none.npy", "-o", "w.safetensors"],
    # Data
    ["line.net", "--data", "{{1}}", "--data", "{{2}}", "--data", "{{3}}", "-o", "w.safetensors"],
    ["line.net", "--data", "Input={{1}}", "--data", "{{2}}", "-o", "w.safetensors"],
    ["line.net", "--data", "Input={{1}}", "--data", "Outptu={{2}}", "-o", "w.safetensors"],
    ["line.net", "--data", "Input={{1}, {2}}", "--data", "Output={{2}}", "-o", "w.safetensors"],
    ["line.net", "--data", "MNITS", "-o", "w.safetensors"],
    ["line.net", "--data", "MNIST", "-o", "w.safetensors"],
    [*LINE, "--validation", "1.5"],
    [*LINE, "--validation", "x=1"],
    [*LINE, "--validation-interval", "2"],
    [*LINE, "--validation", "0.5", "--validation-interval", "5min"],
    ["line.net", "--data", "Input={{1}}", "--data", "Input={{2}}", "--data", "Output={{2}}", "-o",
     "w.safetensors"],
    # Options
    [*LINE, "--method", "ADMA"],
    [*LINE, "--method", "{SGD, \"Momentum\" -> 2}"],
    [*LINE, "--learning-rate", "-1e-3"],
    [*LINE, "--learning-rate", "fast"],
    [*LINE, "--schedule", "3"],
    [*LINE, "--schedule", "\"x\" &", "--rounds", "1"],
    [*LINE, "--schedule", "1 - 2 #1 &", "--rounds", "2"],
    [*LINE, "--schedule", "2 &", "--rounds", "2"],
    [*LINE, "--rounds", "0"],
    [*LINE, "--time", "5 parsecs"],
    [*LINE, "--time", "0"],
    [*LINE, "--time", "3 rounds"],
    [*LINE, "--batches", "2h"],
    [*LINE, "--batches", "1.5"],
    [*LINE, "--batch-size", "many"],
    [*LINE, "--loss", "MeanSquaredLosLayer"],
    [*LINE, "--multipliers", "{\"Weihgts\" -> 2}"],
    [*LINE, "--l2", "-1"],
    [*LINE, "--stop", "Accuracy"],
    [*LINE, "--stop", "Loss", "--patience", "-1"],
    [*LINE, "--patience", "2"],
    [*LINE, "--min-change", "1%"],
    [*LINE, "--precision", "Real16"],
    [*LINE, "--precision", "Mixed"],
    [*LINE, "--device", "gpu"],
    [*LINE, "--threads", "-1"],
    # Files
    ["line.net", "--data", "{{1} -> {2}}", "-o", "w.npz"],
    ["line.net", "--data", "{{1} -> {2}}", "-o", "none/w.safetensors"],
    [*LINE, "--checkpoint", "line.net"],
    [*LINE, "--checkpoint-every", "3"],
    [*LINE, "--checkpoint", "run", "--checkpoint-every", "3 moons"],
    [*LINE, "--report", "line.net/report"],
    [*LINE, "--resume", "none"],
    [*LINE, "--resume", "."],
    [*LINE, "--resume", "line.net"],
    [*LINE, "--weights", "surplus.safetensors"],
    [*LINE, "--rounds", "1", "--resume", "kept"],
    # Of all that another method changes, it is named first.
    [*LINE, "--rounds", "1", "--resume", "kept", "--seed", "-7", "--method", "SGD"],
    [*LINE, "--rounds", "1", "--resume", "kept", "--seed", "-7", "--method", '{ADAM, "Beta1" -> 0.5}'],
    [*LINE, "--rounds", "1", "--resume", "kept", "--seed", "-7", "--l2", "3"],
    [*LINE, "--rounds", "1", "--resume", "kept", "--seed", "-7", "--multipliers", '{"Weights" -> 2}'],
    [*LINE, "--rounds", "1", "--resume", "kept", "--seed", "-7", "--schedule", "1/2 &"],
    [*LINE, "--rounds", "1", "--resume", "kept", "--seed", "-7", "--updates", '{"Weights", "Biases"}'],
    [*LINE, "--rounds", "1", "--resume", "kept", "--seed", "-7", "--loss", "CrossEntropyLossLayer[\"Binary\"]"],
    ["line.net", "--data", "{{1}, {2}}", "--data", "{{2}, {3.5}}", "-o", "w.safetensors", "--rounds", "1", "--resume", "kept", "--seed", "-7"],
    [*LINE, "--rounds", "2", "--resume", "falls", "--method", "SGD"],
    # The same arrays in a net that computes something else.
    ["Ramp.net", *LINE[1:], "--rounds", "1", "--resume", "tanh"],
    # Data that are no numbers, by the examples' numbers in all of them.
    ["line.net", "--data", "{{1}, {2}}", "--data", "{{2}, {Indeterminate}}", "-o", "w.safetensors",
     "-q"],
    ["line.net", "--data", "{{1}, {2}, {3}, {Infinity}}", "--data", "{{2}, {3}, {4}, {5}}",
     "--validation", "0.25", "--seed", "1", "-o", "w.safetensors", "-q"],
    [*LINE, "--validation", "Input={{Indeterminate}}", "--validation", "Output={{1}}", "-q"],
]

with open("line.net", "w", encoding="utf-8") as file:
    file.write('LinearLayer[1, "Input" -> 1]\n')
subprocess.run(["netc", "train", *LINE, "-q", "--rounds", "1", "--seed", "-7", "--checkpoint", "kept"],
               check=True)
subprocess.run(["netc", "train", *LINE, "-q", "--rounds", "1", "--method", "SGD", "--checkpoint", "falls"],
               check=True)
for layer in ("Tanh", "Ramp"):
    with open(f"{layer}.net", "w", encoding="utf-8") as file:
        file.write(f'NetChain[{{LinearLayer[1], {layer}}}, "Input" -> 1]\n')
subprocess.run(["netc", "train", "Tanh.net", *LINE[1:], "-q", "--rounds", "1", "--checkpoint", "tanh"],
               check=True)
with open("two.net", "w", encoding="utf-8") as file:
    file.write('NetChain[{LinearLayer[1], Tanh, LinearLayer[1]}, "Input" -> 1]\n')
subprocess.run(["netc", "init", "two.net", "-o", "surplus.safetensors", "-q"], check=True)
for arguments in CASES:
    result = subprocess.run(["netc", "train", *arguments], stderr=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True)
    lines = [line for line in result.stderr.splitlines()
             if "error" in line or "hint" in line or "note" in line]
    print(result.returncode, *lines, sep="\n  ")
    assert not result.stdout, result.stdout
