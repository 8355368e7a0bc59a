"""The whole of .venv: Python, PyTorch of the right build, the program's packages; made once, mended where it is not whole."""

import hashlib
import json
import re
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from provision import distributions, graphics, pytorch, space, torch_build
from provision.errors import SetupError
from provision.installer import Installer
from provision.lock import one_at_a_time
from provision.torch_build import Build, Installed, Source
from provision.virtual_environment import VirtualEnvironment

REST_INSTALLED, REST_DOWNLOAD = 0.9e9, 0.38e9
"""Bytes of all but PyTorch, in .venv and to be downloaded; measured with the packages for development."""


class Environment:
    """What the commands of dev.py run in; `folder` is .venv or another one beside it."""

    def __init__(self, root: Path, folder: str = ".venv") -> None:
        self.virtual = VirtualEnvironment(root / folder)
        self._root = root
        self._project = root / "pyproject.toml"
        self._constraints = root / "build" / "constraints.txt"
        self._stamp = self.virtual.folder / "installed"

    def torch(self) -> Installed | None:
        """The PyTorch that lies in it."""
        return torch_build.installed(self.virtual.site)

    def prepare(self, groups: Sequence[str], asked: Build | None = None) -> None:
        """See that the program and these dependency groups of pyproject.toml are installed, with the build that is asked for.

        Raises:
            SetupError: if that cannot be; what was done stays, and the next call goes on
        """
        if self.is_whole(groups, asked):
            return
        with one_at_a_time(self._root):
            if not self.is_whole(groups, asked):  # another one may have made it in the meantime
                self._prepare(groups, asked)

    def is_whole(self, groups: Sequence[str], asked: Build | None) -> bool:
        """Whether `prepare` has nothing to do."""
        source, there = self._stamped()
        torch = self.torch()
        return source == self._source() and set(groups) <= set(there) and asked in {None, torch.build if torch else None}

    def _prepare(self, groups: Sequence[str], asked: Build | None) -> None:
        began = time.monotonic()
        wanted = sorted({*groups, *self._stamped()[1]})
        choice = torch_build.choose(asked, driver=graphics.nvidia_driver())
        distributions.spell_paths_in_ascii(self.virtual.site)
        if not self.virtual.works():
            self.virtual.make(say)
        self._write_stamp("", wanted)
        if broken := distributions.remove_broken(self.virtual.site):
            say(f"An earlier set-up was interrupted: {', '.join(broken)} will be installed again.")
        installer = Installer(self.virtual, self._root)
        source = pytorch.decide(self.virtual.site, self._pinned("torch"), choice, asked, say)
        self._look_at_space(installer, source)
        if source:
            pytorch.install(installer, self.virtual.site, source)
        # The exact torchaudio, and alone: what it depends on is a PyTorch, which is there.
        installer.install("--no-deps", f"torchaudio=={self._pinned('torchaudio')}")
        project = tomllib.loads(self._project.read_text(encoding="utf-8"))
        extra = [requirement for group in wanted for requirement in project["dependency-groups"].get(group, [])]
        installer.install("-c", self._constraints, *project["project"]["dependencies"], *extra)
        installer.install_source(self._root)
        distributions.spell_paths_in_ascii(self.virtual.site)
        self._write_stamp(self._source(), wanted)
        minutes, seconds = divmod(round(time.monotonic() - began), 60)
        size = space.gigabytes(space.size_of(self.virtual.folder))
        say(f"{self.virtual.folder} is ready after {minutes} min {seconds} s and takes {size}.")

    def _look_at_space(self, installer: Installer, source: Source | None) -> None:
        """See that there is room for what is not there yet, where it will lie and where downloads are kept."""
        torch = source or self.torch()
        build = torch.build if torch else "cpu"
        installed = REST_INSTALLED + torch_build.INSTALLED.get(build, 0.0)  # one that somebody installed by hand is there
        download = REST_DOWNLOAD + torch_build.download_size(build)
        left = max(installed - space.size_of(self.virtual.folder), 0.0)
        download *= min(left / installed, 1.0)
        needs = {self.virtual.folder: left + download}  # a download lies there before it is unpacked
        if cache := installer.cache():
            needs[cache] = download
        space.check(needs)

    def _source(self) -> str:
        """What the stamp has to name: this folder, this Python, these versions."""
        facts = f"{self.virtual.folder} {sys.implementation.cache_tag}".encode()
        return hashlib.sha256(facts + self._project.read_bytes() + self._constraints.read_bytes()).hexdigest()

    def _stamped(self) -> tuple[str, list[str]]:
        """From which source it was made to its end ("" if it was not), and with which groups."""
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
            return str(stamp["source"]), list(stamp["groups"])
        except (OSError, ValueError, TypeError, KeyError):
            return "", []

    def _write_stamp(self, source: str, groups: Sequence[str]) -> None:
        self._stamp.write_text(json.dumps({"source": source, "groups": groups}), encoding="utf-8")

    def _pinned(self, name: str) -> str:
        """The exact version of a package in the constraints, such as "2.13.0"."""
        found = re.search(rf"^{name}==(\S+)$", self._constraints.read_text(encoding="utf-8"), re.MULTILINE)
        if not found:
            raise SetupError(f"{self._constraints} does not pin {name}. Add it.")
        return found.group(1)


def say(text: str) -> None:
    """Tell the person what is done."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)
