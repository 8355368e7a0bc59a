"""How an earlier answer is shown."""

from collections.abc import Collection

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtGui import QIcon, QPixmap

from mmdesk.app.modalities.registry import DESK
from mmdesk.app.system.images import from_png
from mmdesk.core.modalities.registry import MODALITIES


def thumbnail(png: bytes) -> QIcon:
    return QIcon(QPixmap.fromImage(from_png(png)))


def icon_of(parts: Collection[str]) -> str:
    """The drawing for a sample without a picture."""
    return next((DESK[modality].icon for modality in reversed(MODALITIES.ordered(parts))), "words")


def moment(time: float) -> str:
    """When something happened, in the person's own way of writing; only the time if it was today."""
    then = QDateTime.fromSecsSinceEpoch(round(time))
    today = then.date() == QDateTime.currentDateTime().date()
    short = QLocale.FormatType.ShortFormat
    return QLocale().toString(then.time(), short) if today else QLocale().toString(then, short)
