"""A project: a dataset that is edited, saved by itself at every change, with undo."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from mmdesk.core.datasets.example import UNDECIDED, Decisions, Example
from mmdesk.core.datasets.formulas import EXCEL
from mmdesk.core.datasets.layout import MANIFEST, WRITTEN_ENDINGS, is_table
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.datasets.table import Form
from mmdesk.core.datasets.understood import note_on_opening
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Sentence
from mmdesk.core.files import read_head, shown
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.modalities.text.encodings import is_unicode
from mmdesk.core.paths import writing, written_safely
from mmdesk.core.projects.assets import write_parts
from mmdesk.core.projects.edits import Content, Edits, Insert, apply, check
from mmdesk.core.projects.journal import Journal, Stamp, digest, stamp, unsaved
from mmdesk.core.projects.rows import (
    Row,
    fit_for_table,
    new_form,
    original_place,
    parsed,
    rows_of,
    with_columns,
    with_original,
    written,
)
from mmdesk.core.projects.settings_file import PROJECT_FILE, read_project_file, write_project_file
from mmdesk.core.projects.view import Origin, View

MAX_UNDO = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """What undo takes back at once."""

    words: str
    edits: Edits


class Project:
    """An open project; it belongs to one thread at a time.

    Attributes:
        view: what it holds now
        note: what the person should know about how it was opened
    """

    def __init__(self, table: Path, form: Form, content: Content, settings: Mapping[str, Any]) -> None:
        self._table = table
        self._form = form
        self._content = content
        self._counted, self._kinds = content, content.kinds
        self._settings = dict(settings)
        self._journal: Journal | None = None
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._saved = True
        self._stamp: Stamp | None = None
        self._next_key = content.rows[-1].key + 1 if content.rows else 0
        self._origin = Origin()
        self.note = ""

    @classmethod
    def new(cls, folder: Path) -> Self:
        """An empty project; the folder is made if it is not there.

        Raises:
            InputError: if the folder holds anything, or cannot be written
        """
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if any(not entry.name.startswith(".") for entry in folder.iterdir()):
                sentence = QT_TRANSLATE_NOOP("errors", "{name} is not empty. Open it if it holds data, or choose another folder.")
                raise DatasetError(sentence, name=shown(folder))
        project = cls(folder.absolute() / MANIFEST, new_form(), Content(), {})
        project._saved = False
        project.save()
        return project

    @classmethod
    def open(cls, path: Path, decisions: Decisions = UNDECIDED) -> Self:
        """Open a table, or a folder with any kind of dataset. Nothing is written before the first edit.

        To decide is one: once all is decided it is written down, as a manifest or as the table in UTF-8.

        Raises:
            InputError: if there is no dataset, or its table cannot be understood
        """
        path = path.absolute()
        table = path / MANIFEST if os.path.isdir(path) else path
        if is_table(table) and table.suffix.lower() not in WRITTEN_ENDINGS:
            table = path.with_name(MANIFEST)  # records and workbooks are read, not written
        classes, settings = read_project_file(table.with_name(PROJECT_FILE))
        if table == path or os.path.exists(table):
            return cls._of_table(table, classes, settings, decisions.encoding)
        dataset = fit_for_table(read_dataset(path, decisions))
        project = cls(table, new_form(), Content(rows_of(dataset.examples, dataset.root), classes), settings)
        project.note = note_on_opening(dataset)
        project._origin = Origin.of(dataset, decisions)
        project._saved = not project._origin.decided
        project.save()
        return project

    @classmethod
    def _of_table(cls, table: Path, classes: tuple[str, ...], settings: Mapping[str, Any], encoding: str) -> Self:
        if os.path.exists(table) and not is_table(table):
            sentence = QT_TRANSLATE_NOOP("errors", "{name} is not a dataset. Give a folder or a manifest.csv.")
            raise DatasetError(sentence, name=shown(table))
        read_head(table)
        form, rows = parsed(data := table.read_bytes(), table, encoding)
        project = cls(table, form, Content(tuple(rows), classes), settings)
        project._stamp = stamp(table)
        if os.path.exists(journal := project._journal_path):
            if more := unsaved(journal, digest(data)):
                project._catch_up(more.keys, more.steps, more.next_key)
            else:
                project._put_aside(journal)
        if not is_unicode(form.encoding):
            project._form, project._saved = replace(form, encoding=EXCEL), project._saved and not encoding
            project.save()
        return project

    @property
    def view(self) -> View:
        path = self._table.parent if self._table.name == MANIFEST else self._table
        if self._counted is not self._content:  # so many rows are not counted twice
            self._counted, self._kinds = self._content, self._content.kinds
        undo, redo = (stack[-1].words if stack else "" for stack in (self._undo, self._redo))
        return View(
            self._table.parent,
            path,
            self._content,
            self._content.labels_among(self._kinds),
            undo,
            redo,
            self._saved,
            self._settings,
            self._origin,
            original_place(self._form),
            self._kinds,
        )

    def do(self, edits: Edits, words: str) -> None:
        """Edit; `words` say what for.

        Raises:
            InputError: if a table cannot hold it, or it cannot be kept on the disk; then nothing is edited
        """
        check(edits)
        inverse = self._apply(edits)
        self._redo.clear()
        self._undo = [*self._undo[-MAX_UNDO:], Step(words, inverse)]

    def undo(self) -> None:
        """Take back the last step, if there is one; raises as `do` does."""
        self._turn(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was taken back last, if anything; raises as `do` does."""
        self._turn(self._redo, self._undo)

    def add(self, sample: Sample, label: str, split: str, words: str, original: str = "") -> None:
        """Add an example: its picture and sound are written into the folder, then its row; `original` is what they were called.

        Raises:
            InputError: if something cannot be written; then there is no new row
        """
        contents = write_parts(self._table.parent, self._next_key + 1, sample)
        self.do((Insert((Row(self._next_key, contents, label, split, self._further(original)),)),), words)

    def take(self, examples: Sequence[Example], words: str) -> None:
        """Add examples whose files lie in the folder; raises as `do` does."""
        rows = rows_of(examples, self._table.parent, self._next_key)
        named = zip(rows, examples, strict=True)
        self.do((Insert(tuple(row._replace(further=self._further(example.original)) for row, example in named)),), words)

    def keep(self, settings: Mapping[str, Any]) -> None:
        """Keep these settings beside the dataset, instead of others of the same names.

        Raises:
            InputError: if they cannot be written
        """
        self._settings |= settings
        self._save_settings()

    def save(self) -> None:
        """Write the table again if it was edited; from then on it lacks nothing.

        Raises:
            InputError: if it cannot be written; the journal has the edits still
        """
        if self._saved:
            return
        self._check_untouched()
        self._save_settings()
        form = with_columns(self._form, self._content.rows)
        data = written(form, self._content.rows)
        if self._journal:
            self._journal.mark(digest(data), self._keys, self._next_key)
        with written_safely(self._table) as temporary:
            temporary.write_bytes(data)
        self._form, self._saved, self._stamp = form, True, stamp(self._table)
        if self._journal and self._journal.large:
            self._begin_journal(data)

    def close(self) -> None:
        """Save, and leave only the dataset itself behind.

        Raises:
            InputError: if it cannot be saved; the journal stays
        """
        try:
            self.save()
        finally:
            if self._journal:
                self._journal.close()
                self._journal = None
        self._journal_path.unlink(missing_ok=True)

    def _further(self, original: str) -> tuple[str, ...]:
        """The further cells of a new row; the first that has an original name brings the column for it."""
        if not original:
            return ()
        if original_place(self._form) < 0:
            self._form, self._saved = with_original(self._form), False
            self.save()
        return (*[""] * original_place(self._form), original)

    @property
    def _journal_path(self) -> Path:
        return self._table.with_suffix(".journal")

    @property
    def _keys(self) -> list[int]:
        return [row.key for row in self._content.rows if not row.blank]

    def _apply(self, edits: Edits) -> Edits:
        self._check_untouched()
        if self._journal is None:
            self._prepare()
        content, inverse = apply(edits, self._content)
        assert self._journal  # noqa: S101 - it was prepared
        self._journal.write(edits)
        self._content, self._saved = content, False
        if content.rows:
            self._next_key = max(self._next_key, content.rows[-1].key + 1)
        return inverse

    def _prepare(self) -> None:
        """Before the first edit there has to be a table to which the journal belongs."""
        if self._stamp is None:
            self._saved = False
            self.save()
        self._begin_journal(self._table.read_bytes())

    def _begin_journal(self, data: bytes) -> None:
        if self._journal:
            self._journal.close()
        self._journal = Journal.begin(self._journal_path, digest(data), self._keys, self._next_key)

    def _check_untouched(self) -> None:
        """Write over nothing that another program wrote."""
        if stamp(self._table) != self._stamp:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} was changed by another program. Open it again before you edit it.")
            raise DatasetError(sentence, name=shown(self._table))

    def _turn(self, here: list[Step], there: list[Step]) -> None:
        if here:
            inverse = self._apply(here[-1].edits)
            there.append(Step(here.pop().words, inverse))

    def _catch_up(self, keys: Sequence[int], steps: Sequence[Edits], next_key: int) -> None:
        """Do again what was done before the program ended without saving."""
        rows = tuple(row._replace(key=key) for row, key in zip(self._content.rows, keys, strict=True))
        self._content, self._next_key = Content(rows, self._content.classes), next_key
        for edits in steps:
            self._content, _ = apply(edits, self._content)
        if self._content.rows:
            self._next_key = max(next_key, self._content.rows[-1].key + 1)
        self._saved = not steps
        self._journal = Journal.resume(self._journal_path)
        self.close()

    def _put_aside(self, journal: Path) -> None:
        """Edits that were not saved, of a table that another program has changed since."""
        aside = journal.with_name(journal.name + ".old")
        journal.replace(aside)
        text = QT_TRANSLATE_NOOP("errors", "Another program has changed {name}. Edits that it lacks are kept in {aside}.")
        self.note = Sentence(text, name=shown(self._table), aside=shown(aside))

    def _save_settings(self) -> None:
        write_project_file(self._table.with_name(PROJECT_FILE), self._content.classes, self._settings)
