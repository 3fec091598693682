"""A program on a pseudo-terminal: what a person types, and what must appear."""

import os
import pty
import re
import select
import signal
import sys
import time

# How long to wait for what must appear; much longer than it takes.
PATIENCE = float(os.environ.get("TERMINAL_PATIENCE", 120))

# Sequences that move the cursor or clear; what they show is of no interest here.
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z@]|\x1b[()][0-9A-Za-z]|\r|\x07")


class Terminal:
    def __init__(self, *command, term="xterm", folder=".", **environment):
        self.seen = ""
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.environ.pop("XDG_STATE_HOME", None)
            os.environ.update(environment, TERM=term, HOME=folder)
            os.execvp(command[0], command)

    def _read(self, seconds):
        if not select.select([self.file], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.file, 65536)
        except OSError:  # the program has ended
            data = b""
        self.seen += data.decode("utf-8", "replace")
        return bool(data)

    def expect(self, text, seconds=PATIENCE):
        """Waits for `text`, and gives what came before it."""
        end = time.monotonic() + seconds
        while True:
            shown = CONTROL.sub("", self.seen)
            if text in shown:
                before, self.seen = shown.split(text, 1)
                return before
            if time.monotonic() > end or not self._read(max(0.1, end - time.monotonic())):
                sys.exit(f"expected {text!r}, the terminal shows\n{shown!r}")

    def type(self, text):
        os.write(self.file, text.encode())

    def enter(self, line, answer=None):
        """Types a line; the next prompt must follow, behind `answer`."""
        self.type(line + "\n")
        if answer is not None:
            self.expect(answer)
        return self.expect("\n> ")

    def end(self, status=0):
        """The end of input; the program must end with `status`."""
        self.type("\x04")
        return self.wait(status)

    def wait(self, status=0):
        while self._read(PATIENCE):
            pass
        _, raw = os.waitpid(self.process, 0)
        if os.waitstatus_to_exitcode(raw) != status:
            sys.exit(f"status {os.waitstatus_to_exitcode(raw)}, expected {status}; {self.seen!r}")
        return CONTROL.sub("", self.seen)

    def interrupt(self):
        """Ctrl-C at the prompt: the line is cleared. What is typed before the new
        prompt appears may be lost, as in every terminal."""
        self.type("\x03")
        self.expect("^C\n> ")

    def complete(self, text, shown):
        """Types `text` and a tab; `shown` must appear."""
        self.type(text + "\t")
        self.expect(shown)

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
