"""PyTorch's build: for the processor alone or with CUDA, chosen by the machine, and where it comes from."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from provision import graphics, wheel_index
from provision.errors import SetupError
from provision.space import gigabytes

Build = Literal["cpu", "cuda"]
BUILDS: tuple[Build, ...] = get_args(Build)

INDEX = "https://download.pytorch.org/whl"
MIRROR = "MMDESK_TORCH_INDEX"
"""The variable that names another place with the same folders."""
CUDA = "cu130"
"""The folder of the CUDA build: the version of CUDA that the usual index has, of torch and of torchaudio, which compares them."""
OLDEST_DRIVER = 580
"""What CUDA 13 asks for (NVIDIA: CUDA Toolkit release notes, table of minimum driver versions)."""

DOWNLOAD: Mapping[tuple[str, str], float] = {
    ("linux", "cpu"): 0.2e9,
    ("linux", "cuda"): 2.9e9,
    ("win32", "cpu"): 0.15e9,
    ("win32", "cuda"): 2.0e9,
    ("darwin", "cpu"): 0.1e9,
}
"""Bytes to be downloaded for PyTorch with all that it brings along. Linux: measured for 2.13.0."""
INSTALLED: Mapping[str, float] = {"cpu": 0.75e9, "cuda": 4.9e9}
"""Bytes that these take in .venv."""


@dataclass(frozen=True)
class Choice:
    """The build that this machine should have; `reason` follows "because"."""

    build: Build
    reason: str


@dataclass(frozen=True)
class Source:
    """Where PyTorch comes from: `index`, or the one that pip is set to if None; `build` is what is to be expected there."""

    build: Build
    index: str | None
    requirement: str
    sentence: str


@dataclass(frozen=True)
class Installed:
    """What lies in .venv; `build` may also be another one that somebody installed by hand, such as "rocm"."""

    version: str
    build: str


def choose(asked: Build | None, platform: str = sys.platform, driver: graphics.Driver | None = None) -> Choice:
    """Choose by what was asked for, else by the machine and its NVIDIA driver."""
    if platform == "darwin":
        if asked == "cuda":
            raise SetupError("There is no CUDA build of PyTorch for macOS. Leave --torch away.")
        return Choice("cpu", "it is the only one for macOS")
    if asked:
        return Choice(asked, "--torch asks for it")
    if driver is None:
        return Choice("cpu", "no driver of an NVIDIA card is found (for AMD's ROCm and Intel's XPU see README.md)")
    if driver.major and driver.major < OLDEST_DRIVER:
        return Choice(
            "cpu",
            f"the NVIDIA driver {driver.version} is older than {OLDEST_DRIVER}, which the CUDA build needs;"
            " update it, then type: python3 dev.py setup --torch cuda",
        )
    told = f"the NVIDIA driver {driver.version} is here" if driver.version else f"an NVIDIA driver is here ({driver.sign})"
    return Choice("cuda", told)


def source(
    choice: Choice, version: str, platform: str = sys.platform, index: str | None = None, patience: float = wheel_index.PATIENCE
) -> Source:
    """Where to get the build from, with the sentence that tells it before the download.

    Linux has the CUDA build on the usual index, Windows the one for the processor; the other one is on PyTorch's own.
    """
    usual: Build = "cuda" if platform == "linux" else "cpu"
    if choice.build == usual:
        # Where pip finds both, it would take 2.13.0+cpu before 2.13.0.
        exactly = f"torch=={version},!={version}+cpu" if usual == "cuda" else f"torch=={version}"
        return _source(usual, None, exactly, download_size(usual, platform), f"because {choice.reason}")
    address = f"{(index or os.environ.get(MIRROR) or INDEX).rstrip('/')}/{CUDA if choice.build == 'cuda' else 'cpu'}"
    try:
        wheel = wheel_index.find(address, "torch", version, patience)
    except wheel_index.NotReachedError as error:
        why = f"{name(choice.build)} would be right, because {choice.reason}, but {address} cannot be used: {error}"
        about = gigabytes(download_size(usual, platform))
        told = f"PyTorch: what the index of pip has, mostly {name(usual)}, about {about} to download. {why[0].upper()}{why[1:]}."
        return Source(usual, None, f"torch=={version}", told)
    size = wheel.size or download_size(choice.build, platform)
    return _source(choice.build, address, f"torch=={version}", size, f"from {address}, because {choice.reason}")


def download_size(build: str, platform: str = sys.platform) -> float:
    """Bytes to be downloaded, about; 0 for a build that is not downloaded from here."""
    return DOWNLOAD.get((platform, build), DOWNLOAD.get(("linux", build), 0.0))


def installed(site: Path) -> Installed | None:
    """The PyTorch that is in a folder of packages, read without importing it."""
    try:
        text = (site / "torch" / "version.py").read_text(encoding="utf-8")
    except OSError:
        return None
    facts = dict(re.findall(r"^(\w+)(?:: [^=]+)? = '([^']+)'$", text, re.MULTILINE))
    build = next((build for key, build in (("cuda", "cuda"), ("hip", "rocm"), ("xpu", "xpu")) if key in facts), "cpu")
    return Installed(facts.get("__version__", "").partition("+")[0], build)


def name(build: str) -> str:
    """The build in words."""
    return {"cpu": "the processor-only build", "cuda": "the CUDA build"}.get(build, f"the {build} build")


def _source(build: Build, index: str | None, requirement: str, size: float, told: str) -> Source:
    return Source(build, index, requirement, f"PyTorch: {name(build)}, about {gigabytes(size)} to download, {told}.")
