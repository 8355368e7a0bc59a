"""Two set-ups of one folder do not meet, even if the first one was killed and its pip was not."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

BUILD = Path(__file__).resolve().parents[2] / "build"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no lock on a folder there")

HOLDER = """
import subprocess, sys
from pathlib import Path
from provision.lock import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    pip = subprocess.Popen([sys.executable, "-c", "input()"], stdin=sys.stdin, close_fds=False)
    print("held", flush=True)
    pip.wait()
"""
WAITER = """
import sys
from pathlib import Path
from provision.lock import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    print("mine")
"""


def started(code, folder):
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(BUILD)!r})\n{textwrap.dedent(code)}", folder]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def test_the_second_waits_for_what_the_first_started(tmp_path):
    with started(HOLDER, tmp_path) as first:
        assert first.stdout.readline() == "held\n"
        first.kill()
        first.wait()
        with started(WAITER, tmp_path) as second:
            assert second.stderr.readline() == "dev.py: another start of dev.py is setting up. Waiting for it…\n"
            assert second.poll() is None
            first.stdin.close()  # the end of what it started
            assert second.stdout.read() == "mine\n"


def test_nobody_waits_for_one_that_is_through(tmp_path):
    for _ in range(2):
        with started(WAITER, tmp_path) as alone:
            assert alone.communicate() == ("mine\n", "")
