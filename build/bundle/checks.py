"""Whether what was made can be handed out."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bundle import archives, libraries

WANTED = ("./opt/mmdesk/mmdesk", "./usr/bin/mmdesk", "./usr/share/man/man1/mmdesk.1.gz", "./usr/share/mime/packages/mmdesk.xml")
FOREIGN = ("libcuda", "libcudart", "libnvrtc")


def problems(folder: Path, made: Sequence[Path]) -> list[str]:
    """What is wrong, in sentences."""
    found = list(of_folder(folder))
    if sys.platform.startswith("linux"):
        found += of_desktop_entry(archives.DESKTOP / "mmdesk.desktop")
        for file in made:
            if file.suffix == ".deb":
                found += of_package(file)
    return found


def of_folder(folder: Path) -> Iterator[str]:
    """Everything must be readable by all, nothing may be a broken link, and every library must find what it needs."""
    for file in folder.rglob("*"):
        if file.is_symlink() and not file.exists():
            yield f"{file} leads nowhere"
        elif not file.is_symlink() and not os.access(file, os.R_OK):
            yield f"{file} cannot be read"
    if sys.platform.startswith("linux"):
        for name, file in libraries.of_system(folder).items():
            if name.startswith(FOREIGN):
                yield f"{file} needs {name}, which is no part of a usual system"


def of_desktop_entry(file: Path) -> Iterator[str]:
    if shutil.which("desktop-file-validate"):
        told = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
        yield from filter(None, told.stdout.splitlines())


def of_package(file: Path) -> Iterator[str]:
    """What dpkg can read of it, and lintian's errors, if that is there."""
    told = subprocess.run(["dpkg-deb", "--contents", file], capture_output=True, text=True, check=False)
    names = {line.split()[5] for line in told.stdout.splitlines()}
    for wanted in WANTED:
        if wanted not in names:
            yield f"{file} lacks {wanted}"
    if told.returncode:
        yield f"dpkg-deb cannot read {file}: {told.stderr.strip()}"
