//===- LineEditor.cpp - editing of lines by libedit ----------------------===//

#include "compiler/Session/Interactive/LineReader.h"
#include "compiler/Session/Interactive/TerminalInput.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cwchar>
#include <histedit.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

using llvm::StringRef;

namespace netc {

/// More inputs than this are not offered.
static constexpr int historySize = 1000;
/// More words than this are counted only.
static constexpr size_t shownWords = 120;

namespace {

class LineEditor : public LineReader {
public:
  LineEditor(Completer completer, int wakeUp);
  ~LineEditor() override;

  Event read(const std::string &prompt, std::string &line) override;
  void remember(const std::string &input) override;

private:
  static LineEditor &of(EditLine *editor);
  int readCharacter(wchar_t &character);
  unsigned char complete();
  void bindKeys();

  Completer completer;
  TerminalInput input;
  History *history;
  EditLine *editor;
  std::string prompt;
};

} // namespace

/// Characters beyond ASCII need a locale that has them.
static void chooseEncoding() {
  std::setlocale(LC_CTYPE, "");
  if (StringRef(nl_langinfo(CODESET)) != "UTF-8")
    std::setlocale(LC_CTYPE, "C.UTF-8");
}

LineEditor &LineEditor::of(EditLine *editor) {
  void *self = nullptr;
  el_get(editor, EL_CLIENTDATA, &self);
  return *static_cast<LineEditor *>(self);
}

LineEditor::LineEditor(Completer completer, int wakeUp)
    : completer(std::move(completer)), input(wakeUp) {
  chooseEncoding();
  history = history_init();
  HistEvent event;
  ::history(history, &event, H_SETSIZE, historySize);
  ::history(history, &event, H_SETUNIQUE, 1);
  editor = el_init("netc", stdin, stdout, stderr);
  el_set(editor, EL_CLIENTDATA, this);
  // Restores the terminal when the process is stopped, and follows its size.
  el_set(editor, EL_SIGNAL, 1);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_HIST, ::history, history);
  using Prompt = char *(*)(EditLine *);
  Prompt showPrompt = [](EditLine *editor) { return of(editor).prompt.data(); };
  el_set(editor, EL_PROMPT, showPrompt);
  using Reader = int (*)(EditLine *, wchar_t *);
  Reader readCharacter = [](EditLine *editor, wchar_t *character) {
    return of(editor).readCharacter(*character);
  };
  el_set(editor, EL_GETCFN, readCharacter);
  bindKeys();
}

void LineEditor::bindKeys() {
  using Function = unsigned char (*)(EditLine *, int);
  Function complete = [](EditLine *editor, int) {
    return of(editor).complete();
  };
  el_set(editor, EL_ADDFN, "netc-complete", "Completes a name", complete);
  static constexpr const char *keys[][2] = {
      {"\t", "netc-complete"},       {"^R", "em-inc-search-prev"},
      {"^W", "ed-delete-prev-word"}, {"\033[3~", "ed-delete-next-char"},
      {"\033[H", "ed-move-to-beg"},  {"\033[F", "ed-move-to-end"},
  };
  for (const auto &[key, function] : keys)
    el_set(editor, EL_BIND, key, function, nullptr);
}

LineEditor::~LineEditor() {
  el_end(editor);
  history_end(history);
}

LineReader::Event LineEditor::read(const std::string &text, std::string &line) {
  prompt = text;
  int length = 0;
  input.forgetSignals(); // they meant what was evaluated
  // Before the prompt shows, so that the keys typed from then on are keys.
  el_set(editor, EL_PREP_TERM, 1);
  errno = 0;
  const char *read = el_gets(editor, &length);
  if (read && length > 0) {
    line.assign(read, length);
    if (line.ends_with('\n'))
      line.pop_back();
    return Event::Line;
  }
  bool isInterrupted = length < 0 && errno == EINTR;
  std::fputs(isInterrupted ? "^C\n" : "\n", stdout);
  std::fflush(stdout);
  return isInterrupted ? Event::Interrupted : Event::End;
}

void LineEditor::remember(const std::string &input) {
  HistEvent event;
  ::history(history, &event, H_ENTER, input.c_str());
}

//===----------------------------------------------------------------------===//
// Characters
//===----------------------------------------------------------------------===//

/// 1, 0 at the end of input, -1 after an error.
int LineEditor::readCharacter(wchar_t &character) {
  std::mbstate_t state{};
  while (true) {
    char byte;
    ssize_t count = input.read(&byte, 1);
    if (count <= 0)
      return static_cast<int>(count);
    size_t length = std::mbrtowc(&character, &byte, 1, &state);
    if (length == static_cast<size_t>(-1))
      state = {}; // bytes that are no character are left out
    else if (length != static_cast<size_t>(-2))
      return 1;
  }
}

//===----------------------------------------------------------------------===//
// Completion
//===----------------------------------------------------------------------===//

static StringRef commonBegin(const std::vector<std::string> &words) {
  StringRef common = words.front();
  for (const std::string &word : words) {
    auto differ =
        std::mismatch(common.begin(), common.end(), word.begin(), word.end());
    common = common.take_front(differ.first - common.begin());
  }
  return common;
}

static size_t terminalWidth() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0
             ? size.ws_col
             : 80;
}

/// Below the line, in columns read downwards.
static void showWords(llvm::ArrayRef<std::string> words) {
  llvm::ArrayRef<std::string> shown = words.take_front(shownWords);
  size_t width = 0;
  for (const std::string &word : shown)
    width = std::max(width, word.size() + 2);
  size_t columns = std::max<size_t>(1, terminalWidth() / width);
  size_t rows = (shown.size() + columns - 1) / columns;
  std::string text = "\n";
  for (size_t row = 0; row < rows; ++row) {
    for (size_t i = row; i < shown.size(); i += rows) {
      bool isLast = i + rows >= shown.size();
      text += isLast ? shown[i]
                     : shown[i] + std::string(width - shown[i].size(), ' ');
    }
    text += "\n";
  }
  if (shown.size() < words.size())
    text +=
        "... and " + std::to_string(words.size() - shown.size()) + " more\n";
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

unsigned char LineEditor::complete() {
  const LineInfo *line = el_line(editor);
  StringRef typed(line->buffer, line->cursor - line->buffer);
  Completions found = completer(typed);
  if (found.words.empty())
    return CC_REFRESH_BEEP;
  StringRef there = typed.drop_front(found.begin);
  std::string missing = commonBegin(found.words).substr(there.size()).str();
  if (!missing.empty()) {
    el_insertstr(editor, missing.c_str());
    return CC_REFRESH;
  }
  if (found.words.size() == 1)
    return CC_REFRESH;
  showWords(found.words);
  return CC_REDISPLAY;
}

std::unique_ptr<LineReader> makeLineEditor(Completer completer, int wakeUp) {
  return std::make_unique<LineEditor>(std::move(completer), wakeUp);
}

} // namespace netc
