"""The history of earlier answers, and the desk as it was left: a SQLite file in the person's data folder.

Pictures, sounds and the like that came from files stay where they are; of what was pasted or recorded a copy is kept beside the
database. A copy is written before the row that names it, so that what a crash leaves is a copy without a row, which the
next answer sweeps away.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.tasks.registry import task_named

FORMAT = 2
MAX_ENTRIES = 500
MAX_COPY_BYTES = 256 << 20
THUMBNAIL_SIDE = 64
NO_SCORE = -1.0
"""Stands in the database for the score of a number, which has no probability."""
DESK = 0
"""Number under which the parts on the desk are kept."""

SCHEMA = (
    """CREATE TABLE entries (
        number INTEGER PRIMARY KEY, digest TEXT NOT NULL, time REAL NOT NULL, label TEXT NOT NULL, score REAL NOT NULL,
        model TEXT NOT NULL, thumbnail BLOB NOT NULL, UNIQUE (digest, model))""",
    """CREATE TABLE parts (
        entry INTEGER NOT NULL, modality TEXT NOT NULL, words TEXT NOT NULL, file BLOB, shown INTEGER NOT NULL,
        PRIMARY KEY (entry, modality))""",
)


def new(database: sqlite3.Connection) -> None:
    """From nothing, format 1."""
    for statement in SCHEMA:
        database.execute(statement)


def cells_of_any_modality(database: sqlite3.Connection) -> None:
    """From format 1, in which only words could stand in a row themselves."""
    database.execute("ALTER TABLE parts RENAME COLUMN words TO cell")


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {0: new, 1: cells_of_any_modality}
"""For each older format, what brings a database to the next one."""


@dataclass(frozen=True, slots=True, eq=False)
class DeskPart:
    """A part as it lies on the desk.

    Attributes:
        content: None if nothing is there
        file: where it came from; None if it was pasted, typed or recorded
        shown: whether the model may see it
    """

    content: Content
    file: Path | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part as it is kept: the content itself where a table would hold it, or its file."""

    cell: str = ""
    file: Path | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """An earlier answer.

    Attributes:
        number: its number in the history
        time: when it was given last, in seconds since 1970
        label: the answer
        score: its probability; None if it is a number
        model: title of the model that gave it
        thumbnail: a small picture as PNG; empty if the sample has none
        parts: what was present
    """

    number: int
    time: float
    label: str
    score: float | None
    model: str
    thumbnail: bytes
    parts: Mapping[Modality, KeptPart]

    @property
    def words(self) -> str:
        return " ".join(part.cell for part in self.parts.values() if part.cell)

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(part.file for part in self.parts.values() if part.file)

    def matches(self, search: str) -> bool:
        """Whether each of these words is in the answer, the sample's words, a file's name or the model's title."""
        there = " ".join([self.label, self.words, self.model, *(file.name for file in self.files)]).casefold()
        return all(word in there for word in search.casefold().split())


class History:
    """The database in `folder`; every call opens it anew, so that any thread may call. All raise `InputError`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "history.sqlite"
        self._copies = folder / "copies"

    def keep(self, desk: Mapping[Modality, DeskPart], prediction: Prediction, model: str) -> None:
        """Put an answer first; the same sample, answered by the same model before, moves there. The oldest ones go."""
        score = prediction.score if task_named(prediction.task).has_classes else NO_SCORE
        row = (digest_of(desk), time.time(), prediction.label, score, model, thumbnail_of(desk))
        with self._changing() as database:
            (number,) = database.execute(
                "INSERT INTO entries (digest, time, label, score, model, thumbnail) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (digest, model) DO UPDATE SET time = excluded.time, label = excluded.label, score = excluded.score "
                "RETURNING number",
                row,
            ).fetchone()
            self._write_parts(database, number, {m: part for m, part in desk.items() if part.content is not None})
            self._trim(database)

    def entries(self) -> tuple[Entry, ...]:
        """All of them, the newest first."""
        with self._opened() as database:
            database.row_factory = sqlite3.Row
            rows = database.execute("SELECT number, time, label, score, model, thumbnail FROM entries ORDER BY time DESC")
            found = [dict(row) for row in rows]
            parts = self._read_parts(database)
        for row in found:
            row["score"] = None if row["score"] == NO_SCORE else row["score"]
        return tuple(Entry(**row, parts=parts.get(row["number"], {})) for row in found)

    def forget(self, number: int) -> None:
        """Delete one answer and the copies that only it had."""
        with self._changing() as database:
            _delete(database, [number])
            self._sweep(database)

    def forget_all(self) -> None:
        with self._changing() as database:
            _delete(database, [number for (number,) in database.execute("SELECT number FROM entries").fetchall()])
            self._sweep(database)

    def leave_desk(self, desk: Mapping[Modality, DeskPart]) -> None:
        """Keep what lies on the desk for the next start; nothing of an empty one."""
        with self._changing() as database:
            self._write_parts(database, DESK, desk)
            self._sweep(database)

    def desk(self) -> Mapping[Modality, KeptPart]:
        """What lay on the desk."""
        with self._opened() as database:
            return self._read_parts(database).get(DESK, {})

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._copies.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file)) as database:
                database.execute("PRAGMA journal_mode = WAL")
                # What was deleted is overwritten.
                database.execute("PRAGMA secure_delete = ON")
                self._prepare(database)
                yield database
        except (sqlite3.Error, OSError) as error:
            sentence = QT_TRANSLATE_NOOP(
                "errors", "Earlier answers cannot be kept in {path} ({reason}). Free some space, or remove this file to begin anew."
            )
            raise InputError(sentence, path=self._file, reason=error) from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and nobody else meanwhile."""
        with self._opened() as database, database:
            database.execute("BEGIN IMMEDIATE")
            yield database

    def _prepare(self, database: sqlite3.Connection) -> None:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > FORMAT:
            sentence = QT_TRANSLATE_NOOP("errors", "{path} was written by a newer mmdesk. Use that one, or remove this file.")
            raise InputError(sentence, path=self._file)
        if version < FORMAT:
            with database:
                database.execute("BEGIN IMMEDIATE")
                (version,) = database.execute("PRAGMA user_version").fetchone()  # another window may have been quicker
                for older in range(version, FORMAT):
                    MIGRATIONS[older](database)
                database.execute(f"PRAGMA user_version = {FORMAT}")

    def _write_parts(self, database: sqlite3.Connection, number: int, desk: Mapping[Modality, DeskPart]) -> None:
        database.execute("DELETE FROM parts WHERE entry = ?", (number,))
        for modality, part in desk.items():
            inline = part.content is not None and MODALITIES[modality].inline
            file = None if part.content is None or inline else self._file_of(modality, part)
            # Of names that are no text the bytes are kept.
            place = os.fsencode(file) if file else None
            row = (number, modality, part.content if inline else "", place, part.shown)
            database.execute("INSERT INTO parts VALUES (?, ?, ?, ?, ?)", row)

    def _read_parts(self, database: sqlite3.Connection) -> dict[int, dict[Modality, KeptPart]]:
        found: dict[int, dict[Modality, KeptPart]] = {}
        for number, modality, cell, file, shown in database.execute("SELECT entry, modality, cell, file, shown FROM parts"):
            if modality in MODALITIES:
                kept = KeptPart(cell, Path(os.fsdecode(file)) if file else None, bool(shown))
                found.setdefault(number, {})[modality] = kept
        return found

    def _file_of(self, modality: Modality, part: DeskPart) -> Path:
        """Where the content lies, or a copy that is made here."""
        content, column = part.content, MODALITIES[modality]
        if part.file and os.path.exists(part.file):
            return part.file.absolute()
        name = "".join(letter for letter in content.name if letter.isalnum() or letter in " -_")[:40].strip() or "copy"
        copy = self._copies / f"{name} {hashlib.sha256(column.to_bytes(content)).hexdigest()[:12]}{column.copy_ending}"
        if not os.path.exists(copy):
            column.write(copy, content)
        return copy

    def _trim(self, database: sqlite3.Connection) -> None:
        """Delete the oldest answers, as many as are too many or whose copies take too much room, but never the newest."""
        parts = self._read_parts(database)
        numbers = [number for (number,) in database.execute("SELECT number FROM entries ORDER BY time DESC").fetchall()]
        room, gone = MAX_COPY_BYTES, numbers[MAX_ENTRIES:]
        for place, number in enumerate(numbers[:MAX_ENTRIES]):
            copies = [part.file for part in parts.get(number, {}).values() if part.file and part.file.parent == self._copies]
            room -= sum(copy.stat().st_size for copy in copies if os.path.exists(copy))
            if room < 0 and copies and place:
                gone.append(number)
        _delete(database, gone)
        self._sweep(database)

    def _sweep(self, database: sqlite3.Connection) -> None:
        """Remove copies that no row names."""
        named = {Path(os.fsdecode(file)) for (file,) in database.execute("SELECT file FROM parts WHERE file IS NOT NULL")}
        for copy in self._copies.iterdir():
            if copy not in named:
                copy.unlink(missing_ok=True)


def _delete(database: sqlite3.Connection, numbers: list[int]) -> None:
    rows = [(number,) for number in numbers]
    database.executemany("DELETE FROM entries WHERE number = ?", rows)
    database.executemany("DELETE FROM parts WHERE entry = ?", rows)


def digest_of(desk: Mapping[Modality, DeskPart]) -> str:
    """The same for the same sample, whatever its files are called."""
    digest = hashlib.sha256()
    for modality, column in MODALITIES.items():
        content = desk[modality].content if modality in desk else None
        if content is not None:
            data = column.to_bytes(content)
            digest.update(f"{modality} {len(data)} ".encode() + data)
    return digest.hexdigest()


def thumbnail_of(desk: Mapping[Modality, DeskPart]) -> bytes:
    """What can be seen of the desk, small, as PNG; empty if nothing."""
    there = ((column, desk[modality].content) for modality, column in MODALITIES.items() if modality in desk)
    small = (column.thumbnail(content, THUMBNAIL_SIDE) for column, content in there if content is not None)
    return next(filter(None, small), b"")
