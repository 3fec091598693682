//===- net-lsp-server.cpp - nets in an editor ----------------------------===//
//
// Editors start it and speak the Language Server Protocol with it; it has no
// flags but --version and --help. docs/editor.md says how to set it up.
//
//===----------------------------------------------------------------------===//

#include "compiler/LanguageServer/Server.h"

#include <csignal>
#include <cstring>

static constexpr char usage[] =
    "net-lsp-server: a language server for .net specs\n\n"
    "Speaks the Language Server Protocol on standard input and output; an "
    "editor\n"
    "starts it without arguments.\n\n"
    "  --stdio    accepted, says the same\n"
    "  --version  prints the version\n"
    "  --help     prints this text\n";

int main(int argc, char **argv) {
  // A closed pipe is an error of the stream, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--version")) {
      llvm::outs() << "net-lsp-server " << NETC_VERSION << "\n";
      return 0;
    }
    if (!std::strcmp(argv[i], "--help")) {
      llvm::outs() << usage;
      return 0;
    }
    if (std::strcmp(argv[i], "--stdio")) {
      llvm::errs() << "net-lsp-server: error[bad-option]: there is no option "
                   << argv[i] << "\n";
      return 1;
    }
  }
  return netc::lsp::runLanguageServer(stdin, llvm::outs(), NETC_VERSION) ? 0
                                                                         : 1;
}
