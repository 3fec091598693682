"""Prints the messages of trainings that cannot be, without the drawn lines."""

import subprocess

NET = 'LinearLayer[1, "Input" -> 1]'
DATA = "{{1} -> {2}, {2} -> {3}}"
CLASSES = 'NetChain[{LinearLayer[2], SoftmaxLayer[]}, "Input" -> 1]'
IMAGE = "Image[{{0, 1, 0}, {1, 1, 0}}]"
PICTURES = "NetChain[{ConvolutionLayer[2, 2], FlattenLayer[], LinearLayer[], SoftmaxLayer[]}]"
ENCODED = PICTURES[:-1] + ', "Input" -> NetEncoder[{"Image", {3, 2}}]]'
CASES = [
    # Arguments
    f"NetTrain[{NET}]",
    f"NetTrain[3, {DATA}]",
    f"NetTrain[{NET}, {DATA}, 3]",
    f"NetTrain[NetEncoder[\"Boolean\"], {DATA}]",
    # Data
    f"NetTrain[{NET}, 3]",
    f"NetTrain[{NET}, {{}}]",
    f"NetTrain[{NET}, {{{{1}} -> {{2}}, {{3}}}}]",
    f"NetTrain[{NET}, {{{{1}}, {{2}}}} -> {{{{3}}}}]",
    f'NetTrain[{NET}, <|"Input" -> {{{{1}}, {{2}}}}, "Output" -> {{{{3}}}}|>]',
    f'NetTrain[{NET}, <|"Input" -> {{{{1}}}}, "Outptu" -> {{{{3}}}}|>]',
    f'NetTrain[{NET}, {{<|"Input" -> {{1}}, "Output" -> {{3}}|>, <|"Input" -> {{1}}|>}}]',
    f"NetTrain[{NET}, {{{{1, 2}} -> {{2}}}}, MaxTrainingRounds -> 1]",
    f"NetTrain[{NET}, {{{{1}} -> {{2, 3}}}}, MaxTrainingRounds -> 1]",
    f'NetTrain[{NET}, {{{{1}} -> {{"a"}}}}, MaxTrainingRounds -> 1]',
    f'NetTrain[{NET}, {{{{1}} -> "a"}}, MaxTrainingRounds -> 1]',
    f'NetTrain[{CLASSES}, {{{{1}} -> "a", {{2}} -> "b", {{3}} -> "c"}}]',
    f'NetTrain[NetChain[{{LinearLayer[2], SoftmaxLayer[]}}, "Input" -> 1, "Output" -> NetDecoder[{{"Class", {{"a", "b"}}}}]], {{{{1}} -> "c"}}]',
    f'NetTrain[NetGraph[{{{CLASSES}, CrossEntropyLossLayer["Index"]}}, {{1 -> 2}}], {{{{1}} -> 3}}]',
    f'NetTrain[{NET}, "MNIST"]',
    f'NetTrain[{NET}, "MNITS"]',
    # Images and other values in one column
    f'NetTrain[{PICTURES}, {{{IMAGE} -> "a", 5 -> "b"}}]',
    f'NetTrain[{PICTURES}, {{{{{{1, 2, 3}}}} -> "a", {IMAGE} -> "b"}}]',
    f'NetTrain[{PICTURES}, <|"Input" -> {{{IMAGE}, "x"}}, "Output" -> {{"a", "b"}}|>]',
    f'NetTrain[{PICTURES}, {{{IMAGE} -> "a", {{{IMAGE}, {IMAGE}}} -> "b"}}]',
    f'NetTrain[{ENCODED}, {{{IMAGE} -> "a", {{{IMAGE}, {IMAGE}}} -> "b"}}]',
    f'NetTrain[{ENCODED}, {{{IMAGE} -> "a", {IMAGE} -> "b"}}, ValidationSet -> {{7 -> "a", {IMAGE} -> "b"}}]',
    # Options
    f"NetTrain[{NET}, {DATA}, BatchSiz -> 3]",
    f"NetTrain[{NET}, {DATA}, BatchSize -> 0]",
    f"NetTrain[{NET}, {DATA}, LearningRate -> -1]",
    f"NetTrain[{NET}, {DATA}, LearningRateMultipliers -> {{\"Weihgts\" -> 2}}]",
    f"NetTrain[{NET}, {DATA}, LearningRateMultipliers -> \"x\"]",
    f"NetTrain[{NET}, {DATA}, LearningRateMultipliers -> 0]",
    f"NetTrain[{NET}, {DATA}, MaxTrainingRounds -> 1.5]",
    f"NetTrain[{NET}, {DATA}, MaxTrainingRounds -> Quantity[3, \"Parsecs\"]]",
    f"NetTrain[{NET}, {DATA}, TimeGoal -> 0]",
    f"NetTrain[{NET}, {DATA}, Method -> \"ADMA\"]",
    f"NetTrain[{NET}, {DATA}, Method -> {{\"ADAM\", \"Beta3\" -> 1}}]",
    f"NetTrain[{NET}, {DATA}, Method -> {{\"SGD\", \"Momentum\" -> 1}}]",
    f"NetTrain[{NET}, {DATA}, Method -> {{\"SGD\", \"LearningRateSchedule\" -> 3}}]",
    f"NetTrain[{NET}, {DATA}, Method -> {{\"SGD\", \"LearningRateSchedule\" -> (\"x\" &)}}]",
    f"NetTrain[{NET}, {DATA}, Method -> {{\"SGD\", \"LearningRateSchedule\" -> (-1 &)}}]",
    f"NetTrain[{NET}, {DATA}, Method -> {{\"SGD\", \"L2Regularization\" -> -1}}]",
    f"NetTrain[{NET}, {DATA}, LossFunction -> 3]",
    f"NetTrain[{NET}, {DATA}, LossFunction -> (\"Output\" -> Scaled[\"x\"])]",
    f"NetTrain[{NET}, {DATA}, LossFunction -> {{\"Output\" -> MeanSquaredLossLayer[], \"Output\" -> MeanSquaredLossLayer[]}}]",
    'NetTrain[NetChain[{SoftmaxLayer[1]}, "Input" -> {2, 3}], {{{1, 2, 3}, {4, 5, 6}} -> {1, 2}}]',
    f"NetTrain[{NET}, {DATA}, ValidationSet -> {{}}]",
    f"NetTrain[{NET}, {DATA}, ValidationSet -> Scaled[2]]",
    f"NetTrain[{NET}, {DATA}, ValidationSet -> {{{{1, 2}} -> {{2}}}}]",
    f"NetTrain[{NET}, {DATA}, TargetDevice -> \"GPU\"]",
    f"NetTrain[{NET}, {DATA}, TargetDevice -> \"TPU\"]",
    f"NetTrain[{NET}, {DATA}, WorkingPrecision -> \"Mixed\"]",
    f"NetTrain[{NET}, {DATA}, WorkingPrecision -> \"Real16\"]",
    f"NetTrain[{NET}, {DATA}, RandomSeeding -> 1.5]",
    f"NetTrain[{NET}, {DATA}, TrainingStoppingCriterion -> \"Accuracy\"]",
    f"NetTrain[{NET}, {DATA}, TrainingStoppingCriterion -> <|\"Patience\" -> -1|>]",
    f"NetTrain[{NET}, {DATA}, TrainingStoppingCriterion -> <|\"Patients\" -> 1|>]",
    f"NetTrain[{NET}, {DATA}, TrainingUpdateSchedule -> {{\"conv\"}}]",
    f"NetTrain[{NET}, {DATA}, TrainingProgressReporting -> \"Panle\"]",
    f"NetTrain[{NET}, {DATA}, TrainingProgressReporting -> File[\"x.txt\"]]",
    f"NetTrain[{NET}, {DATA}, TrainingProgressReporting -> {{\"Print\", \"MinimumInterval\" -> -1}}]",
    f"NetTrain[{NET}, {DATA}, TrainingProgressReporting -> File[\"/nowhere/x.csv\"]]",
    f"NetTrain[{NET}, {DATA}, TrainingStoppingCriterion -> (3 &)]",
    f"NetTrain[{NET}, {DATA}, TrainingStoppingCriterion -> <|\"Criterion\" -> (True &), \"Patience\" -> 2|>]",
    f"NetTrain[{NET}, {DATA}, TrainingProgressCheckpointing -> {{\"Folder\", \"x\"}}]",
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> "Accuracy"]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> "Acuracy"]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> "RSquared" -> 2]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> NetPort["Outptu"]]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> NetPort[{{1, "Output"}}]]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> {{"RSquared", "RSquared"}}]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> <|"Measurement" -> "RSquared", "Interval" -> Quantity[2, "Seconds"]|>]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> <|"Key" -> "x"|>]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> <|"Measurement" -> "RSquared", "Keys" -> "x"|>]',
    f'NetTrain[{CLASSES}, {{{{1}} -> 1, {{2}} -> 2}}, TrainingProgressMeasurements -> "Accuracy" -> 3]',
    f'NetTrain[{CLASSES}, {{{{1}} -> 1, {{2}} -> 2}}, TrainingProgressMeasurements -> {{"RSquared"}}]',
    f'NetTrain[{NET}, {DATA}, TrainingProgressMeasurements -> NetPort["Output"], TrainingStoppingCriterion -> "Output"]',
    f"NetTrain[{NET}, {DATA}, TrainingProgressFunction -> (\"AbortTraining\" &)]",
    f"NetTrain[{NET}, {{(<|\"Input\" -> {{{{1}}}}|> &)}}]",
]

for text in CASES:
    result = subprocess.run(["netc", "eval", text], capture_output=True, text=True)
    print(text)
    if result.returncode != 1:
        print(f"  status {result.returncode}: {result.stdout}")
    for line in result.stderr.splitlines():
        if "error[" in line or "warning[" in line or "note:" in line or "hint:" in line:
            print("  " + line.replace("<expression>:", ""))
    print(end="", flush=True)
