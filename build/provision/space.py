"""Free space on the disk, looked at before something large is downloaded."""

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from provision.errors import SetupError


def check(needs: Mapping[Path, float]) -> None:
    """See that there is room for what will be written.

    Args:
        needs: bytes to be written below each folder; a folder need not be there yet

    Raises:
        SetupError: if a disk has less than is needed
    """
    sums: dict[int, tuple[Path, float]] = {}
    for folder, size in needs.items():
        there = _existing(folder)
        device = there.stat().st_dev
        first, so_far = sums.get(device, (there, 0.0))
        sums[device] = (first, so_far + size)
    for folder, size in sums.values():
        free = shutil.disk_usage(folder).free
        if free < size:
            raise SetupError(
                f"The disk of {folder} has {gigabytes(free)} free, and the set-up needs {gigabytes(size)}."
                f" Free {gigabytes(size - free)} more, then start dev.py again: it goes on."
            )


def size_of(folder: Path) -> int:
    """Bytes that a folder takes on the disk; a file with several names in it counts once."""
    seen: dict[tuple[int, int], int] = {}
    for place, _folders, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):  # it went meanwhile
                facts = (Path(place) / name).lstat()
                seen[facts.st_dev, facts.st_ino] = facts.st_blocks * 512 if hasattr(facts, "st_blocks") else facts.st_size
    return sum(seen.values())


def gigabytes(size: float) -> str:
    """Such as "1.5 GB"."""
    return f"{size / 1e9:.1f} GB"


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())
