"""Words as the place Data writes them."""

from PySide6.QtCore import QLocale

from mmdesk.app.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.sample import Modality

NAMES: dict[Modality, str] = {
    "image": QT_TRANSLATE_NOOP("data", "Picture"),
    "text": QT_TRANSLATE_NOOP("data", "Words"),
    "audio": QT_TRANSLATE_NOOP("data", "Sound"),
}
SPLITS = {
    "train": QT_TRANSLATE_NOOP("data", "train"),
    "val": QT_TRANSLATE_NOOP("data", "validate"),
    "test": QT_TRANSLATE_NOOP("data", "test"),
    "": QT_TRANSLATE_NOOP("data", "by itself"),
}
"""What people call a split; rows without one are split by the program."""


def name_of(modality: Modality) -> str:
    """What people call this modality."""
    return translated("data", NAMES[modality])


def split_name(split: str) -> str:
    return translated("data", SPLITS[split]) if split in SPLITS else split


def number(count: int) -> str:
    """1234 -> "1,234"."""
    return QLocale().toString(count)
