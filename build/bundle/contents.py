"""Which part every file of the bundle belongs to: a Python distribution, Python itself, a package of the system, or mmdesk."""

import hashlib
import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

import mmdesk
from mmdesk.core import licences
from mmdesk.core.licences import Part

Entry = tuple[str, str, str]
"""Of PyInstaller: place in the bundle, source, kind."""
ROOT = Path(__file__).resolve().parents[2]
MMDESK = Part("mmdesk", mmdesk.__version__, "MIT")


@dataclass(frozen=True, slots=True)
class Owner:
    """What a file belongs to.

    Attributes:
        kind: "pypi", "deb" or "generic"
        name, version, licence: of the part
        digest: SHA-256 of a distribution's RECORD, the list of its files; else ""
    """

    kind: str
    name: str
    version: str
    licence: str
    digest: str = ""


def write(entries: Sequence[Entry], folder: Path) -> Path:
    """Write contents.json (place in the bundle to owner) and licences.json into `folder`; returns the latter."""
    owners: dict[str, Owner] = {}
    parts: dict[str, Part] = {}
    for place, source, kind in entries:
        if not source or kind == "SYMLINK":
            continue
        part, owner = part_of_file(Path(source).resolve(), folder)
        if part.name != "mmdesk":
            parts[part.name] = part
        owners[place] = owner
    found = {place: asdict(owner) for place, owner in owners.items()}
    (folder / "contents.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    licences.write(parts.values(), folder / "licences.json")
    return folder / "licences.json"


def part_of_file(source: Path, made: Path) -> tuple[Part, Owner]:
    """The part that a file was taken from; what the build itself made in `made` is of mmdesk.

    Raises:
        SystemExit: if nobody knows: without a licence it cannot be handed out
    """
    if found := owners_by_file().get(str(source)):
        part = described(found)
        return part, Owner("pypi", part.name, part.version, part.licence, record_digest(found))
    # The modules that Python needs to start, which PyInstaller puts there, and the others; some systems have packages of them.
    if source.name == "base_library.zip" or source.is_relative_to(sysconfig.get_path("stdlib")):
        part = python_itself()
        return part, Owner("generic", part.name, part.version, part.licence)
    if source.is_relative_to(made) or (source.is_relative_to(ROOT) and ".venv" not in source.parts):
        return MMDESK, Owner("generic", MMDESK.name, MMDESK.version, MMDESK.licence)
    if source.is_relative_to("/usr") and (package := debian_package(source)):
        part, kind = package, "deb"
    elif source.is_relative_to(sys.base_prefix):
        part, kind = python_itself(), "generic"
    else:
        raise SystemExit(f"package: no part is known to which {source} belongs; without a licence it cannot be handed out.")
    return part, Owner(kind, part.name, part.version, part.licence)


@cache
def owners_by_file() -> dict[str, Distribution]:
    """Every file that is installed, and the distribution that brought it."""
    return {str(Path(str(found.locate_file(file))).resolve()): found for found in distributions() for file in found.files or ()}


@cache
def record_digest(found: Distribution) -> str:
    return hashlib.sha256((found.read_text("RECORD") or "").encode()).hexdigest()


@cache
def described(found: Distribution) -> Part:
    return licences.part_of(found)


@cache
def python_itself() -> Part:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    text = next((place.read_text(encoding="utf-8") for place in places if place.exists()), "")
    return Part("Python", sys.version.split()[0], "PSF-2.0", text)


def debian_package(file: Path) -> Part | None:
    """The package of the system that brought a library; None if no package manager knows it."""
    try:
        asked = subprocess.run(["dpkg", "-S", *_names(file)], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return _debian_part(asked.stdout.split(": ")[0]) if asked.stdout else None


def _names(file: Path) -> Iterable[str]:
    """A file of /usr/lib may be known to dpkg as one of /lib, which is a link to it."""
    return [str(file), str(file).removeprefix("/usr")] if str(file).startswith("/usr/lib") else [str(file)]


@cache
def _debian_part(package: str) -> Part:
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True)
    name = package.partition(":")[0]
    file = Path("/usr/share/doc") / name / "copyright"
    text = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    return Part(name, shown.stdout, short_licence(text), text)


def short_licence(text: str) -> str:
    """The names of the licences in a file "copyright" of Debian, if it is one that machines can read (copyright-format 1.0)."""
    names = re.findall(r"^License: *(\S.*)$", text, re.MULTILINE) if text.startswith("Format:") else []
    return " AND ".join(dict.fromkeys(names)) or licences.UNKNOWN
