"""Installed distributions, as their own RECORD tells them: which of them are whole."""

import csv
import shutil
from pathlib import Path


def remove_broken(site: Path) -> list[str]:
    """Take away the account of every distribution in `site` that was not installed to its end, so that pip installs it again.

    pip takes a distribution for installed as soon as its METADATA is there. One that was killed may lack scripts, and on a disk
    that ran full, the ends of files.

    Returns:
        what was taken away, such as "torch-2.13.0"
    """
    leftovers = list(site.glob("~*"))  # so pip calls what it is about to remove
    broken = [info for info in sorted(site.glob("[!~]*.dist-info")) if not _whole(info, site)]
    for leftover in [*leftovers, *broken]:
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    return [info.name.removesuffix(".dist-info") for info in broken]


def _whole(info: Path, site: Path) -> bool:
    """Whether every file of its RECORD is there with its size."""
    try:
        rows = list(csv.reader((info / "RECORD").read_text(encoding="utf-8").splitlines()))
        return bool(rows) and all((site / name).stat().st_size == int(size) for name, _hash, size in rows if size)
    except (OSError, ValueError):
        return False


def brought_by_cuda(site: Path) -> list[str]:
    """The distributions that only the CUDA build of PyTorch depends on: gigabytes that pip leaves there when that one goes."""
    names = [info.name.partition("-")[0].lower() for info in sorted(site.glob("*.dist-info"))]
    return [name for name in names if name.startswith(("nvidia_", "cuda_")) or name == "triton"]
