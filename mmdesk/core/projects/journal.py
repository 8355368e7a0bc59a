"""The journal of a project: every edit is on the disk as soon as it is done, whatever happens to the program.

A line is JSON. A line of edits follows the table that the last mark before it names by the hash of its bytes. While the table
is written again, a mark for the new table stands in the journal already: whichever of the two tables is there after a crash,
its mark says which edits are still missing from it.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any, Self

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import shown
from mmdesk.core.paths import writing, written_safely
from mmdesk.core.projects.edits import Edits, decoded, encoded, runs, unrolled

Stamp = tuple[int, int, int]
"""Time of change, size and number of a file."""

FORMAT = 2
"""Number of the journal's format, which its marks tell; those of the first one tell none."""
MAX_LINE_BYTES = 4_000_000
"""Bytes after which a journal is begun again."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What the journal adds to a table.

    Attributes:
        keys: those of the table's rows, in their order
        steps: edits that the table lacks
        next_key: the first key that was never used
    """

    keys: tuple[int, ...]
    steps: tuple[Edits, ...]
    next_key: int


def digest(data: bytes) -> str:
    """What a mark calls a table of these bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def stamp(table: Path) -> Stamp | None:
    """What changes when another program writes the table; None if it is not there."""
    try:
        status = table.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def contents_by_name(form: list[Any]) -> list[Any]:
    """From format 1, which had the cells of an inserted row in a fixed order: under the names of their modalities."""
    if form[0] != "insert":
        return form
    rows = [
        [key, {"image": image, "text": text, "audio": audio}, label, split, further]
        for key, image, text, audio, label, split, further in form[1]
    ]
    return ["insert", rows]


MIGRATIONS: dict[int, Callable[[list[Any]], list[Any]]] = {1: contents_by_name}
"""For each older format, what brings the form of one of its edits to the next one."""


def unsaved(path: Path, table: str) -> Unsaved | None:
    """What the journal adds to the table with this hash; None if there is no journal, or it belongs to another table.

    Raises:
        DatasetError: if a newer mmdesk wrote it
    """
    try:
        lines = path.read_bytes().split(b"\n")[:-1]  # a last line without its end was cut off
    except OSError:
        return None
    found: dict[str, Any] | None = None
    steps: list[Edits] = []
    for line in lines:
        try:
            entry = json.loads(line)
            if entry.get("table") == table:
                _check_format(entry, path)
                found, steps = entry, []
            elif found and "edits" in entry:
                steps.append(tuple(decoded(_today(form, found.get("format", 1))) for form in entry["edits"]))
        except (ValueError, TypeError, AttributeError, IndexError):
            break  # what follows was written after a fault of the disk
    if found is None:
        return None
    return Unsaved(unrolled(found["keys"]), tuple(steps), int(found["next"]))


def _check_format(mark: dict[str, Any], path: Path) -> None:
    if mark.get("format", 1) > FORMAT:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} is of another mmdesk. Install the newest one."), name=shown(path))


def _today(form: list[Any], number: int) -> list[Any]:
    for older in range(number, FORMAT):
        form = MIGRATIONS[older](form)
    return form


class Journal:
    """A journal to write in."""

    def __init__(self, path: Path, file: FileIO) -> None:
        self._path = path
        self._file = file

    @classmethod
    def begin(cls, path: Path, table: str, keys: Sequence[int], next_key: int) -> Self:
        """A new journal, instead of the one before.

        Raises:
            InputError: if it cannot be written
        """
        with written_safely(path) as temporary:
            temporary.write_bytes(_mark(table, keys, next_key))
        with writing(path):
            return cls(path, open(path, "ab", buffering=0))

    @classmethod
    def resume(cls, path: Path) -> Self:
        """Go on with the journal that is there; what was cut off at its end is removed.

        Raises:
            InputError: if it cannot be written
        """
        with writing(path):
            os.truncate(path, path.read_bytes().rfind(b"\n") + 1)
            return cls(path, open(path, "ab", buffering=0))

    @property
    def large(self) -> bool:
        return self._file.tell() > MAX_LINE_BYTES

    def write(self, edits: Edits) -> None:
        """Keep these edits.

        Raises:
            InputError: if the disk is full or has gone
        """
        self._append(_line({"edits": [encoded(edit) for edit in edits]}))

    def mark(self, table: str, keys: Sequence[int], next_key: int) -> None:
        """A table with this hash is about to be written.

        Raises:
            InputError: if the disk is full or has gone
        """
        self._append(_mark(table, keys, next_key))

    def close(self) -> None:
        self._file.close()

    def _append(self, line: bytes) -> None:
        end = self._file.seek(0, os.SEEK_END)
        with writing(self._path):
            try:
                while line:
                    line = line[self._file.write(line) :]
                os.fsync(self._file.fileno())
            except OSError:
                # A later line must not be joined to what a full disk has of this one.
                self._file.truncate(end)
                raise


def _mark(table: str, keys: Sequence[int], next_key: int) -> bytes:
    return _line({"format": FORMAT, "table": table, "keys": runs(keys), "next": next_key})


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, separators=(",", ":")).encode("ascii") + b"\n"
