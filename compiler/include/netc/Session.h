//===- Session.h - the public C++ interface of the compiler ----*- C++ -*-===//
//
// Everything the command line `netc` does is one call of this class; another
// host can do the same. Results go to the stream that a call takes, messages to
// standard error. No call throws or exits.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_SESSION_H
#define NETC_SESSION_H

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace netc {

/// The exit status of the command line: the three ways a call can end.
enum class Status : int {
  Done = 0,
  UserError = 1,     ///< the input is wrong; a located message was written
  InternalError = 2, ///< a bug in netc; the message says how to report it
  Interrupted = 3,   ///< Session::interrupt ended it
};

enum class Color { Auto, Always, Never };

struct SessionOptions {
  Color color = Color::Auto;
  int verbosity = 0; ///< -1 quiet, 0 normal, 1 verbose
  bool json = false; ///< machine-readable results
};

/// Which net, and facts that its file leaves open.
struct SpecOptions {
  std::string path;   ///< `-` is standard input
  std::string format; ///< text, binary, textproto, mlir; empty: by ending
  std::string net;    ///< one of several nets of a file
  std::vector<std::string> shapes;      ///< PORT=SPEC
  std::vector<std::string> definitions; ///< NAME=EXPR
  std::string weights;                  ///< a .safetensors file, or empty
  bool notebook = false; ///< the text has prompts In[1]:= and outputs
};

struct CompileRequest {
  SpecOptions spec;
  std::string output;
  bool externalWeights = false;
  bool embedWeights = false; ///< the default where weights are given
  std::string
      emit; ///< so, static, obj, header, mlir, llvm, asm; empty: by ending
  std::string batches = "1,?";
  std::string precision = "Real32";
  std::string cpu = "multi";
  std::string triple;
  std::string target = "cpu";
  std::string entries = "infer";
  std::string gradient;        ///< ports and arrays, or all
  std::string outputGradient;  ///< outputs at which the caller imposes one
  std::string method = "ADAM"; ///< of the entry train
  std::string memoryLimit;     ///< 64MB: scratch memory of gradient and train
  std::string losses; ///< outputs that train minimises; empty: automatic
  std::string accuracy = "fast";
  std::string prefix;
  std::string stopAfter;
  std::vector<std::string> probes;
  bool timePhases = false;
};

struct RunRequest {
  SpecOptions spec;                ///< a spec, or a compiled library (.so)
  std::vector<std::string> inputs; ///< [PORT=]VALUE
  std::string request;             ///< second argument of an application
  std::string output;              ///< a file, or empty: print
  std::string precision = "Real32";
  std::int64_t batchSize = 0; ///< 0: automatic
  std::string mode = "Test";
  std::optional<std::uint64_t> seed;
  unsigned threads = 0; ///< 0: as many as the machine has cores
  std::string device = "cpu";
  int digits = 6;
  std::string guard; ///< behind, before: memory that faults at its ends (tests)
};

/// Gradients of a net: NetPortGradient on the command line.
struct DeriveRequest {
  RunRequest run; ///< its `request` stays empty
  /// Input ports, arrays (`1.Weights`, `{1, "Weights"}`) or `all`, with commas
  /// between them.
  std::string targets = "all";
  std::vector<std::string> outputGradients; ///< PORT=VALUE
};

struct EvalRequest {
  /// An expression, or the path of a file. None: standard input, which is an
  /// interactive session where it is a terminal.
  std::optional<std::string> source;
  bool fullForm = false; ///< print the tree of the text, without evaluating it
  bool notebook = false; ///< the text has prompts In[1]:= and outputs
  int digits = 6;
  unsigned threads = 0;
  /// Holds the files of data sets with names, such as "MNIST".
  std::string dataDirectory;
};

struct InitRequest {
  SpecOptions spec;
  std::string output;
  std::string method = "Kaiming"; ///< as the notation writes Method -> ...
  std::string seed = "1234";      ///< an integer, Automatic or a text
  bool all = false;               ///< replace values that arrays have
};

/// Options are those of NetTrain as the notation writes them, where words need
/// no quotes; empty ones have its defaults.
struct TrainRequest {
  SpecOptions spec;
  std::vector<std::string> data;       ///< [PORT=]VALUE
  std::vector<std::string> validation; ///< the same, or a fraction of the data
  std::string dataDirectory; ///< holds the files of data sets such as "MNIST"
  std::string output;        ///< the weights file to write
  std::string method;
  std::string learningRate;
  std::string schedule; ///< Polynomial, Constant or a function
  std::string rounds, batches;
  std::string timeGoal; ///< 90, 90s, 5min, 2h
  std::string batchSize;
  std::vector<std::string> losses;
  std::string seed;
  std::string precision, device;
  std::string multipliers, regularization, gradientClipping, weightClipping;
  std::string updates;
  std::string measurements;
  std::string validationInterval; ///< in rounds
  std::string stop;               ///< Loss, ErrorRate or an association
  std::string patience, minimalChange;
  unsigned threads = 0;           ///< 0: as many as the machine has cores
  std::string checkpoint;         ///< a folder, or empty: none
  std::string checkpointInterval; ///< 3, 100 batches, 10min
  std::string resume;             ///< a checkpoint or the folder of one
  std::string report;             ///< a folder, or empty: none
};

struct InfoRequest {
  SpecOptions spec;
  std::string property; ///< empty: the summary
};

struct ConvertRequest {
  SpecOptions spec;
  std::string output;
  std::string to;         ///< text, binary, textproto, mlir; empty: by ending
  std::string weightsOut; ///< a .safetensors file for all values, or empty
};

class Session {
public:
  explicit Session(const SessionOptions &options = {});
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  Status compile(const CompileRequest &request, std::ostream &out);
  Status run(const RunRequest &request, std::ostream &out);
  Status derive(const DeriveRequest &request, std::ostream &out);
  Status evaluate(const EvalRequest &request, std::ostream &out);
  /// Whether `evaluate` asks a person for one input after the other.
  static bool isConversation(const EvalRequest &request);
  Status initialize(const InitRequest &request, std::ostream &out);
  Status train(const TrainRequest &request, std::ostream &out);
  Status information(const InfoRequest &request, std::ostream &out);
  Status convert(const ConvertRequest &request, std::ostream &out);
  /// The reference page of one layer, or the list of layers.
  Status layers(const std::string &name, bool all, std::ostream &out);

  /// Ends the compilation, run or evaluation that is under way with the error
  /// `interrupted`; a training writes a checkpoint before. May be called from
  /// any thread and by a signal handler.
  void interrupt() noexcept;

private:
  Status converse(const EvalRequest &request, std::ostream &out);
  struct Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace netc

#endif // NETC_SESSION_H
