//===- LineReader.h - lines that a person types ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INTERACTIVE_LINEREADER_H
#define NETC_COMPILER_SESSION_INTERACTIVE_LINEREADER_H

#include "llvm/ADT/StringRef.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace netc {

/// What may stand at the end of a text, from `begin` on.
struct Completions {
  size_t begin = 0;
  std::vector<std::string> words; ///< sorted; each begins with what is there
};

class LineReader {
public:
  enum class Event {
    Line,
    Interrupted, ///< a signal came; what was typed is forgotten
    End,
  };

  virtual ~LineReader() = default;
  /// Reads a line, without its newline.
  virtual Event read(const std::string &prompt, std::string &line) = 0;
  /// Offers an earlier input with the key "up".
  virtual void remember(const std::string &input) {}
};

/// Says what could end a line up to the cursor.
using Completer = std::function<Completions(llvm::StringRef)>;

/// An editor of lines where standard input and output are a terminal that can
/// move its cursor, otherwise lines as they come. Bytes that can be read from
/// the file `wakeUp` interrupt the editor.
std::unique_ptr<LineReader> makeLineReader(Completer completer, int wakeUp);

/// The editor, by libedit.
std::unique_ptr<LineReader> makeLineEditor(Completer completer, int wakeUp);

} // namespace netc

#endif // NETC_COMPILER_SESSION_INTERACTIVE_LINEREADER_H
