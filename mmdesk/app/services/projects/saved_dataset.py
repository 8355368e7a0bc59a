"""Reading a dataset only once it is on the disk as the person sees it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from mmdesk.app.services.projects.collection import Collection


class AsShown(QObject):
    """Begins one thing at a time that reads a dataset; if that is the open project, its edits are saved first."""

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self._wanted: tuple[Path, Callable[[], None], Callable[[str], None]] | None = None
        self._asked = False
        collection.changed.connect(self._look)

    @property
    def waiting(self) -> bool:
        return self._wanted is not None

    def start(self, dataset: Path, begin: Callable[[], None], refuse: Callable[[str], None]) -> None:
        """Call `begin` now or as soon as the dataset is saved, or `refuse` with a sentence if it cannot be."""
        self._wanted, self._asked = (dataset, begin, refuse), False
        self._look()

    def cancel(self) -> None:
        self._wanted = None

    @Slot()
    def _look(self) -> None:
        if self._wanted is None:
            return
        dataset, begin, refuse = self._wanted
        collection = self._collection
        if collection.saved or not collection.holds(dataset):
            self._wanted = None
            begin()
        elif collection.busy or collection.opening:
            return
        elif self._asked and collection.problem:
            self._wanted = None
            refuse(collection.problem)
        else:
            self._asked = True
            collection.save()
