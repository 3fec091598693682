//===- netc.cpp - the command line --------------------------------------===//
//
// Turns flags into a request and hands it to the session; holds no logic.
//
//===----------------------------------------------------------------------===//

#include "compiler/include/netc/Session.h"
#include "tools/netc/Commands.h"
#include "tools/netc/Crash.h"
#include "tools/netc/StopSignals.h"
#include "tools/netc/Usage.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>

using namespace netc;

CLI::Validator netc::oneOf(std::vector<std::string> words) {
  auto check = [words](std::string &given) -> std::string {
    for (const std::string &word : words)
      if (CLI::detail::to_lower(given) == CLI::detail::to_lower(word)) {
        given = word;
        return "";
      }
    std::string text = "must be " + words[0];
    for (size_t i = 1; i < words.size(); ++i)
      text += (i + 1 < words.size() ? ", " : " or ") + words[i];
    return text + ", not " + given;
  };
  return CLI::Validator(check, "");
}

namespace {

/// The flags that every sub-command shares.
struct Common {
  SessionOptions options;
  bool quiet = false, verbose = false;
  std::string color = "auto";

  void addTo(CLI::App &app) {
    app.add_flag("--json", options.json, "machine-readable result on stdout");
    auto *verboseFlag = app.add_flag(
        "-v,--verbose", verbose, "say how long it took, and in which phases");
    app.add_flag("-q,--quiet", quiet, "errors only")->excludes(verboseFlag);
    app.add_option("--color", color,
                   "auto (by the terminal and NO_COLOR), always or never")
        ->transform(oneOf({"auto", "always", "never"}))
        ->type_name("WHEN");
  }

  SessionOptions session() const {
    SessionOptions result = options;
    result.verbosity = quiet ? -1 : verbose ? 1 : 0;
    result.color = color == "always"  ? Color::Always
                   : color == "never" ? Color::Never
                                      : Color::Auto;
    // https://no-color.org
    const char *plain = std::getenv("NO_COLOR");
    if (result.color == Color::Auto && plain && *plain)
      result.color = Color::Never;
    return result;
  }
};

} // namespace

static void addNotebook(CLI::App &app, bool &notebook) {
  app.add_flag("--notebook", notebook,
               "skip the prompts In[1]:= and the outputs of the text");
}

void netc::addSpec(CLI::App &app, SpecOptions &spec, const char *what) {
  app.add_option("spec", spec.path, what)->required()->type_name("SPEC");
  app.add_option(
         "--format", spec.format,
         "text, binary, textproto or mlir; default: by the file's ending")
      ->type_name("FORMAT");
  app.add_option("--net", spec.net, "one of several nets of the file")
      ->type_name("NAME");
  app.add_option("--shape", spec.shapes,
                 "a shape that the file leaves open, e.g. Input={3, 224, 224}")
      ->type_name("PORT=SPEC")
      ->allow_extra_args(false);
  app.add_option("--define", spec.definitions,
                 "a name's value before the file is read")
      ->type_name("NAME=EXPR")
      ->allow_extra_args(false);
  addNotebook(app, spec.notebook);
}

void netc::addWeights(CLI::App &app, SpecOptions &spec) {
  app.add_option("--weights", spec.weights,
                 "array values, keys are positions such as 1.Weights")
      ->type_name("FILE.safetensors");
}

static Command addCompile(CLI::App &root) {
  auto request = std::make_shared<CompileRequest>();
  CLI::App *app = root.add_subcommand(
      "compile", "compile a net to a library with a C interface");
  app->footer(
      "Examples:\n"
      "  netc compile lenet.net --weights lenet.safetensors -o liblenet.so\n"
      "  netc compile lenet.net -o lenet.a --emit static --prefix lenet\n"
      "  netc compile lenet.net -o - --emit mlir --stop-after decompose");
  addSpec(*app, request->spec, "the net: .net, .netpb, .textproto or .mlir");
  addWeights(*app, request->spec);
  app->add_option("-o,--output", request->output,
                  "the file to write; - is standard output")
      ->required()
      ->type_name("OUT");
  auto *external =
      app->add_flag("--external-weights", request->externalWeights,
                    "leave array values to a file that is loaded at run time");
  app->add_flag("--embed-weights", request->embedWeights,
                "put array values into the library (default when given)")
      ->excludes(external);
  app->add_option("--emit", request->emit,
                  "so, static, obj, header, mlir, llvm or asm; default: by the "
                  "ending of OUT")
      ->type_name("KIND");
  app->add_option(
         "--batch", request->batches,
         "batch sizes with code of their own; ? is any size (default 1,?)")
      ->type_name("1,64,?");
  app->add_option("--precision", request->precision,
                  "Real32 (default) or Real64")
      ->type_name("P");
  app->add_option("--target", request->target, "cpu (default)")->type_name("T");
  app->add_option("--cpu", request->cpu,
                  "baseline, v3, v4, native or multi (default: chosen at load)")
      ->type_name("CPU");
  app->add_option("--triple", request->triple, "target triple")->type_name("T");
  app->add_option("--entry", request->entries,
                  "infer (default), gradient, train, or several: infer,train")
      ->type_name("KINDS");
  app->add_option("--gradient", request->gradient,
                  "input ports and arrays that the entry gradient derives by")
      ->type_name("NAMES|all");
  app->add_option("--output-gradient", request->outputGradient,
                  "outputs at which the caller of gradient imposes one")
      ->type_name("PORTS");
  app->add_option("--method", request->method,
                  "how train moves arrays: ADAM (default), SGD, RMSProp, SignSGD")
      ->type_name("NAME");
  app->add_option("--memory-limit", request->memoryLimit,
                  "scratch memory of gradient and train for the largest --batch "
                  "(else 64\nexamples): saves it by computing parts again")
      ->type_name("64MB");
  app->add_option("--loss", request->losses,
                  "outputs that train minimises (default: losses that are "
                  "there, else one is attached)")
      ->type_name("PORTS");
  app->add_option("--probe", request->probes,
                  "an inner port to compute as well")
      ->type_name("POSITION")
      ->allow_extra_args(false);
  app->add_option("--accuracy", request->accuracy, "strict or fast (default)")
      ->type_name("A");
  app->add_option("--prefix", request->prefix,
                  "prefix of the exported symbol; default: the file's name")
      ->type_name("NAME");
  app->add_option("--stop-after", request->stopAfter,
                  "end after this phase and print it")
      ->type_name("PHASE");
  app->add_flag("--time-phases", request->timePhases,
                "print how long each phase took");
  return {app,
          [request](Session &s) { return s.compile(*request, std::cout); }};
}

/// What applies a net: which net, to what, and what becomes of the value.
static void addApplication(CLI::App &app, RunRequest &request) {
  addSpec(app, request.spec, "a net, or a compiled library (.so)");
  addWeights(app, request.spec);
  app.add_option("--input", request.inputs,
                  "data for a port; a list is a batch")
      ->type_name("[PORT=]VALUE")
      ->allow_extra_args(false);
  app.add_option("--output", request.output,
                  "write .npy, .npz, .json or .safetensors instead of printing")
      ->type_name("FILE");
  app.add_option("--precision", request.precision,
                  "Real32 (default), Real64 or Mixed")
      ->type_name("P")
      ->transform(oneOf({"Real32", "Real64", "Mixed"}));
  app.add_option("--batch-size", request.batchSize,
                  "examples computed together")
      ->type_name("N")
      ->check(CLI::Range(1, INT32_MAX));
  app.add_option("--mode", request.mode, "Test (default) or Training")
      ->type_name("MODE")
      ->transform(oneOf({"Test", "Training"}));
  app.add_option("--seed", request.seed, "seed of random layers and samples")
      ->type_name("N");
  app.add_option("--threads", request.threads, "threads; 0: one per core")
      ->type_name("N")
      ->check(CLI::Range(0, 1024));
  app.add_option("--device", request.device, "cpu (default) or gpu")
      ->type_name("D")
      ->transform(oneOf({"cpu", "gpu"}));
  app.add_option("--digits", request.digits,
                  "significant digits printed (default 6)")
      ->type_name("N")
      ->check(CLI::Range(1, 17));
  app.add_option("--guard", request.guard,
                  "for tests: behind or before; memory that faults at its ends")
      ->type_name("WHERE")
      ->check(CLI::IsMember({"behind", "before"}));
}

static Command addRun(CLI::App &root) {
  auto request = std::make_shared<RunRequest>();
  CLI::App *app = root.add_subcommand("run", "apply a net to data");
  app->footer(
      "Examples:\n"
      "  netc run lenet.net --weights lenet.safetensors --input "
      "'digits.idx[0:3]'\n"
      "  netc run lenet.net --weights lenet.safetensors --input "
      "'digits.idx[0:3]' \\\n"
      "           --request '\"TopProbabilities\" -> 2'\n"
      "  netc run liblenet.so --input image.npy --output "
      "probabilities.npy --request None\n\n"
      "VALUE is a literal of the notation, - for one on standard input, or a "
      "file\n(.npy .npz "
      ".json .safetensors .idx .idx.gz);\n"
      "FILE[a:b] takes rows a to b-1. A .npz or .safetensors of several "
      "arrays gives each to the\nport of its name.");
  addApplication(*app, *request);
  app->add_option("--request", request->request,
                  "what to compute, as an application's second argument")
      ->type_name("REQ");
  return {app, [request](Session &s) { return s.run(*request, std::cout); }};
}

static Command addGradient(CLI::App &root) {
  auto request = std::make_shared<DeriveRequest>();
  CLI::App *app = root.add_subcommand(
      "gradient", "gradients of a net's outputs at given data");
  app->footer(
      "Examples:\n"
      "  netc gradient loss.net --weights w.safetensors --input "
      "'Input=digits.idx[0:8]' \\\n"
      "           --input 'Target=labels.idx[0:8]' --output g.safetensors\n"
      "  netc gradient net.net --input '{1, -2}' --of Input,1.Weights\n"
      "  netc gradient libnet.so --input '{1, -2}' --of '{1, \"Weights\"}' \\\n"
      "           --output-gradient 'Output={1, -1}'\n\n"
      "The gradient is that of the sum of all outputs. For input ports it is "
      "given per\nexample, for arrays it is the total over the batch.");
  addApplication(*app, request->run);
  app->add_option("--of", request->targets,
                  "by what: input ports, arrays such as 1.Weights, or all "
                  "(default)")
      ->type_name("NAMES|all");
  app->add_option("--output-gradient", request->outputGradients,
                  "weights of the elements of an output in the sum; others "
                  "have ones")
      ->type_name("PORT=VALUE")
      ->allow_extra_args(false);
  return {app, [request](Session &s) { return s.derive(*request, std::cout); }};
}

static Command addEval(CLI::App &root) {
  auto request = std::make_shared<EvalRequest>();
  CLI::App *app =
      root.add_subcommand("eval", "evaluate statements of the notation");
  app->footer("Examples:\n"
              "  netc eval 'ElementwiseLayer[Tanh][{1, 2, 3}]'\n"
              "  netc eval statements.net --json\n"
              "  netc eval                  (an interactive session)");
  app->add_option("source", request->source,
                  "an expression, a file, or - for standard input; none: "
                  "what a person types, or standard input")
      ->type_name("EXPR|FILE");
  app->add_flag("--full-form", request->fullForm,
                "print the tree of the text without evaluating it");
  addNotebook(*app, request->notebook);
  app->add_option("--digits", request->digits,
                  "significant digits printed (default 6)")
      ->type_name("N")
      ->check(CLI::Range(1, 17));
  app->add_option("--threads", request->threads, "threads; 0: one per core")
      ->type_name("N")
      ->check(CLI::Range(0, 1024));
  app->add_option("--data", request->dataDirectory,
                  "holds the files of data sets such as \"MNIST\", which "
                  "NetTrain takes by name")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  return {app,
          [request](Session &s) { return s.evaluate(*request, std::cout); },
          /*stops=*/[request] { return !Session::isConversation(*request); }};
}

static Command addInit(CLI::App &root) {
  auto request = std::make_shared<InitRequest>();
  CLI::App *app = root.add_subcommand("init", "initialise the arrays of a net");
  app->footer(
      "Arrays that the net or --weights give stay as they are. Method and seed\n"
      "are those of NetInitialize in the notation (docs/language.md), and give\n"
      "the same bits on every machine.\n\n"
      "Examples:\n"
      "  netc init lenet.net -o initial.safetensors --seed 7\n"
      "  netc init lenet.net -o initial.safetensors --method Orthogonal\n"
      "  netc init lenet.net -o initial.safetensors "
      "--method '{\"Xavier\", \"Distribution\" -> \"Uniform\"}'");
  addSpec(*app, request->spec, "the net");
  addWeights(*app, request->spec);
  app->add_option("-o,--output", request->output, "the weights file to write")
      ->required()
      ->type_name("W.safetensors");
  app->add_option("--method", request->method,
                  "Kaiming (default), Xavier, Orthogonal, Random or Identity, "
                  "or {name, option -> value, ...}")
      ->type_name("M");
  app->add_option("--seed", request->seed,
                  "an integer (default 1234), a text, or Automatic: another "
                  "one each time")
      ->type_name("N");
  app->add_flag("--all", request->all,
                "replace the values that trainable arrays have, too");
  return {app,
          [request](Session &s) { return s.initialize(*request, std::cout); }};
}

static Command addInfo(CLI::App &root) {
  auto request = std::make_shared<InfoRequest>();
  CLI::App *app =
      root.add_subcommand("info", "summary of a net: ports, layers, arrays");
  app->footer("Examples:\n  netc info lenet.net\n  netc info lenet.net "
              "--property ArraysTotalByteCount");
  addSpec(*app, request->spec, "the net");
  addWeights(*app, request->spec);
  app->add_option("--property", request->property, "one property")
      ->type_name("NAME");
  return {app,
          [request](Session &s) { return s.information(*request, std::cout); }};
}

static Command addConvert(CLI::App &root) {
  auto request = std::make_shared<ConvertRequest>();
  CLI::App *app =
      root.add_subcommand("convert", "write a net in another notation");
  app->footer("Examples:\n  netc convert lenet.net --weights lenet.safetensors "
              "-o lenet.netpb\n"
              "  netc convert lenet.netpb -o lenet.net --weights-out "
              "lenet.safetensors");
  addSpec(*app, request->spec, "the net");
  addWeights(*app, request->spec);
  app->add_option("-o,--output", request->output,
                  "the file to write; - is standard output")
      ->required()
      ->type_name("OUT");
  app->add_option(
         "--to", request->to,
         "text, binary, textproto or mlir; default: by the ending of OUT")
      ->type_name("FORMAT");
  app->add_option("--weights-out", request->weightsOut,
                  "write the values of all arrays to this file, not into OUT")
      ->type_name("FILE.safetensors");
  return {app,
          [request](Session &s) { return s.convert(*request, std::cout); }};
}

static Command addLayers(CLI::App &root) {
  struct Request {
    std::string name;
    bool all = false;
  };
  auto request = std::make_shared<Request>();
  CLI::App *app = root.add_subcommand(
      "layers", "list the layers, or print the page of one");
  app->footer("Example:\n  netc layers ConvolutionLayer");
  app->add_option("name", request->name, "a layer's name or alias")
      ->type_name("NAME");
  app->add_flag("--all", request->all, "aliases and shorthands too");
  return {app, [request](Session &s) {
            return s.layers(request->name, request->all, std::cout);
          }};
}

static constexpr const char *version = "netc " NETC_VERSION;

static constexpr const char *examples =
    "Examples:\n"
    "  netc compile lenet.net --weights lenet.safetensors -o lenet.so\n"
    "  netc run lenet.so --input 'digits.idx[0:3]'\n"
    "  netc eval 'ElementwiseLayer[Tanh][{1, 2, 3}]'\n"
    "  netc compile --help";

static int runCommand(const Command &command, const Common &common) {
  auto begin = std::chrono::steady_clock::now();
  Session session(common.session());
  std::optional<StopSignals> signals;
  if (command.stops && command.stops())
    signals.emplace(session);
  Status status = command.run(session);
  if (!std::cout.flush()) {
    std::cerr
        << "netc: error[unwritable]: standard output could not be written\n";
    return static_cast<int>(Status::UserError);
  }
  std::chrono::duration<double> passed =
      std::chrono::steady_clock::now() - begin;
  if (common.verbose)
    std::cerr << "netc " << command.app->get_name() << ": " << passed.count()
              << " s\n";
  // As a shell tells of a program that a signal ended.
  if (status == Status::Interrupted && signals)
    return 128 + signals->received();
  return static_cast<int>(status);
}

int main(int argc, char **argv) {
  reportCrashes();
  // A closed pipe is an error of the stream, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a limit on the size of files.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App root{"netc: compiles neural nets to native libraries"};
  root.set_version_flag("--version", version);
  root.require_subcommand(1);
  root.footer(examples);
  Common common;
  std::vector<Command> commands = {
      addCompile(root), addRun(root),     addGradient(root), addEval(root),
      addInit(root), addTrain(root),    addInfo(root),    addConvert(root),  addLayers(root)};
  for (Command &command : commands) {
    common.addTo(*command.app);
    command.app->set_version_flag("--version", version);
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success &wanted) {
    return root.exit(wanted); // --help and --version
  } catch (const CLI::ParseError &error) {
    std::cerr << explainUsage(root, error, argc, argv);
    return static_cast<int>(Status::UserError);
  }
  try {
    for (Command &command : commands)
      if (command.app->parsed())
        return runCommand(command, common);
    reportBug("no sub-command was found");
  } catch (const std::exception &error) {
    reportBug(error.what());
  }
  return static_cast<int>(Status::InternalError);
}
