"""FFmpeg and the reader of HEIC without their video encoders on Linux: 53 MB that mmdesk, which only decodes, never calls.

x264 and x265 are under the GPL besides, which would then hold for the whole bundle. The libraries need theirs to be loaded,
so libraries of the same names take their place, whose functions say that they have nothing. The smoke test decodes with them.
"""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

ENCODERS = re.compile(r"(?:av|pillow_heif)\.libs/(lib(x264|x265|SvtAv1Enc)-[^/]*\.so[^/]*)$")
SYMBOL = re.compile(r"^[0-9a-f]+ (?P<kind>[A-Za-z]) (?P<name>(x264|x265|svt)_\w+)$", re.MULTILINE)

Entry = tuple[str, str, str]


def emptied(binaries: Sequence[Entry], folder: Path) -> list[Entry]:
    """The entries of PyInstaller with the encoders replaced by empty libraries, which are made in `folder`."""
    return [
        (place, str(empty(Path(source), folder / match[1])) if (match := ENCODERS.search(place)) else source, kind)
        for place, source, kind in binaries
    ]


def empty(original: Path, library: Path) -> Path:
    """A library with the name and the symbols of `original` that does nothing; needs a C compiler."""
    told = subprocess.run(["nm", "-D", "--defined-only", original], capture_output=True, text=True, check=True).stdout
    lines = [
        f"long {match['name']}(void) {{ return 0; }}" if match["kind"] in "TWti" else f"const int {match['name']}[64] = {{0}};"
        for match in SYMBOL.finditer(told)
    ]
    options = ["-shared", "-nostdlib", "-fPIC", "-O2", "-w", f"-Wl,-soname,{library.name},--build-id=none"]
    subprocess.run(["cc", *options, "-x", "c", "-", "-o", library], input="\n".join(lines), text=True, check=True)
    return library
