"""How long threads keep Python's interpreter while rows are seen (GIL switch interval)."""

import sys
from weakref import WeakSet

from PySide6.QtWidgets import QWidget

USUAL_TURN_SECONDS, TURN_SECONDS = sys.getswitchinterval(), 0.0005
"""How long another thread keeps Python's interpreter while rows wait for it. With Python's own 5 ms, scrolling halts while a search
goes on; always so short, it slows a training."""
_seen: WeakSet[QWidget] = WeakSet()
"""More than one while a new window takes the place of another."""


def shown(card: QWidget) -> None:
    """A card of rows is seen."""
    _seen.add(card)
    sys.setswitchinterval(TURN_SECONDS)


def hidden(card: QWidget) -> None:
    """It is seen no longer."""
    _seen.discard(card)
    if not _seen:
        sys.setswitchinterval(USUAL_TURN_SECONDS)
