"""Words as the place Data writes them."""

from mmdesk.app.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP

SPLITS = {
    "train": QT_TRANSLATE_NOOP("data", "training"),
    "val": QT_TRANSLATE_NOOP("data", "validation"),
    "test": QT_TRANSLATE_NOOP("data", "test"),
    "": QT_TRANSLATE_NOOP("data", "automatic"),
}
"""What people call a split; rows without one are split by the program."""


def split_name(split: str) -> str:
    return translated("data", SPLITS[split]) if split in SPLITS else split
