"""Supported versions of Python, told in a sentence to whoever has another; written so that every Python 3.7 can read it."""

from __future__ import annotations

import shutil
import struct
import sys
import sysconfig

OLDEST, NEWEST = (3, 11), (3, 14)
"""The versions that the tests are run with."""
BEST = (3, 13)
"""The version to install: every part has wheels for it, and the systems of today bring it along."""


def refusal() -> str | None:
    """Why this Python will not do, and what to install; None if it will."""
    version = sys.version.split()[0]
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return sentence(f"this is {version}")
    if sys.implementation.name != "cpython":
        return sentence(f"this is {sys.implementation.name}, for which PyTorch and Qt have no wheels")
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return sentence(f"this is the free-threaded build of {version}, for which Qt has no wheels")
    if struct.calcsize("P") < 8:
        return sentence("this one has 32 bits, for which PyTorch has no wheels")
    return None


def sentence(what_this_is: str) -> str:
    """The whole sentence: what is supported, what this is, and the way on."""
    supported = f"mmdesk needs Python {dotted(OLDEST)} to {dotted(NEWEST)}; {what_this_is}."
    if there := fitting():
        return f"{supported} {there} is on this machine. Type: {there} dev.py app"
    return f"{supported} Install Python {dotted(BEST)}: {way_to_install()}"


def fitting() -> str | None:
    """The name of a Python on the path that will do."""
    wanted = sorted(versions(), key=lambda version: abs(version[1] - BEST[1]))
    names = [f"python{dotted(version)}" for version in wanted]
    return next((name for name in names if shutil.which(name) and shutil.which(name) != sys.executable), None)


def versions() -> list[tuple[int, int]]:
    """All versions that will do."""
    return [(3, minor) for minor in range(OLDEST[1], NEWEST[1] + 1)]


def way_to_install() -> str:
    """How this system gets a Python, and how dev.py is started with it."""
    name = f"python{dotted(BEST)}"
    if sys.platform == "win32":
        return f"winget install Python.Python.{dotted(BEST)}, then type: py -{dotted(BEST)} dev.py app"
    if sys.platform == "darwin":
        return f"brew install python@{dotted(BEST)} (or the installer of python.org), then type: {name} dev.py app"
    return (
        f"the package {name} of your system (Debian and Ubuntu: {name} and {name}-venv), or, where it has none,"
        f" uv python install {dotted(BEST)}; then type: {name} dev.py app"
    )


def dotted(version: tuple[int, int]) -> str:
    """Such as 3.11."""
    return ".".join(map(str, version))
