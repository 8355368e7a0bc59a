"""Programs that end with the tests, however these end."""

import shutil
from collections.abc import Sequence
from pathlib import Path


def mortal(command: Sequence[str | Path]) -> list[str | Path]:
    """The command of a program that Linux kills as soon as the process that starts it is gone."""
    setpriv = shutil.which("setpriv")
    assert setpriv, "setpriv is missing: start the tests by dev.py, which installs it"
    return [setpriv, "--pdeathsig", "KILL", *command]
