"""Words as the place Data writes them."""

from PySide6.QtCore import QLocale

from mmdesk.app.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP

SPLITS = {
    "train": QT_TRANSLATE_NOOP("data", "train"),
    "val": QT_TRANSLATE_NOOP("data", "validate"),
    "test": QT_TRANSLATE_NOOP("data", "test"),
    "": QT_TRANSLATE_NOOP("data", "no split"),
}
"""What people call a split; the program splits rows without one."""


def split_name(split: str) -> str:
    return translated("data", SPLITS[split]) if split in SPLITS else split


def number(count: int) -> str:
    """1234 -> "1,234"."""
    return QLocale().toString(count)
