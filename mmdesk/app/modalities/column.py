"""A column of the window: all that is particular to one modality on the screen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from mmdesk.app.audio.sound_desk import SoundDesk
    from mmdesk.app.modalities.input_card import InputCard
    from mmdesk.app.modalities.preview import Preview
    from mmdesk.app.services.session import Session
    from mmdesk.app.system.theme import Theme


class DeskColumn(ABC):
    """One modality.

    Attributes:
        count: the menu's words for letting the model see it, marked for translation in "modalities"
        icon: the drawing that stands for a sample that has nothing else to see
        share: its card's share of the height
        cell_width: of its column in tables, in pixels; None for what the others leave
        yields: whether its column is left out where a table is narrow
    """

    count: ClassVar[str]
    icon: ClassVar[str]
    share: ClassVar[int] = 2
    cell_width: ClassVar[int | None] = None
    yields: ClassVar[bool] = False

    @abstractmethod
    def card(self, session: Session, theme: Theme) -> InputCard:
        """The card by which a person gives it."""

    @abstractmethod
    def preview(self, sound: SoundDesk, theme: Theme) -> Preview:
        """What shows it among the details of an example, and plays it by `sound`."""

    def cell(self, cell: str) -> str:
        """What a table shows of a row's cell, in words: of a file its name."""
        return cell.rpartition("/")[2]
