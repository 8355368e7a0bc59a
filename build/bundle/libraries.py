"""Shared libraries of Linux: what they need, and which packages of the system bring it."""

import platform
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

OPTIONAL = re.compile(r"platformthemes/|imageformats/|[Ww]ayland|WlShell|torch/lib/lib(torch_cuda|c10_cuda)")
"""Plugins that Qt leaves out by itself if something that they need is missing."""

MACHINES = {"x86_64": ("amd64", "x86-64"), "aarch64": ("arm64", "AArch64")}
"""What Debian calls a machine, and how ldconfig marks its libraries."""


def debian_name() -> str:
    """What Debian calls this machine."""
    return MACHINES[platform.machine()][0]


def of_folder(folder: Path) -> list[Path]:
    """All programs and libraries in a folder."""
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink() and is_elf(file)]


def is_elf(file: Path) -> bool:
    with open(file, "rb") as opened:
        return opened.read(4) == b"\x7fELF"


def needed_by(files: Iterable[Path]) -> dict[str, Path]:
    """Names of the libraries that these need, each with one that needs it."""
    needed: dict[str, Path] = {}
    for file in files:
        told = subprocess.run(["readelf", "-dW", file], capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", told):
            needed.setdefault(name, file)
    return needed


def of_system(folder: Path) -> dict[str, Path]:
    """What the bundle needs of the system: names of libraries that it does not bring along, each with one that needs it."""
    own = {path.name for path in folder.rglob("*.so*")}
    files = [file for file in of_folder(folder) if not OPTIONAL.search(file.as_posix())]
    return {name: file for name, file in needed_by(files).items() if name not in own}


def packages(names: Iterable[str]) -> list[str]:
    """The Debian packages that bring these libraries.

    Raises:
        SystemExit: if the system has none of a library: then a person's system would not either
    """
    cached = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found: set[str] = set()
    machine = MACHINES[platform.machine()][1]
    for name in names:
        match = re.search(rf"^\s*{re.escape(name)} .*{machine}.* => (\S+)$", cached, re.MULTILINE)
        if not match:
            raise SystemExit(f"package: the bundle needs {name}, which neither it nor this system has.")
        path = Path(match[1]).resolve()
        asked = subprocess.run(["dpkg", "-S", path, str(path).removeprefix("/usr")], capture_output=True, text=True, check=False)
        found.add(asked.stdout.partition(":")[0])
    return sorted(found)


def newest_glibc(files: Iterable[Path]) -> str:
    """The version of glibc that these need at least, such as "2.34"."""
    told = (subprocess.run(["readelf", "-VW", file], capture_output=True, text=True, check=True).stdout for file in files)
    versions = {match for text in told for match in re.findall(r"GLIBC_(\d+\.\d+)", text)}
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])
