"""What the window asks of each of its places."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget


class Place(Protocol):
    """A page of the window, reached by the rail; it is a QWidget too."""

    def begin(self) -> None:
        """Give the keyboard to what a person would use first."""

    def set_dropping(self, dropping: bool) -> None:
        """Show where something that is dragged over the window would go, or no longer."""

    def offer(self, mime: QMimeData) -> None:
        """Take what was dropped or pasted while this place was shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on the rail, built when it is first shown.

    Attributes:
        name: its name in the program, and of its drawing in `resources/icons`
        title: its name for the person
    """

    name: str
    title: str
    build: Callable[[], Place]


def as_widget(place: Place) -> QWidget:
    assert isinstance(place, QWidget)  # noqa: S101 - as `Place` says
    return place
