"""```console blocks of a page: commands behind `$ `, and what they print."""

import re
import subprocess

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands_of(block):
    """[(command, expected output)]"""
    steps = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        else:
            steps[-1][1].append(line)
    return [(command, "\n".join(lines)) for command, lines in steps]


def run_block(block, work, environment):
    for command, expected in commands_of(block):
        result = subprocess.run(["bash", "-c", command], cwd=work, env=environment,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                timeout=300)
        # Status 1 is that of an error; the page shows it.
        is_error = result.returncode == 1 and "error[" in expected
        if (result.returncode and not is_error) or result.stdout.strip() != expected.strip():
            return (f"$ {command}\nstatus {result.returncode}, printed\n{result.stdout}\n"
                    f"the page says\n{expected}")
    return None
