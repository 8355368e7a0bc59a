"""Installing into a virtual environment: by uv where it reads the same settings, else by pip; failures told in a sentence."""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from provision.errors import SetupError
from provision.virtual_environment import VirtualEnvironment

HARMLESS = {"config-file", "default-timeout", "disable-pip-version-check", "no-color", "no-input", "progress-bar", "timeout"}
"""Settings of pip that change nothing of what is installed."""

NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|NameResolution|Max retries|Connection (broken|aborted|reset|refused)"
    r"|error sending request|dns error|IncompleteRead"
)
NO_WHEEL = re.compile(r"No matching distribution found for (\S+)|Because (\S+) has no wheels")


class Installer:
    """Installs into one environment. Files on the way lie in it too: /tmp is often small, and is not taken along by a kill."""

    def __init__(self, environment: VirtualEnvironment, root: Path) -> None:
        self.environment = environment
        self.root = root
        self._command = self._choose()

    def install(self, *requirements: str | Path) -> None:
        """Install the wheels of these; the words of pip come through as they are.

        Raises:
            SetupError: if it fails, with the reason and what to do
        """
        # What has no wheel would be compiled, and fail after minutes in words about compilers.
        self._install("--only-binary", ":all:", *requirements)

    def install_source(self, folder: Path) -> None:
        """Install the project of a folder so that it is used from there; what it depends on has to be there.

        Raises:
            SetupError: if it fails, with the reason and what to do
        """
        self._install("--no-deps", "-e", folder)

    def _install(self, *arguments: str | Path) -> None:
        quiet = [] if sys.stderr.isatty() else ["--quiet"]
        # Byte code of all files takes 0.2 GB and half a minute; Python by itself writes that of the files that are used.
        self._run([*self._command, "install", "--no-compile", *quiet, *arguments])

    def remove(self, *names: str) -> None:
        """Uninstall these."""
        confirmed = ["--yes"] if self._command == self._pip() else []
        self._run([*self._command, "uninstall", "--quiet", *confirmed, *names])

    def cache(self) -> Path | None:
        """The folder in which downloads are kept, if they are."""
        manager = self._command if self._command == self._pip() else self._command[:1]  # uv cache dir; pip cache dir
        question = [*manager, "cache", "dir"]
        told = subprocess.run(question, capture_output=True, text=True, check=False).stdout.strip()
        return Path(told) if told else None

    def _pip(self) -> list[str]:
        return [str(self.environment.python), "-m", "pip"]

    def _choose(self) -> list[str]:
        """The command of uv if there is one and pip has no settings, which uv would not read; else that of pip."""
        uv = shutil.which("uv")
        if uv is None or self._settings():
            return self._pip()
        return [uv, "pip"]

    def _settings(self) -> set[str]:
        told = subprocess.run([*self._pip(), "config", "list"], capture_output=True, text=True, check=False).stdout
        return {line.partition("=")[0].rpartition(".")[2] for line in told.splitlines()} - HARMLESS

    def _run(self, command: list[str | Path]) -> None:
        print("dev.py:", shlex.join(map(str, command)), file=sys.stderr, flush=True)
        with self._scratch() as scratch:
            variables = {
                **os.environ,
                "PIP_DISABLE_PIP_VERSION_CHECK": "1",
                "TMPDIR": str(scratch),
                "VIRTUAL_ENV": str(self.environment.folder),
            }
            # The lock of lock.py goes along. The progress of uv needs the terminal itself; that of pip is in its other stream.
            said = None if self._command != self._pip() and sys.stderr.isatty() else subprocess.PIPE
            with subprocess.Popen(
                command, cwd=self.root, env=variables, stderr=said, text=True, errors="replace", close_fds=False
            ) as process:
                told = []
                for line in process.stderr or ():
                    sys.stderr.write(line)
                    told.append(line)
        if process.returncode != 0:
            raise SetupError(reason("".join(told), process.returncode))

    @contextlib.contextmanager
    def _scratch(self) -> Iterator[Path]:
        folder = self.environment.folder / "tmp"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        yield folder
        shutil.rmtree(folder, ignore_errors=True)


def reason(told: str, code: int) -> str:
    """The sentence for a failure, from what pip or uv said last."""
    again = "then start dev.py again: it goes on."
    if "No space left on device" in told or "os error 28" in told:
        return f"The disk is full. Free some space, {again}"
    missing = NO_WHEEL.search(told)
    if missing and not (NETWORK.search(told) and "from versions: none" in told):
        part = missing.group(1) or missing.group(2)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return (
            f"There is no wheel of {part} for Python {version} on this system. Start dev.py with another version of Python"
            " (README.md names those that do), or on a system that it has wheels for."
        )
    if NETWORK.search(told):
        return f"The package index was not reached. See to the network (a proxy goes into HTTPS_PROXY), {again}"
    return f"Installing failed with exit code {code}; the lines above say why. Mend that, {again}"
