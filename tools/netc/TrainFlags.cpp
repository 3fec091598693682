//===- TrainFlags.cpp - the flags of netc train --------------------------===//

#include "tools/netc/Commands.h"
#include <iostream>

namespace netc {

static constexpr const char *footer =
    "Examples:\n"
    "  netc train lenet.net --data images.idx --data labels.idx \\\n"
    "           --rounds 5 -o lenet.safetensors\n"
    "  netc train lenet.net --data Input=images.npy --data Output=labels.npy "
    "\\\n"
    "           --validation 10% --method '{SGD, \"Momentum\" -> 0.9}' \\\n"
    "           --learning-rate 0.1 --schedule Polynomial --rounds 20 \\\n"
    "           --report report -o lenet.safetensors\n"
    "  netc train lenet.net --data MNIST --data-dir mnist --validation MNIST "
    "\\\n"
    "           --time 10min --stop ErrorRate --patience 3 \\\n"
    "           --checkpoint run --resume run -o lenet.safetensors\n\n"
    "VALUE is that of netc run --input: a literal of the notation, or a file "
    "(.npy .npz\n.json .safetensors .idx .idx.gz); FILE[a:b] takes rows a to "
    "b-1. Two values without\na PORT are inputs and what the output is "
    "compared with. A target has the name of the\noutput port.\n\n"
    "Options without quotes of their own mean what those of NetTrain mean in "
    "the notation\n(docs/training.md): --loss MeanSquaredLossLayer, --method "
    "ADAM, --l2 '{\"Weights\" -> 0.01}'.\n\n"
    "SIGINT, SIGTERM and SIGHUP end a training after the step that is under "
    "way, with a\ncheckpoint, and a status of 128 and the signal's number "
    "(130, 143, 129). --resume goes\non from it, and ends with the same bits "
    "as a training that never stopped.";

static void addData(CLI::App &app, TrainRequest &request) {
  app.add_option("--data", request.data,
                 "training data: values for a port, or a data set's name")
      ->required()
      ->type_name("[PORT=]VALUE")
      ->allow_extra_args(false);
  app.add_option("--validation", request.validation,
                 "data to choose the best net by: the same, or a part of the "
                 "training data:\n0.1, 10%")
      ->type_name("[PORT=]VALUE")
      ->allow_extra_args(false);
  app.add_option("--validation-interval", request.validationInterval,
                 "rounds from one validation to the next (default 1)")
      ->type_name("N");
  app.add_option("--data-dir", request.dataDirectory,
                 "holds the files of data sets such as MNIST")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
}

static void addMethod(CLI::App &app, TrainRequest &request) {
  app.add_option("--method", request.method,
                 "ADAM (default), SGD, RMSProp or SignSGD, or {name, option -> "
                 "value, ...}")
      ->type_name("M");
  app.add_option("--learning-rate", request.learningRate,
                 "default: 0.001, with SGD 0.01")
      ->type_name("X");
  app.add_option("--schedule", request.schedule,
                 "factor of the learning rate: Polynomial, Constant, or a "
                 "function of batch and\ntotal, e.g. '(1 + Cos[Pi #1/#2])/2 &'")
      ->type_name("NAME|EXPR");
  app.add_option("--batch-size", request.batchSize, "default: 64")
      ->type_name("N");
  app.add_option("--loss", request.losses,
                 "an output port, a loss layer, or port -> layer -> Scaled[r]; "
                 "default: chosen\nby the layer that makes the output")
      ->type_name("LOSS")
      ->allow_extra_args(false);
  app.add_option("--multipliers", request.multipliers,
                 "of the learning rate, e.g. {1 -> None, \"head\" -> 10}")
      ->type_name("RULES");
  app.add_option("--l2", request.regularization,
                 "L2 regularisation: a number or {part -> number, ...}")
      ->type_name("X");
  app.add_option("--clip-gradient", request.gradientClipping,
                 "largest element of a gradient, written the same way")
      ->type_name("X");
  app.add_option("--clip-weights", request.weightClipping,
                 "largest element of an array, written the same way")
      ->type_name("X");
  app.add_option("--updates", request.updates,
                 "groups of arrays that steps update in turn, e.g. {1, 2 -> 5}")
      ->type_name("GROUPS");
}

static void addLimits(CLI::App &app, TrainRequest &request) {
  app.add_option("--rounds", request.rounds,
                 "times through the data (default: about 20 seconds)")
      ->type_name("N");
  app.add_option("--batches", request.batches, "steps at most")->type_name("N");
  app.add_option("--time", request.timeGoal,
                 "ends the training: 90, 90s, 5min, 2h")
      ->type_name("T");
  app.add_option("--stop", request.stop,
                 "end when this gets no better: Loss or what is measured, of the "
                 "validation if any;\nor <|\"Criterion\" -> ..., ...|>")
      ->type_name("WHAT");
  app.add_option("--patience", request.patience,
                 "rounds without improvement that --stop waits (default 0)")
      ->type_name("N");
  app.add_option("--min-change", request.minimalChange,
                 "least improvement that counts for --stop: 0.001 or 1%")
      ->type_name("X");
}

static void addRun(CLI::App &app, TrainRequest &request) {
  app.add_option("--seed", request.seed,
                 "an integer (default 1234), a text, or Automatic: another "
                 "one each time")
      ->type_name("N");
  app.add_option("--threads", request.threads,
                 "threads; 0: one per core; the bits are the same")
      ->type_name("N")
      ->check(CLI::Range(0, 1024));
  app.add_option("--precision", request.precision, "Real32 (default) or Real64")
      ->type_name("P")
      ->transform(oneOf({"Real32", "Real64", "Mixed"}));
  app.add_option("--device", request.device, "cpu (default) or gpu")
      ->type_name("D")
      ->transform(oneOf({"CPU", "GPU"}));
  app.add_option("--measurements", request.measurements,
                 "ErrorRate (default for classifiers), None, Accuracy, "
                 "'Accuracy -> 5', F1Score,\nPerplexity, RSquared, ... or a "
                 "list of these")
      ->type_name("NAMES");
}

static void addFiles(CLI::App &app, TrainRequest &request) {
  app.add_option("-o,--output", request.output,
                 "the weights file to write when the training is over")
      ->required()
      ->type_name("W.safetensors");
  app.add_option("--checkpoint", request.checkpoint,
                 "write DIR/latest.checkpoint every round and at the end")
      ->type_name("DIR");
  app.add_option("--checkpoint-every", request.checkpointInterval,
                 "rounds, or with a unit: 3, 100batches, 90s, 5min, 2h")
      ->type_name("N");
  app.add_option("--resume", request.resume,
                 "go on from a checkpoint: its file or folder; that of "
                 "--checkpoint may be empty")
      ->type_name("DIR");
  app.add_option("--report", request.report,
                 "write report.html, results.json, batches.csv, rounds.csv, "
                 "loss.svg, net.net")
      ->type_name("DIR");
}

Command addTrain(CLI::App &root) {
  auto request = std::make_shared<TrainRequest>();
  CLI::App *app = root.add_subcommand("train", "train a net on data");
  app->footer(footer);
  addSpec(*app, request->spec, "the net");
  addWeights(*app, request->spec);
  addData(*app, *request);
  addMethod(*app, *request);
  addLimits(*app, *request);
  addRun(*app, *request);
  addFiles(*app, *request);
  return {app, [request](Session &s) { return s.train(*request, std::cout); },
          /*stops=*/[] { return true; }};
}

} // namespace netc
