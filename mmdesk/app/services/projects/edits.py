"""What a person can do to the rows and classes of the open project, each with the words by which undo names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.work import Command
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.numerals import filled

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.datasets.example import Example
    from mmdesk.core.projects.edits import Edits
    from mmdesk.core.projects.project import Project


class ProjectEdits(QObject):
    """Each becomes a command, given to `ask`, which has it done in the thread of the project.

    Signals:
        added: the sample of an `add` has become an example
    """

    added = Signal(object)

    def __init__(self, ask: Callable[[Command], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask

    # Rows

    def relabel(self, keys: Sequence[int], label: str) -> None:
        from mmdesk.core.projects.edits import Change

        if label := label.strip():
            words = self.tr("label {rows} as {label}").format(rows=self._rows(len(keys)), label=label)
            self._edit((Change(tuple(keys), "label", (label,)),), words)

    def relabel_each(self, labels: Mapping[int, str]) -> None:
        """Give each of these rows, by its key, a label of its own."""
        from mmdesk.core.projects.edits import Change

        words = self.tr("label {rows} anew").format(rows=self._rows(len(labels)))
        self._edit((Change(tuple(labels), "label", tuple(labels.values())),), words)

    def move(self, keys: Sequence[int], split: str) -> None:
        """Put rows into a split; "" leaves it to the program."""
        from mmdesk.core.projects.edits import Change

        words = self.tr("move {rows} to {split}") if split else self.tr("take {rows} out of their split")
        self._edit((Change(tuple(keys), "split", (split,)),), words.format(rows=self._rows(len(keys)), split=split))

    def delete(self, keys: Sequence[int]) -> None:
        from mmdesk.core.projects.edits import Delete

        self._edit((Delete(tuple(keys)),), self.tr("delete {rows}").format(rows=self._rows(len(keys))))

    def reword(self, key: int, modality: Modality, cell: str) -> None:
        """Write other words into a row's cell of a modality that tables hold themselves."""
        from mmdesk.core.projects.edits import Change

        self._edit((Change((key,), modality, (cell,)),), self.tr("change the words of a row"))

    # Classes

    def rename_class(self, old: str, new: str) -> None:
        """Call a class something else; if there is a class with the new name, the two become one."""
        from mmdesk.core.projects.edits import renamed

        words = self.tr("call the class {old} {new}").format(old=old, new=new)
        self._ask(lambda project: project.do(renamed(project.view.content, old, new), words))

    def arrange(self, classes: Sequence[str]) -> None:
        """Put the classes in this order."""
        from mmdesk.core.projects.edits import Arrange

        self._edit((Arrange(tuple(classes)),), self.tr("put the classes in another order"))

    # New examples

    def add(self, sample: Sample, label: str, split: str = "", original: str = "") -> None:
        """Add an example; its picture and sound become files of the project, and `original` is what they were called."""
        self.add_made(lambda: sample, label, split, original)

    def add_made(self, make: Callable[[], Sample], label: str, split: str = "", original: str = "") -> None:
        """Add what `make` gives, called in the thread of the project."""
        words = self.tr("add an example of {label}").format(label=label.strip())

        def command(project: Project) -> None:
            sample = make()
            project.add(sample, label.strip(), split, words, original)
            self.added.emit(sample)  # from the thread of the project; it is heard in the GUI's

        self._ask(command)

    def take(self, examples: Sequence[Example]) -> None:
        """Add examples whose files lie in the project's folder already."""
        words = self.tr("add {rows}").format(rows=self._rows(len(examples)))
        self._ask(lambda project: project.take(examples, words))

    # All of it

    def keep(self, settings: dict[str, Any]) -> None:
        """Keep settings, such as of training, beside the dataset."""
        self._ask(lambda project: project.keep(settings))

    @Slot()
    def undo(self) -> None:
        self._ask(lambda project: project.undo())

    @Slot()
    def redo(self) -> None:
        self._ask(lambda project: project.redo())

    def _edit(self, edits: Edits, words: str) -> None:
        self._ask(lambda project: project.do(edits, words))

    def _rows(self, count: int) -> str:
        return filled(self.tr("{count:# row|# rows}"), count=count)
