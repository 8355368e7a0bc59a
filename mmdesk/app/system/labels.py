"""Words and numbers as all places write them."""

from PySide6.QtCore import QLocale

from mmdesk.app.system.translation import sentence, translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.training.fusions import FUSION_WORDS

GIGABYTE = 10**9
SPLITS = {
    "train": QT_TRANSLATE_NOOP("data", "training"),
    "val": QT_TRANSLATE_NOOP("data", "validation"),
    "test": QT_TRANSLATE_NOOP("data", "test"),
    "": QT_TRANSLATE_NOOP("data", "automatic"),
}
"""What people call a split; rows without one are split by the program."""


def name_of(modality: Modality) -> str:
    """What people call this modality."""
    return sentence(MODALITIES[modality].title)


def split_name(split: str) -> str:
    """What people call this split."""
    return translated("data", SPLITS[split]) if split in SPLITS else split


def percent(share: float, digits: int = 0) -> str:
    """0.956 -> "96 %"; what is nearly but not quite everything or nothing stays so."""
    locale = QLocale()
    if 0 < share < 0.5 * 10 ** (-digits - 2):
        return "< " + locale.toString(10.0**-digits, "f", digits) + " %"
    if 1 - 0.5 * 10 ** (-digits - 2) <= share < 1:
        return "> " + locale.toString(100 - 10.0**-digits, "f", digits) + " %"
    return locale.toString(100.0 * share, "f", digits) + " %"


def number(value: float) -> str:
    """12.3456 -> "12.35": four figures, and all those before the point."""
    locale = QLocale()
    return locale.toString(float(value), "f", 0) if abs(value) >= 1e4 else locale.toString(float(value), "g", 4)


def fusion_title(fusion: str) -> str:
    """What people call this fusion; one of another version by its own name."""
    return translated("fusions", FUSION_WORDS[fusion].title) if fusion in FUSION_WORDS else fusion


def size_in_words(count: int) -> str:
    """Bytes as people write them: "86 MB", "1.4 GB"; a megabyte is a million bytes, as on disks and in file managers."""
    digits = 1 if count >= GIGABYTE else 0
    return QLocale().formattedDataSize(count, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def plain(text: str) -> str:
    """The words of a menu without the mark of their key: 文件(&F), &File…"""
    head, mark, _ = text.partition("(&")
    words = head if mark else text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return words.removesuffix("…").strip()
