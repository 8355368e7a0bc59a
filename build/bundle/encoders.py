"""PyAV's FFmpeg without its video encoders on Linux: 30 MB that mmdesk, which only decodes sound, never calls.

x264 and x265 are under the GPL besides, which would then hold for the whole bundle. FFmpeg's library names them as needed but
binds their functions when they are first called, so empty libraries of the same names do. The checks decode with them.
"""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

ENCODERS = re.compile(r"av\.libs/(lib(x264|x265|SvtAv1Enc)-[^/]*\.so[^/]*)$")
EMPTY = "const int x264_levels[64] = {0};"
"""The one thing that is bound at once is a table of x264."""

Entry = tuple[str, str, str]


def emptied(binaries: Sequence[Entry], folder: Path) -> list[Entry]:
    """The entries of PyInstaller with the encoders replaced by empty libraries, which are made in `folder`."""
    return [(place, str(empty(match[1], folder)) if (match := ENCODERS.search(place)) else source, kind)
            for place, source, kind in binaries]  # fmt: skip


def empty(name: str, folder: Path) -> Path:
    """An empty library that is called `name`; needs a C compiler."""
    library = folder / name
    command = ["cc", "-shared", "-nostdlib", "-fPIC", "-O2", "-x", "c", "-", f"-Wl,-soname,{name},--build-id=none", "-o", library]
    subprocess.run(command, input=EMPTY, text=True, check=True)
    return library
