"""Colours on a terminal, and none there with NO_COLOR."""

import os
import pty


def messages(**environment):
    process, terminal = pty.fork()
    if process == 0:
        os.environ.pop("NO_COLOR", None)
        os.environ.update(environment, TERM="xterm")
        os.execvp("netc", ["netc", "eval", "1/0"])
    text = b""
    try:
        while data := os.read(terminal, 4096):
            text += data
    except OSError:  # the program has ended
        pass
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    return text


assert b"\x1b[" in messages()
assert b"\x1b[" not in messages(NO_COLOR="1")
