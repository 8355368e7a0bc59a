"""Shared libraries without the symbols that only debuggers read: a fifth of PyTorch's."""

import re
import subprocess
from pathlib import Path

from bundle import libraries


def slim(folder: Path) -> int:
    """Strip what is in a folder; returns the bytes that this saved.

    A wheel's libraries may have been changed in a way that `strip` does not understand: such a one would not load any more,
    and stays as it was. So does the program itself, to whose end Python's modules are put.
    """
    saved = 0
    for file in libraries.of_folder(folder):
        if file.parent == folder:
            continue
        small = file.with_name(f"{file.name}.small")
        done = subprocess.run(["strip", "-o", small, file], stderr=subprocess.DEVNULL, check=False)
        if done.returncode == 0 and small.stat().st_size < file.stat().st_size and loads(small):
            saved += file.stat().st_size - small.stat().st_size
            small.replace(file)
        small.unlink(missing_ok=True)
    return saved


def loads(library: Path) -> bool:
    """Whether its parts begin where the loader accepts them."""
    told = subprocess.run(["readelf", "-lW", library], capture_output=True, text=True, check=True).stdout
    lines = re.findall(r"^\s+LOAD\s+(0x\w+)\s+(0x\w+)\s.*\s(0x\w+)$", told, re.MULTILINE)
    numbers = [[int(number, 16) for number in line] for line in lines]
    return bool(numbers) and all((offset - address) % alignment == 0 for offset, address, alignment in numbers)
