"""What the tests start ends with them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from patience import until

STARTER = """
import subprocess, sys
from mortal import mortal
process = subprocess.Popen(mortal(["sleep", "600"]), stdout=subprocess.DEVNULL)
print(process.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own way")
def test_a_program_ends_with_the_process_that_started_it(request):
    environment = {**os.environ, "PYTHONPATH": str(request.path.parent)}
    command = [sys.executable, "-c", STARTER]
    starter = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    program = int(starter.stdout.readline())
    until(lambda: Path(f"/proc/{program}/comm").read_text() == "sleep\n", "the program runs")
    starter.send_signal(signal.SIGKILL)
    starter.communicate()

    def ended():
        try:
            state = Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        return state == "Z"  # nobody may have asked for its exit code yet

    until(ended, "the program has ended")
