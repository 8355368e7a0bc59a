"""Runs in the bundle before mmdesk: `ctypes.util.find_library` also finds what lies in the bundle.

It asks programs of the system, such as ldconfig, which know nothing of the bundle and may be missing.
"""

import ctypes.util
import sys
from collections.abc import Callable
from pathlib import Path


def _looking_here_first(asking_the_system: Callable[[str], str | None]) -> Callable[[str], str | None]:
    def find_library(name: str) -> str | None:
        here = sorted(Path(sys._MEIPASS).glob(f"lib{name}.so*"))
        return str(here[0]) if here else asking_the_system(name)

    return find_library


ctypes.util.find_library = _looking_here_first(ctypes.util.find_library)
