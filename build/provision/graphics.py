"""The NVIDIA driver: whether this machine has one, and which."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20.0
"""Seconds that nvidia-smi may take; it wakes sleeping cards."""

FILES = {
    "linux": ("proc/driver/nvidia/version", "usr/lib/wsl/lib/libcuda.so.1"),  # the second one is Windows' own, seen from WSL
    "win32": ("System32/nvcuda.dll",),
}
"""What a driver leaves, below the root of Linux and the folder of Windows."""


@dataclass(frozen=True)
class Driver:
    """An NVIDIA driver. `version` such as "580.95.05", None where only its files were found; `sign` is what told of it."""

    version: str | None
    sign: str

    @property
    def major(self) -> int | None:
        return int(self.version.partition(".")[0]) if self.version else None


def nvidia_driver(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ, root: Path = Path("/")
) -> Driver | None:
    """The driver of this machine; `root` is the folder where Linux begins, SystemRoot in `environment` that of Windows."""
    system = Path(environment.get("SYSTEMROOT", environment.get("SystemRoot", r"C:\Windows"))) if platform == "win32" else root
    version = _asked("nvidia-smi.exe" if platform == "win32" else "nvidia-smi", environment, system)
    if version:
        return Driver(version, "nvidia-smi")
    for name in FILES.get(platform, ()):
        file = system / name
        if file.exists():
            return Driver(_version_in(file) if file.name == "version" else None, str(file))
    return None


def _asked(program: str, environment: Mapping[str, str], system: Path) -> str | None:
    """The version that nvidia-smi tells; it fails where it is there without a driver that runs."""
    places = [environment.get("PATH", ""), str(system / "usr/lib/wsl/lib"), str(system / "System32")]
    found = shutil.which(program, path=os.pathsep.join(places))
    if not found:
        return None
    question = [found, "--query-gpu=driver_version", "--format=csv,noheader"]
    try:
        told = subprocess.run(question, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    lines = told.split()
    return lines[0] if lines and re.fullmatch(r"\d+(\.\d+)+", lines[0]) else None


def _version_in(file: Path) -> str | None:
    """The kernel module's line, such as "NVRM version: NVIDIA UNIX x86_64 Kernel Module  580.95.05  Tue Sep 23 …"."""
    found = re.search(r"\b\d{3,}(?:\.\d+)+\b", file.read_text(encoding="utf-8", errors="replace"))
    return found.group() if found else None
