"""Parts of a ready sample: they go when a part of the person's own is laid beside them, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.parts import Part
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.paths import resources

if TYPE_CHECKING:
    from mmdesk.app.services.desk import Desk


class ReadyParts(QObject):
    """Keeps the person's own content from being answered together with that of a sample to try.

    Attributes:
        gone: the parts that were taken away last, until something else is given

    Signals:
        changed: `gone` is another
    """

    changed = Signal()

    def __init__(self, session: Desk) -> None:
        super().__init__(session)
        self._session = session
        self.gone: Mapping[Modality, Part] = {}

    def make_room(self, modality: Modality, file: Path | None) -> None:
        """The person gave this part: take away what belongs to a ready sample."""
        if _is_ready(file):
            return
        parts = {other: self._session.part(other) for other in MODALITIES if other != modality}
        ready = {other: part for other, part in parts.items() if part.content is not None and _is_ready(part.file)}
        for other in ready:
            self._session.clear(other)
        if ready:
            self.gone = ready
            self.changed.emit()

    def forget(self) -> None:
        """Something else is given: what went before is not wanted back."""
        if self.gone:
            self.gone = {}
            self.changed.emit()

    @Slot()
    def take_back(self) -> None:
        """Lay what went on the desk again, where nothing else is by now."""
        gone = self.gone
        self.forget()
        for modality, part in gone.items():
            if self._session.part(modality).content is None:
                self._session.restore(modality, part)


def _is_ready(file: Path | None) -> bool:
    return file is not None and file.is_relative_to(resources())
