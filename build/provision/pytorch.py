"""Installing PyTorch: the chosen build from where it is to be had, once."""

from collections.abc import Callable
from pathlib import Path

from provision import distributions, torch_build
from provision.installer import Installer
from provision.torch_build import Build, Choice, Source


def decide(site: Path, version: str, choice: Choice, asked: Build | None, say: Callable[[str], None]) -> Source | None:
    """Say what will be downloaded into `site` and why.

    Returns:
        where from; None if what is there stays: a PyTorch of this version does, whatever its build, unless another is asked for
    """
    there = torch_build.installed(site)
    present = there.build if there and there.version == version else None
    if present and asked in {None, present}:
        if present != choice.build:
            say(
                f"PyTorch: {torch_build.name(present)} is there and stays, though {torch_build.name(choice.build)} would be right,"
                f" because {choice.reason}. To get that, type: python3 dev.py setup --torch {choice.build}"
            )
        return None
    source = torch_build.source(choice, version)
    say(source.sentence)
    if present == source.build and source.index is None:
        say("PyTorch: the same is there, so it stays.")
        return None
    return source


def install(installer: Installer, site: Path, source: Source) -> None:
    """Install it into `site` in place of the one that is there, and take away what only that one needed.

    Raises:
        SetupError: if it cannot be installed
    """
    index = ["--index-url", source.index] if source.index else []
    anew = ["--force-reinstall"] if torch_build.installed(site) else []
    # Alone: the index of PyTorch has other versions of what it depends on than the constraints. These follow with the rest.
    installer.install("--no-deps", *anew, *index, source.requirement)
    now = torch_build.installed(site)
    if now and now.build != "cuda" and (unused := distributions.brought_by_cuda(site)):
        installer.remove(*unused)
