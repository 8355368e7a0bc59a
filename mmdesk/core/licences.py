"""The licences of all parts that the program stands on, collected from what the parts themselves say."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path

from mmdesk.core.paths import APP, resources

UNKNOWN = "see its text"
NOTHING_SAID = "UNKNOWN"
"""What older build tools write where nothing was said."""
TEXTS = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
CODE = (".py", ".pyc", ".pyi", ".so", ".html")


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Attributes:
        name, version: as its makers call it
        licence: in short, such as "BSD-3-Clause"
        wording: all that it says about its licence; "" if it brings no text along
    """

    name: str
    version: str
    licence: str
    wording: str = ""


def parts() -> Iterator[Part]:
    """All parts by name: of the bundle, as they were collected when it was made; else of what is installed."""
    collected = resources() / "licences.json"
    if collected.exists():
        yield from (Part(**entry) for entry in json.loads(collected.read_text(encoding="utf-8")))
    else:
        yield from map(part_of, needed_by(APP))


def write(parts: Iterable[Part], file: Path) -> None:
    """Collect them for the bundle."""
    ordered = sorted(parts, key=lambda part: part.name.lower())
    file.write_text(json.dumps([asdict(part) for part in ordered], ensure_ascii=False), encoding="utf-8")


def needed_by(name: str) -> list[Distribution]:
    """The installed distributions that `name` stands on, directly or not, by name."""
    found: dict[str, Distribution] = {}
    waiting = _required(name)
    while waiting:
        needed = waiting.pop()
        try:
            if needed not in found:
                found[needed] = distribution(needed)
                waiting += _required(needed)
        except PackageNotFoundError:
            continue  # needed on other systems only
    return [found[needed] for needed in sorted(found)]


def part_of(found: Distribution) -> Part:
    """What a distribution says of itself."""
    about = found.metadata  # once: it is parsed each time
    text = "\n\n".join(file.read_text(encoding="utf-8", errors="replace").strip() for file in licence_files(found))
    return Part(field(about, "Name"), field(about, "Version"), licence_of(about), text)


def licence_of(about: PackageMetadata) -> str:
    """The licence in short: the expression if there is one, else what the older fields say."""
    plain = field(about, "License")
    plain = "" if plain == NOTHING_SAID else plain
    classifiers = [line.rpartition("::")[2].strip() for line in about.get_all("Classifier") or () if line.startswith("License")]
    short = plain if plain and "\n" not in plain else ""
    return field(about, "License-Expression") or short or " AND ".join(classifiers) or UNKNOWN


def field(about: PackageMetadata, name: str) -> str:
    """A field of the metadata; "" where it is missing, which Python's versions tell by None or an error if asked for it alone."""
    return next(iter(about.get_all(name) or ()), "")


def licence_files(found: Distribution) -> Iterator[Path]:
    """The files of a distribution that tell its licence and those of what it contains, each text once."""
    # Not by `found.files`, which looks for each of PyTorch's ten thousand files.
    names = [line[0] for line in csv.reader((found.read_text("RECORD") or "").splitlines()) if line]
    seen: set[bytes] = set()
    for name in names:
        if TEXTS.search(name) and not name.endswith(CODE):
            path = Path(str(found.locate_file(name)))
            if path.is_file() and (text := path.read_bytes()) not in seen:
                seen.add(text)
                yield path


def _required(name: str) -> list[str]:
    """Normal names of what a distribution needs, without its extras."""
    lines = [line for line in distribution(name).requires or () if "extra ==" not in line]
    return [re.sub(r"[-_.]+", "-", match.group()).lower() for line in lines if (match := re.match(r"[A-Za-z0-9._-]+", line))]
