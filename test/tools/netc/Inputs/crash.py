"""netc that is hit by the signal of a crash: status 2, and a word on whose fault it is."""

import signal
import subprocess
import time

for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGFPE):
    netc = subprocess.Popen(["netc", "eval", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    # It has set itself up once it evaluates.
    time.sleep(2)
    netc.send_signal(number)
    _, message = netc.communicate(timeout=60)
    assert netc.returncode == 2, (number, netc.returncode, message)
    assert b"error[internal]: this is a bug in netc; please report it" in message, message
