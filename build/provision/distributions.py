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
    """Whether every file of its RECORD is there with its size, but for what Python has compiled: that it writes anew at will."""
    try:
        rows = list(csv.reader((info / "RECORD").read_text(encoding="utf-8").splitlines()))
        sized = ((site / name, int(size)) for name, _hash, size in rows if size and not name.endswith(".pyc"))
        return bool(rows) and all(file.stat().st_size == size for file, size in sized)
    except (OSError, ValueError):
        return False


def spell_paths_in_ascii(site: Path) -> None:
    """Write paths in the .pth files of `site`, such as that of this source, so that Python reads them in every language.

    pip writes them in UTF-8. Up to 3.12 Python reads them in the encoding of the system, and does not start where that cannot be.
    """
    for file in site.glob("*.pth"):
        text = file.read_text(encoding="utf-8")
        if text.isascii():
            continue
        lines = [line if line.isascii() else f"import sys; sys.path.append({line!a})" for line in text.splitlines()]
        file.write_text("\n".join([*lines, ""]), encoding="ascii")
        for record in site.glob("*.dist-info/RECORD"):
            rows = record.read_text(encoding="utf-8").splitlines(keepends=True)
            unsized = [f"{file.name},,\n" if row.startswith(f"{file.name},") else row for row in rows]
            if unsized != rows:
                record.write_text("".join(unsized), encoding="utf-8")


def brought_by_cuda(site: Path) -> list[str]:
    """The distributions that only the CUDA build of PyTorch depends on: gigabytes that pip leaves there when that one goes."""
    names = [info.name.partition("-")[0].lower() for info in sorted(site.glob("*.dist-info"))]
    return [name for name in names if name.startswith(("nvidia_", "cuda_")) or name == "triton"]
