"""on_terminal.py - what a command shows to somebody in front of it."""

import fcntl
import os
import pty
import struct
import subprocess
import termios


def on_terminal(command, width=100, height=24, **environment):
    """The status of the command, and what appears on standard error."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    variables = {name: text for name, text in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL,
                               env={**variables, "TERM": "xterm", **environment})
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    status = process.wait()
    return status, seen.decode().replace("\r\n", "\n")
