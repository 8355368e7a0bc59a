"""What the commands print: results on stdout, progress and messages on stderr."""

import itertools
import json
import math
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmdesk.cli.columns import columns_of
from mmdesk.core.datasets.example import Skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Names, OptionError
from mmdesk.core.language import localize, translate
from mmdesk.core.numerals import filled
from mmdesk.core.paths import check_writable
from mmdesk.core.progress import Note

if TYPE_CHECKING:
    from tqdm import tqdm

SHOWN = 20
"""So many reasons for which rows were left out are told, and rows of each; ``--json`` gives all."""

CONTROLS = {number: repr(chr(number))[1:-1] for number in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}
"""Control characters and other ends of lines, and how they are spelled."""


def emit(text: str) -> None:
    """Print a result at once.

    Raises:
        BrokenPipeError: if nobody reads any more
        InputError: if stdout is a file that cannot be written, such as on a full disk
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        close_stdout()
        sentence = QT_TRANSLATE_NOOP("errors", "The output cannot be written: {reason}. Send it to another place.")
        raise InputError(sentence, reason=error.strerror) from error


def emit_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document on one line: ASCII, so that it is right on every console; NaN and infinity become null."""
    emit(json.dumps(_finite(document), allow_nan=False))


def say(text: str) -> None:
    """Tell the person something beside the result, on one line."""
    from tqdm import tqdm  # here, because the window should not wait for it

    tqdm.write(printable(text), file=sys.stderr)


def printable(text: str) -> str:
    """The text with its control characters spelled out: names of files and classes may hold some, which move the cursor."""
    return text.translate(CONTROLS)


def say_skipped(skipped: Sequence[Skipped]) -> None:
    """Tell which rows were left out, and why: each reason once."""
    rows: dict[str, list[str]] = {}
    for row in skipped:
        rows.setdefault(row.reason, []).append(str(row.row))
    text = translate("cli", "{count:Row|Rows} {rows} {count:was|were} left out: {reason}")
    for reason, those in itertools.islice(rows.items(), SHOWN):
        say(filled(text, count=len(those), rows=localize(Names(those, SHOWN)), reason=localize(reason)))
    if len(rows) > SHOWN:
        text = translate("cli", "More rows were left out, {count} in all; --json lists them.")
        say(text.format(count=len(skipped)))


def close_stdout() -> None:
    """Throw away what is still to be printed, so that the end of the process does not try again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class Progress:
    """Shows the notes of long work: sentences as lines, stages as bars where a person watches."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: tqdm[Any] | None = None

    def show(self, note: Note) -> None:
        if not note.total:
            say(localize(note.words))
            return
        from tqdm import tqdm

        if self._bar is None or self._stage != note.words:
            self.close()
            self._stage = note.words
            # None: nothing is drawn where no person watches.
            self._bar = tqdm(desc=localize(note.words), total=note.total, file=sys.stderr, disable=None, leave=False)
        self._bar.update(note.done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self._bar = None


@contextmanager
def progress() -> Iterator[Progress]:
    """A `Progress` whose bar is gone when the work ends, whatever ends it."""
    shown = Progress()
    try:
        yield shown
    finally:
        shown.close()


def check_place(out: Path, *read: Path) -> None:
    """Refuse, before long work is done for it, a file that could not be written, or would take the place of one that is read.

    Raises:
        OptionError: if it is a folder, or one of the files that are `read`
        InputError: if its folder is missing or read-only, or the disk is full
    """
    if os.path.isdir(out):
        raise OptionError(QT_TRANSLATE_NOOP("errors", "{path} is a folder. Give the name of a file in it."), path=out)
    for path in read:
        if os.path.exists(out) and os.path.exists(path) and out.samefile(path):
            sentence = QT_TRANSLATE_NOOP("errors", "{path} is read here and would be overwritten. Give another name.")
            raise OptionError(sentence, path=out)
    check_writable(out)


def table(rows: Iterable[Sequence[str]], header: Sequence[str] = ()) -> str:
    """Columns aligned on the left, two blanks apart; wide characters, such as Chinese, count twice."""
    lines = [[printable(cell) for cell in line] for line in ([header, *rows] if header else rows)]
    widths = [max(map(columns_of, cells)) for cells in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell + " " * (width - columns_of(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def percent(share: float) -> str:
    """0.956 -> "95.6 %"; what is nearly but not quite everything or nothing stays so, as in the window."""
    if 0 < share < 1 and not 0.0005 <= share < 0.9995:
        return "< 0.1 %" if share < 0.5 else "> 99.9 %"
    return f"{100 * share:.1f} %"


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    return value
