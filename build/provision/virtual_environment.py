"""The virtual environment: made by whatever this machine has, and never taken for whole when it is not."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from provision.errors import SetupError


class VirtualEnvironment:
    """A folder with a Python of its own, such as .venv."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        windows = os.name == "nt"
        self.bin = folder / ("Scripts" if windows else "bin")
        self.python = self.bin / ("python.exe" if windows else "python")
        library = Path("Lib") if windows else Path("lib") / f"python{sys.version_info.major}.{sys.version_info.minor}"
        self.site = folder / library / "site-packages"

    def works(self) -> bool:
        """Whether its Python starts, is of this one's version, and has a pip that starts."""
        question = "import pip, sys; print(sys.implementation.cache_tag)"
        try:
            told = subprocess.run([self.python, "-c", question], capture_output=True, text=True, check=False)
        except OSError:
            return False
        return told.returncode == 0 and told.stdout.strip() == sys.implementation.cache_tag

    def make(self, say: Callable[[str], None]) -> None:
        """Make it new; what is there goes.

        Raises:
            SetupError: if nothing on this machine can
        """
        if not os.access(self.folder.parent, os.W_OK):
            raise SetupError(
                f"{self.folder.parent} cannot be written, so {self.folder.name} cannot be made in it."
                " Copy the source to a folder of yours and start dev.py there."
            )
        if self.folder.exists():
            say(f"{self.folder} was not made to its end, or with another Python: it is made anew.")
        failures = []
        for command in makers(self.folder):
            self._remove()
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            if done.returncode == 0 and self.works():
                return
            failures.append((done.stdout.strip() or "?").splitlines()[-1])
        self._remove()
        package = missing_package() or "what your system calls python3-venv, or uv"
        why = "; ".join(failures) or "venv's ensurepip, uv and virtualenv are not there"
        raise SetupError(f"{self.folder} could not be made: {why}. Install {package}, then start dev.py again.")

    def _remove(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self.folder.exists():
            shutil.rmtree(self.folder)


def makers(folder: Path) -> list[Sequence[str | Path]]:
    """The commands of this machine that can make one with a pip in it, the plain one first."""
    commands: list[Sequence[str | Path]] = []
    if _has("venv") and _has("ensurepip"):
        commands.append([sys.executable, "-m", "venv", folder])
    if uv := shutil.which("uv"):
        commands.append([uv, "venv", "--quiet", "--seed", "--python", sys.executable, folder])
    if _has("virtualenv"):
        commands.append([sys.executable, "-m", "virtualenv", "--quiet", folder])
    return commands


def missing_package() -> str | None:
    """The Debian package without which no virtual environment can be made here; None if one can."""
    if not shutil.which("apt-get") or makers(Path()):
        return None
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
